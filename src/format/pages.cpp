// SPDX-License-Identifier: Apache-2.0
#include "format/pages.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/attachments.hpp"
#include "format/authoring/item_text.hpp"
#include "format/html_tags.hpp"
#include "format/ims_manifest.hpp"
#include "format/passages.hpp"
#include "format/script_text.hpp"

#include <array>

namespace needfirst::format {
namespace {

constexpr std::size_t most_pages = 2'000;  // of one course

bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && base::same_ignoring_case(text.substr(text.size() - tail.size()), tail);
}

bool is_question_script(std::string_view member) {
    const std::string name = base::ascii_lower(member.substr(std::min(member.rfind('/') + 1, member.size())));
    constexpr std::array<std::string_view, 4> parts = {"question", "quiz", "test", "exam"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

/// A page that a script puts into the document as it stands.
bool is_page_template(std::string_view type) {
    return type == "text/template" || type == "text/x-template" || type == "text/html";
}

}  // namespace

bool is_html_member(std::string_view member) {
    constexpr std::array<std::string_view, 5> tails = {".html", ".htm", ".xhtml", ".shtml", ".xht"};
    return std::any_of(tails.begin(), tails.end(), [&](std::string_view tail) { return ends_with(member, tail); });
}

void Pages::read(const std::string& launch, const std::vector<std::string>& listed, model::Item& item) {
    waiting_.assign(1, launch);
    scripts_.clear();
    met_scripts_.clear();
    done_.erase(launch);  // one page may be launched by several items, with other parameters
    auto read_waiting = [&] {
        while (!waiting_.empty()) {
            const std::string member = std::move(waiting_.front());
            waiting_.pop_front();
            if (done_.count(member) == 0) read_page(member, item);
        }
    };
    read_waiting();
    for (const std::string& member : listed) {
        if (is_html_member(member) && claimed_.count(member) == 0 && !is_runtime_member(member)) {
            waiting_.push_back(member);
            read_waiting();
        }
        if (ends_with(member, ".js")) take_script(member);
    }
    for (std::size_t i = 0; i < scripts_.size(); ++i) read_script(std::string(scripts_[i]), item);
    read_waiting();
}

void Pages::read_page(const std::string& member, model::Item& item) {
    if (done_.size() >= most_pages) {
        if (!stopped_)
            reading_.remark(
                member, base::CoverageState::limited,
                fmt::format("the course has more than {} linked pages; the others were left out", most_pages));
        stopped_ = true;
        return;
    }
    done_.insert(member);
    const std::string bytes = reading_.member(member);
    const std::string html = base::to_utf8(bytes, base::html_charset(bytes));
    text::Html page = text::read_html(html);
    if (item.title.empty()) item.title = page.title;
    keep_social_link(item, page.links);
    add_passage(item.passages, authoring::body_field(page.title.empty() ? item.title : page.title),
                std::move(page.text), member);
    add_linked_documents(reading_, page.links, member, item);
    add_passage(item.passages, model::Field::body, encoded_text(html), member);
    each_tag(html, [&](const std::string& name, std::string_view tag, std::size_t behind) {
        if (name == "a" || name == "area") follow(member, tag_attribute(tag, "href"));
        if (name == "frame" || name == "iframe" || name == "embed") follow(member, tag_attribute(tag, "src"));
        if (name == "object") follow(member, tag_attribute(tag, "data"));
        if (name == "meta" && base::same_ignoring_case(tag_attribute(tag, "http-equiv"), "refresh")) {
            const std::string content = tag_attribute(tag, "content");
            const std::size_t url = base::ascii_lower(content).find("url=");
            if (url != std::string::npos) follow(member, base::trim(std::string_view(content).substr(url + 4)));
        }
        if (name != "script") return;
        if (is_page_template(tag_attribute(tag, "type"))) {
            const std::string_view inner = std::string_view(html).substr(behind, end_of_script(html, behind) - behind);
            if (inner.find("{{") == std::string_view::npos && inner.find("<%") == std::string_view::npos)
                add_passage(item.passages, model::Field::body, text::html_text(inner), member);
            return;
        }
        const std::string source = tag_attribute(tag, "src");
        if (source.empty()) {
            follow_literals(member, std::string_view(html).substr(behind, html.find("</", behind) - behind));
        } else if (const auto script = ims::resolve(reading_.container, ims::folder_of(member), source)) {
            take_script(*script);
        }
    });
}

void Pages::read_script(const std::string& member, model::Item& item) {
    if (is_library_script(member) || !done_.insert(member).second) return;
    // eXeLearning keeps the course in its pages; its scripts, whatever their names, hold labels alone.
    if (reading_.container.has(ims::folder_of(member) + "exe_jquery.js")) return;
    const std::string script = base::to_utf8(reading_.member(member));
    const auto field = is_question_script(member) ? model::Field::quiz : model::Field::body;
    add_passage(item.passages, field, script_text(script), member);
    follow_literals(member, script);
    // Modules name others: import { screens } from "./data.js".
    for (const Literal& literal : script_literals(script)) {
        if (!ends_with(literal.value, ".js") || literal.value.find(' ') != std::string::npos) continue;
        const auto found = ims::resolve(reading_.container, ims::folder_of(member), literal.value);
        if (found) take_script(*found);
    }
}

void Pages::take_script(const std::string& member) {
    if (met_scripts_.insert(member).second) scripts_.push_back(member);
}

void Pages::follow(const std::string& from, std::string_view url) {
    if (url.empty() || ims::is_absolute(url)) return;
    auto member = ims::resolve(reading_.container, ims::folder_of(from), url);
    if (!member && from != root_) member = ims::resolve(reading_.container, root_, url);
    if (!member || !is_html_member(*member) || claimed_.count(*member) > 0 || done_.count(*member) > 0) return;
    if (!is_runtime_member(*member)) waiting_.push_back(std::move(*member));
}

void Pages::follow_literals(const std::string& from, std::string_view script) {
    for (const Literal& literal : script_literals(script)) {
        const std::string_view path = std::string_view(literal.value).substr(0, literal.value.find_first_of("?#"));
        if (is_html_member(path) && path.find_first_of("<> \n") == std::string_view::npos) follow(from, path);
    }
}

}  // namespace needfirst::format
