// SPDX-License-Identifier: Apache-2.0
// Articulate Storyline 3 and 360: html5/data/js/*.js, each `window.globalProvideData('name', '<JSON in a JS string>')`.
#include "base/decode.hpp"
#include "base/xml.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/storyline_text.hpp"
#include "format/authoring/tools.hpp"

#include <unordered_map>

namespace needfirst::format::authoring::storyline {
namespace {

using base::json::Value;
using model::Field;

constexpr std::string_view data_folder = "html5/data/js/";

std::optional<Value> provided(Reading& reading, const std::string& member) {
    const auto script = text_member(reading, member);
    if (script.empty()) return std::nullopt;
    const auto call = script.find("globalProvideData");
    auto at = call == std::string::npos ? call : script.find(',', call);
    if (at != std::string::npos) at = script.find_first_of("'\"", at);
    const auto json = at == std::string::npos ? std::nullopt : base::js_string(script, at);
    if (json) return parse_json(reading, member, *json);
    reading.remark(member, base::CoverageState::error,
                   "expected globalProvideData('...', '...'); publish the course again");
    return std::nullopt;
}

/// `vartext` in its three shapes: HTML, blocks of spans, or nothing.
std::string variable_text(const Value& vartext) {
    if (vartext.is_string()) return text::html_text(vartext.text());
    std::string lines;
    for (const auto& block : vartext["blocks"].elements) {
        for (const auto& span : block["spans"].elements) lines += span["text"].text();
        lines += '\n';
    }
    return text::plain_text(lines);
}

class Slide {
public:
    Slide(ItemText& text, bool quiz) : text_(text), body_(quiz ? Field::quiz : Field::body) {}

    void walk(const Value& value) {
        for (const auto& element : value.elements) walk(element);
        if (!value.is_object()) return;
        own_text(value);
        for (const auto& [key, member] : value.members) {
            if (member.is_string() && (member.string.starts_with("http://") || member.string.starts_with("https://")))
                text_.link(member.string, {});
            else if (key != "textLib" && key != "imagelib" && !member.members.empty()) walk(member);
            else if (key != "textLib" && key != "imagelib" && !member.elements.empty()) walk(member);
        }
    }

private:
    /// Texts of an object and its states; where they are drawn as outlines, the alternative text repeats them.
    void own_text(const Value& object) {
        bool written = false;
        for (const auto& entry : object["textLib"].elements) {
            const auto words = without_variables(variable_text(entry["vartext"]));
            written = written || !words.empty();
            text_.plain(body_, words);
        }
        const auto alternative = object["data"]["vectorData"]["altText"].text();
        if (!written && !object["textLib"].elements.empty() && !is_shape_name(alternative))
            text_.plain(body_, without_variables(alternative));
    }

    ItemText& text_;
    Field body_;
};

/// Words that the menu shows for each slide, and slide ids in the order of the menu.
void menu_titles(const Value& links, std::unordered_map<std::string, std::string>& titles) {
    for (const auto& link : links.elements) {
        const auto id = link["slideid"].text();
        if (const auto title = clean_title(link["displaytext"].text()); !title.empty())
            titles.emplace(id.substr(id.rfind('.') + 1), title);
        menu_titles(link["links"], titles);
    }
}

void read_notes(const Value& notes, std::unordered_map<std::string, std::string>& by_slide) {
    for (const auto& note : notes.elements) {
        auto id = note["slideId"].text();
        if (id.empty()) id = note["slideid"].text();
        by_slide[std::string(id.substr(id.rfind('.') + 1))] = note["content"].text();
    }
}

class Project {
public:
    explicit Project(PayloadReading& payload) : payload_(payload) {}

    void read() {
        const auto data = provided(payload_.reading, member("data.js"));
        if (!data) return void(payload_.course.fragment = true);
        if (payload_.reading.container.has(member("frame.js"))) frame();
        for (const auto& quiz : (*data)["quizzes"].elements)
            for (const auto& slide : quiz["sliderefs"].elements) {
                const auto id = slide["id"].text();
                quiz_slides_.emplace(id.substr(id.rfind('.') + 1), 1);
            }
        std::size_t scenes = 0;
        for (const auto& scene : (*data)["scenes"].elements) scenes += !scene["isMessageScene"].truth;
        for (const auto& scene : (*data)["scenes"].elements) {
            if (scene["isMessageScene"].truth) continue;
            const auto title = titles_.find(std::string(scene["id"].text()));
            const int section =
                scenes < 2 ? -1 : add_section(payload_.course, title == titles_.end() ? "" : title->second);
            for (const auto& slide : scene["slides"].elements) read_slide(slide, section);
        }
    }

private:
    std::string member(std::string_view name) const {
        return payload_.root + std::string(data_folder) + std::string(name);
    }

    void frame() {
        const auto frame = provided(payload_.reading, member("frame.js"));
        if (!frame) return;
        menu_titles((*frame)["navData"]["outline"]["links"], titles_);
        read_notes((*frame)["notesData"], notes_);
        name_course(payload_, (*frame)["controlOptions"]["sidebarOptions"]["titleText"].text(), member("frame.js"));
        for (const auto& entry : (*frame)["glossaryData"].elements)
            describe_course(payload_, Field::syllabus,
                            std::string(entry["title"].text()) + ": " + std::string(entry["content"].text()),
                            member("frame.js"));
    }

    void read_slide(const Value& slide, int section) {
        const std::string id(slide["id"].text());
        auto path = std::string(slide["html5url"].text());
        path = path.empty() ? member(id + ".js") : payload_.root + path;
        const bool quiz = quiz_slides_.count(id) > 0;
        const auto title = titles_.find(id);
        auto& item = add_item(payload_, quiz ? model::Kind::quiz : model::Kind::page, "storyline/slide",
                              title == titles_.end() ? clean_title(slide["title"].text()) : title->second, section);
        item.identifier = id;
        item.member = path;
        ItemText text(item, path, true);
        if (const auto content = provided(payload_.reading, path)) Slide(text, quiz).walk((*content)["slideLayers"]);
        for (const auto& interaction : slide["interactions"].elements) question(interaction, text);
        if (const auto note = notes_.find(id); note != notes_.end()) text.html(Field::notes, note->second);
        text.finish();
    }

    void question(const Value& interaction, ItemText& text) {
        text.html(Field::quiz, interaction["lmstext"].text());
        for (const auto* key : {"choices", "statements"})
            for (const auto& choice : interaction[key].elements) text.html(Field::quiz, choice["lmstext"].text());
    }

    PayloadReading& payload_;
    std::unordered_map<std::string, std::string> titles_, notes_;
    std::unordered_map<std::string, int> quiz_slides_;
};

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + std::string(data_folder) + "data.js");
}

void read(PayloadReading& payload) {
    read_meta(payload);
    Project(payload).read();
}

}  // namespace needfirst::format::authoring::storyline
