// SPDX-License-Identifier: Apache-2.0
#include "text/html_page.hpp"

#include "base/deadline.hpp"
#include "base/decode.hpp"
#include "text/html_reference.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr ElementId unknown = 0;

const ElementId the_html = element_id("html"), the_head = element_id("head"), the_body = element_id("body"),
                a_link = element_id("a"), a_break = element_id("br"), a_dialog = element_id("dialog"),
                a_paragraph = element_id("p"), a_title = element_id("title"), an_area = element_id("area"),
                an_iframe = element_id("iframe"), an_input = element_id("input"), a_textarea = element_id("textarea"),
                a_picture = element_id("svg"), a_formula = element_id("math"), a_description = element_id("desc"),
                metadata = element_id("metadata");

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// `property: value` in a style, in any spacing and case.
bool declares(std::string_view style, std::string_view property, std::string_view value) {
    while (!style.empty()) {
        const auto end = style.find(';');
        const auto colon = style.substr(0, end).find(':');
        if (colon != npos && base::same_ignoring_case(base::trim(style.substr(0, colon)), property)) {
            const auto given = base::trim(style.substr(0, end).substr(colon + 1));
            if (base::same_ignoring_case(given.substr(0, value.size()), value)) return true;
        }
        style = end == npos ? std::string_view() : style.substr(end + 1);
    }
    return false;
}

bool is_file_name(std::string_view alt) {
    constexpr std::string_view ends[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"};
    const auto lower = base::ascii_lower(alt.substr(alt.size() - std::min<std::size_t>(alt.size(), 5)));
    return std::any_of(std::begin(ends), std::end(ends), [&](std::string_view end) { return lower.ends_with(end); });
}

/// The value of an attribute, in the page or, where it has references, in `store`.
std::string_view value_of(const HtmlTag& tag, Attribute one, std::string& store) {
    const auto raw = tag.raw(one);
    if (raw.find('&') == npos) return raw;
    return store = attribute_value(raw);
}

bool is_hidden(ElementId id, const HtmlTag& tag) {
    if (id == a_dialog && !tag.has(Attribute::open)) return true;
    if (tag.has(Attribute::hidden) || (id == an_input && base::same_ignoring_case(tag.raw(Attribute::type), "hidden")))
        return true;
    std::string store;
    const auto style = tag.has(Attribute::style) ? value_of(tag, Attribute::style, store) : std::string_view();
    return !style.empty() && (declares(style, "display", "none") || declares(style, "visibility", "hidden"));
}

}  // namespace

Html HtmlPage::read() {
    while (at_ < html_.size()) {
        base::Deadline::check();
        at_ = is_quiet() ? std::min(html_.find('<', at_), html_.size()) : body_.add_markup(html_, at_, preserved_ > 0);
        if (at_ == html_.size()) break;
        if (html_[at_] == '&') at_ += reference(body_, html_, at_);
        else markup();
    }
    close_link();
    return {title_.take(), body_.take(), std::move(links_)};
}

/// Adds the reference at html[at], or '&' where it is none; its length.
std::size_t HtmlPage::reference(BlockText& text, std::string_view html, std::size_t at) {
    Reference found;
    resolve_reference(html, at, false, found);
    text.add(found.length ? found.value() : "&", preserved_ > 0);
    return std::max<std::size_t>(found.length, 1);
}

/// At '<'.
void HtmlPage::markup() {
    const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
    if (is_letter(next)) return start_tag();
    if (next == '/' && at_ + 2 < html_.size()) {
        if (is_letter(html_[at_ + 2])) return end_tag();
        at_ = comment_end(html_, at_);
    } else if (next == '!' && is_foreign() && html_.substr(at_, 9) == "<![CDATA[") {
        const auto end = std::min(html_.find("]]>", at_), html_.size());
        if (!is_quiet()) body_.add(html_.substr(at_ + 9, end - at_ - 9));
        at_ = std::min(end + 3, html_.size());
    } else if (next == '!' || next == '?') {
        at_ = comment_end(html_, at_);
    } else {
        if (!is_quiet()) body_.add("<");
        ++at_;
    }
}

void HtmlPage::start_tag() {
    at_ = tag_.read(html_, at_);
    if (tag_.name.empty()) return;
    const ElementId id = element_id(tag_.name);
    if (id == unknown) return start_unknown();
    if (id == the_html || id == the_head || id == the_body) {
        if (!is_quiet() && id == the_body) body_.line();
        return;
    }
    if (id == a_link)
        if (const auto open = open_.ended_by(id)) close_one(*open);
    close_to(open_.left_by_start(id));
    const bool quiet = is_quiet();
    const bool label = is_foreign() && (id == a_title || id == a_description || id == metadata);  // of a drawing
    if (!quiet) show(id);
    const bool raw_content = !label && (nests(id, raw) || nests(id, raw_text)) && !tag_.self_closing;
    if (raw_content) read_raw(id, quiet || is_hidden(id, tag_));
    if (raw_content || tag_.self_closing || nests(id, is_void)) {
        if (!quiet) closed(id);
        return;
    }
    open_.push(id);
    preserved_ += element(id).role == Role::preserved;
    if (!quiet && (label || element(id).role == Role::hidden || is_hidden(id, tag_))) hidden_ = open_.size();
}

