// SPDX-License-Identifier: Apache-2.0
// Articulate Rise 360, both generations: the course is JSON in base64, in the page (until 2024) or in a script per
// locale.
#include "base/decode.hpp"
#include "format/attachments.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/passages.hpp"

#include <algorithm>
#include <array>

namespace needfirst::format::authoring::rise {
namespace {

using base::json::Value;
using model::Field;

constexpr auto npos = std::string_view::npos;

/// Folder of the content below `root`, with '/'; nothing where there is no Rise.
std::optional<std::string> content_folder(container::Container& container, std::string_view root) {
    for (const auto* folder : {"scormcontent/", "", "content/"}) {
        const auto at = std::string(root) + folder;
        if (!container.has(at + "index.html")) continue;
        if (folder == std::string_view("scormcontent/") || container.has(at + "lib/main.bundle.js") ||
            !container.below(at + "lib/rise").empty() || !container.below(at + "lib/mondrian").empty())
            return at;
    }
    return std::nullopt;
}

/// The base64 literal behind `marker`, decoded; "" where there is none.
std::string encoded(std::string_view script, std::string_view marker) {
    const auto found = script.find(marker);
    if (found == npos) return {};
    auto at = script.find('"', found + marker.size());
    if (marker.ends_with(':') && at != npos) at = script.find('"', at + 1);  // __resolveJsonp("course:und","...")
    if (at == npos) return {};
    const auto end = script.find('"', at + 1);
    auto json = end == npos ? std::string() : base::from_base64(script.substr(at + 1, end - at - 1)).value_or("");
    return base::trim(json).starts_with('{') ? json : std::string();
}

/// The course's JSON and the member it stands in.
std::pair<std::string, std::string> course_data(Reading& reading, const std::string& folder) {
    const auto page = folder + "index.html";
    const auto html = text_member(reading, page);
    if (auto data = encoded(html, "courseData"); !data.empty()) return {std::move(data), page};
    const auto standard = string_after(html, "\"default\"").value_or("und");
    std::vector<std::string> locales{folder + "locales/" + standard + ".js"};
    for (const auto& entry : reading.container.below(folder + "locales")) locales.push_back(entry.path);
    for (const auto& member : locales) {
        if (!reading.container.has(member)) continue;
        if (auto data = encoded(text_member(reading, member), "__resolveJsonp(\"course:"); !data.empty())
            return {std::move(data), member};
    }
    return {{}, page};
}

constexpr std::array<std::string_view, 13> shown = {"heading", "paragraph", "title",    "description", "caption",
                                                    "label",   "name",      "date",     "text",        "alt",
                                                    "prompt",  "content",   "statement"};
constexpr std::array<std::string_view, 8> machinery = {"settings", "media", "background", "map",
                                                       "icon",     "fonts", "draw",       "crop"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// All texts below a block in the order of the file, which is the learner's.
void walk(const Value& value, Field field, ItemText& text, std::string_view left_out = {}) {
    for (const auto& element : value.elements) walk(element, field, text, left_out);
    if (value["type"].text() == "link" || value["destination"].is_string())
        text.link(std::string(value["destination"].text()), text::any_text(value["label"].text()));
    for (const auto& [key, member] : value.members) {
        if (key == left_out) continue;
        if (key.starts_with("feedback") && member.is_string()) text.html(Field::feedback, member.text());
        else if (member.is_string() && one_of(shown, key)) text.html(field, member.text());
        else if ((member.is_object() || member.is_array()) && !one_of(machinery, key))
            walk(member, field, text, left_out);
        else if (key == "media")
            text.html(field, member["embed"]["src"].text());  // an <iframe> as text: a link and no words
    }
}

/// The key whose text a block of this variant keeps from its template and does not show.
std::string_view not_shown(const Value& block) {
    const auto type = block["type"].text(), variant = block["variant"].text();
    if (type == "text" && (variant == "heading" || variant == "subheading")) return "paragraph";
    if (type == "text" && variant == "paragraph") return "heading";
    if (type == "image" && variant.find("text") == npos) return "paragraph";
    return {};
}

/// Files that a block offers for download lie in assets/ under their key.
void read_files(PayloadReading& payload, const Value& value, const std::string& member, model::Item& item) {
    if (const auto key = value["media"]["attachment"]["key"].text(); !key.empty())
        add_linked_documents(payload.reading, {{"assets/" + std::string(key), {}}}, member, item);
    for (const auto& element : value.elements) read_files(payload, element, member, item);
    for (const auto& [key, inner] : value.members)
        if (key != "media") read_files(payload, inner, member, item);
}

void read_lesson(PayloadReading& payload, const Value& lesson, const std::string& member, int section) {
    const auto type = lesson["type"].text();
    const bool quiz = type == "quiz";
    const auto title = clean_title(lesson["title"].text());
    auto& item =
        add_item(payload, quiz ? model::Kind::quiz : model::Kind::page, "rise/" + std::string(type), title, section);
    item.identifier = lesson["id"].text();
    item.member = member;
    const auto body = quiz ? Field::quiz : body_field(title);
    ItemText text(item, member);
    text.html(quiz ? Field::prompt : body, lesson["description"].text());
    for (const auto& block : lesson["items"].elements) {
        const auto family = block["type"].text();
        if (family == "divider") continue;  // its title is the text of a "Continue" button
        walk(block, quiz || family == "knowledgeCheck" ? Field::quiz : body, text, not_shown(block));
    }
    text.finish();
    read_files(payload, lesson["items"], member, item);
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return content_folder(container, root).has_value();
}

void read(PayloadReading& payload) {
    const auto folder = content_folder(payload.reading.container, payload.root).value_or(payload.root);
    const auto [data, member] = course_data(payload.reading, folder);
    if (data.empty()) {
        payload.course.fragment = true;
        return payload.reading.remark(member, base::CoverageState::error,
                                      "no course data of Articulate Rise found in it or in locales/; publish again");
    }
    const auto json = parse_json(payload.reading, member, data);
    if (!json) return void(payload.course.fragment = true);
    const auto& course = (*json)["course"];
    name_course(payload, course["title"].text(), member);
    describe_course(payload, Field::description, course["description"].text(), member);
    if (payload.course.language.empty()) payload.course.language = (*json)["labelSet"]["iso639Code"].text();
    int section = -1;
    for (const auto& lesson : course["lessons"].elements) {
        if (lesson["deleted"].truth) continue;
        if (lesson["type"].text() == "section")
            section = add_section(payload.course, clean_title(lesson["title"].text()));
        else read_lesson(payload, lesson, member, section);
    }
}

}  // namespace needfirst::format::authoring::rise
