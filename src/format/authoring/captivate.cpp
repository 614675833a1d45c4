// SPDX-License-Identifier: Apache-2.0
// Adobe Captivate (classic, 9 to 2019): assets/js/CPM.js begins with one object literal; `trecs` holds the texts of
// each slide in full Unicode, as its own table of contents searches them. project.txt is JSON with titles.
#include "base/decode.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/placeholder.hpp"

#include <unordered_map>
#include <unordered_set>

namespace needfirst::format::authoring::captivate {
namespace {

using model::Field;

constexpr auto npos = std::string_view::npos;
constexpr std::string_view data_member = "assets/js/CPM.js";

constexpr std::size_t longest_url = 2000, link_behind_slide = 4000, longest_name = 200;

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Line feeds were written as two blanks.
std::string with_lines(std::string text) {
    for (auto at = text.find("  "); at != std::string::npos; at = text.find("  ", at + 1)) text[at] = '\n';
    return text;
}

class Project {
public:
    Project(PayloadReading& payload, std::string script)
        : payload_(payload), script_(std::move(script)), member_(payload.root + std::string(data_member)) {}

    void read() {
        read_texts();
        read_links();
        find_properties();
        std::vector<std::string> slides;
        const auto list =
            string_after(view().substr(std::min(view().find("project_main"), view().size())), "slides").value_or("");
        for (std::size_t at = 0; at < list.size();) {
            const auto end = std::min(list.find(',', at), list.size());
            if (auto slide = list.substr(at, end - at); listed_.insert(slide).second)
                slides.push_back(std::move(slide));
            at = end + 1;
        }
        if (slides.empty()) {
            payload_.course.fragment = true;
            payload_.reading.remark(member_, base::CoverageState::error,
                                    "no list of slides (project_main) found in it; publish again");
        }
        for (const auto& slide : slides) read_slide(slide);
        read_title();
    }

private:
    std::string_view view() const { return script_; }

    /// trecs:[{link:5315,text:['...','...']},...]
    void read_texts() {
        auto at = view().find("trecs:[");
        if (at == npos) return;
        for (at = view().find("link:", at); at != npos;) {
            const auto end = view().find_first_not_of("0123456789", at + 5);
            auto& texts = texts_["Slide" + std::string(view().substr(at + 5, end - at - 5))];
            at = view().find('[', end);
            while (at != npos && ++at < view().size() && view()[at] != ']') {
                auto text = base::js_string(view(), at);
                if (!text) break;
                texts.push_back(with_lines(std::move(*text)));
                if (view()[std::min(at, view().size() - 1)] != ',') break;
            }
            if (at == npos || view().substr(at, 9) != "]},{link:") break;
            at += 4;
        }
    }

    /// oca:'cp.openURL(\'https://...\',\'_blank\')': a script in a string, behind the slide it belongs to.
    void read_links() {
        constexpr std::string_view sign = "apsn:'";
        auto slide = npos, next = view().find(sign);  // the last one in front of the link, and the one behind that
        for (auto at = view().find("cp.openURL("); at != npos; at = view().find("cp.openURL(", at + 1)) {
            for (; next < at; next = view().find(sign, next + 1)) slide = next;
            if (slide == npos || at - slide > link_behind_slide) continue;
            const auto begin = view().find_first_not_of("\\'\"", at + 11);
            if (begin == npos) break;
            const auto rest = view().substr(begin, longest_url);
            const auto url = rest.substr(0, rest.find_first_of("\\'\""));
            if (url.size() == rest.size() || !url.starts_with("http")) continue;
            const auto name = view().substr(slide + sign.size(), at - slide - sign.size());
            links_[std::string(name.substr(0, name.find('\'')))].emplace_back(url);
        }
    }

    /// Slide5315:{lb:'Introduction',...}: of all slides at once, since there may be many.
    void find_properties() {
        constexpr std::string_view sign = ":{lb:";
        for (auto at = view().find(sign); at != npos; at = view().find(sign, at + sign.size())) {
            auto begin = at;
            while (begin > 0 && at - begin < longest_name && is_name(view()[begin - 1])) --begin;
            properties_.emplace(view().substr(begin, at - begin), view().substr(begin, 2000));
        }
    }

    void read_slide(const std::string& slide) {
        const auto found = properties_.find(slide);
        const auto properties = found == properties_.end() ? std::string_view() : found->second;
        const bool quiz = properties.find("st:'Question Slide'") != npos;
        auto& item = add_item(payload_, quiz ? model::Kind::quiz : model::Kind::page, "captivate/slide",
                              clean_title(string_after(properties, "lb").value_or("")), -1);
        item.identifier = slide;
        item.member = member_;
        ItemText text(item, member_, true);
        for (const auto& line : texts_[slide]) text.plain(quiz ? Field::quiz : Field::body, line);
        if (texts_[slide].empty()) text.plain(Field::body, string_after(properties, "accstr").value_or(""));
        for (const auto& url : links_[slide]) text.link(url, {});
        text.finish();
    }

    /// The project's title is often a file name: then the first slide speaks for the course.
    void read_title() {
        const auto member = payload_.root + "project.txt";
        std::string title;
        if (payload_.reading.container.has(member)) {
            if (const auto json = json_member(payload_.reading, member)) {
                const auto& metadata = (*json)["metadata"];
                title = metadata["title"].text();
                describe_course(payload_, Field::description, metadata["description"].text(), member);
                name_tool(payload_, "Adobe Captivate", metadata["generatorVersion"].text());
            }
        }
        if (title.empty()) title = string_after(view(), "pN").value_or("");
        const bool file_name = title.find(' ') == std::string::npos && title.find_first_of("_[.") != std::string::npos;
        const auto& items = payload_.course.items;
        if (file_name && !items.empty() && items.front().title.find(' ') != std::string::npos)
            title = items.front().title;
        name_course(payload_, title, member);
    }

    PayloadReading& payload_;
    std::string script_, member_;
    std::unordered_map<std::string, std::vector<std::string>> texts_, links_;
    std::unordered_map<std::string_view, std::string_view> properties_;  ///< by slide
    std::unordered_set<std::string> listed_;
};

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + std::string(data_member));
}

void read(PayloadReading& payload) {
    auto script = text_member(payload.reading, payload.root + std::string(data_member));
    if (script.empty()) return void(payload.course.fragment = true);
    Project(payload, std::move(script)).read();
}

}  // namespace needfirst::format::authoring::captivate