/// Elements of a page's own making are nothing but their content. Those that are hidden must be found again.
void HtmlPage::start_unknown() {
    if (tag_.self_closing) return;
    const bool hides = !is_quiet() && is_hidden(unknown, tag_);
    if (hides) hidden_name_ = tag_.name;
    if (!hides && !(is_quiet() && base::same_ignoring_case(tag_.name, hidden_name_))) return;
    open_.push(unknown);
    if (hides) hidden_ = open_.size();
}

void HtmlPage::end_tag() {
    ++at_;
    at_ = tag_.read(html_, at_);
    if (tag_.name.empty()) return;
    const ElementId id = element_id(tag_.name);
    if (id == unknown) {
        if (!is_quiet() || !base::same_ignoring_case(tag_.name, hidden_name_)) return;
        if (const auto open = open_.find(unknown)) close_to(*open);
    } else if (const auto open = open_.ended_by(id)) {
        if (nests(id, formatting)) close_one(*open);
        else close_to(*open);
    } else if ((id == a_paragraph || id == a_break) && !is_quiet()) {
        body_.line();  // "</p>" by itself is an empty paragraph
    }
}

/// The content of an element that holds no tags, up to its end tag.
void HtmlPage::read_raw(ElementId id, bool quiet) {
    const auto end = raw_content_end(html_, at_, tag_.name);
    const auto content = html_.substr(at_, end - at_);
    at_ = std::min(html_.find('>', end), html_.size() - 1) + 1;
    if (quiet || (element(id).role != Role::preserved && id != a_title)) return;
    auto& text = id == a_title ? title_ : body_;
    const bool lines = id != a_title;
    for (std::size_t at = text.add_markup(content, 0, lines); at < content.size();
         at = text.add_markup(content, at, lines)) {
        if (content[at] == '&' && nests(id, raw_text)) {
            at += reference(text, content, at);
        } else {
            text.add(content.substr(at, 1));
            ++at;
        }
    }
}

/// What a start tag by itself shows or parts.
void HtmlPage::show(ElementId id) {
    const auto role = element(id).role;
    if (role == Role::frame) embed();
    if (role == Role::hidden || id == an_iframe || is_hidden(id, tag_)) return;
    switch (role) {
        case Role::preserved:
        case Role::block:
        case Role::line_break: body_.line(); break;
        case Role::link: open_link(id); break;
        case Role::picture: picture(); break;
        case Role::field: field(); break;
        default: break;
    }
    if (id == a_textarea) spaced(Attribute::placeholder);
}

/// What its end parts.
void HtmlPage::closed(ElementId id) {
    switch (element(id).role) {
        case Role::preserved:
        case Role::block: body_.line(); break;
        case Role::link: close_link(); break;
        default: break;
    }
}

void HtmlPage::close_to(std::size_t left) {
    while (open_.size() > left) close_one(open_.size() - 1);
}

void HtmlPage::close_one(std::size_t at) {
    const ElementId id = open_.at(at);
    open_.erase(at);
    preserved_ -= element(id).role == Role::preserved;
    if (hidden_ == at + 1) hidden_ = 0;
    else if (hidden_ > at + 1) --hidden_;
    if (!is_quiet()) closed(id);
}

bool HtmlPage::is_foreign() const { return open_.has(a_picture) || open_.has(a_formula); }

void HtmlPage::spaced(Attribute one) {
    std::string store;
    body_.space();
    body_.add(value_of(tag_, one, store));
    body_.space();
}

void HtmlPage::picture() {
    if (!is_file_name(tag_.raw(Attribute::alt))) spaced(Attribute::alt);
}

void HtmlPage::field() {
    const auto type = base::ascii_lower(tag_.raw(Attribute::type));
    if (type == "checkbox" || type == "radio") return;
    if (type == "image") return picture();
    spaced(Attribute::placeholder);
    spaced(Attribute::value);
}

void HtmlPage::embed() {
    std::string store, label;
    const auto source = base::trim(value_of(tag_, Attribute::src, store));
    body_.space();
    if (!source.empty()) links_.push_back({std::string(source), plain_text(value_of(tag_, Attribute::title, label))});
}

void HtmlPage::open_link(ElementId id) {
    close_link();
    const bool area = id == an_area;
    std::string store, label;
    const auto url = base::trim(value_of(tag_, Attribute::href, store));
    if (area) spaced(Attribute::alt);
    if (url.empty() || url.starts_with('#') || url.starts_with("javascript:")) return;
    links_.push_back({std::string(url), area ? plain_text(value_of(tag_, Attribute::alt, label)) : std::string()});
    if (!area) label_from_ = body_.text().size();
}

void HtmlPage::close_link() {
    if (label_from_ == npos) return;
    auto label = std::string(base::trim(std::string_view(body_.text()).substr(label_from_)));
    std::replace(label.begin(), label.end(), '\n', ' ');
    links_.back().label = std::move(label);
    label_from_ = npos;
}

}  // namespace needfirst::text
