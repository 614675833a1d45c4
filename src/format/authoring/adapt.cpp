// SPDX-License-Identifier: Apache-2.0
// Adapt Learning and Intellum Evolve (its descendant): course/<language>/*.json, a tree by _parentId of content
// objects, articles, blocks and components. Adapt's order is that of the arrays, Evolve's that of _sortOrder.
#include "base/decode.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/names.hpp"
#include "format/placeholder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace needfirst::format::authoring {
namespace {

using base::json::Value;
using model::Field;

constexpr std::array<std::string_view, 5> files = {"course", "contentObjects", "articles", "blocks", "components"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Folders of languages that hold a course.
std::vector<std::string> languages(container::Container& container, std::string_view root) {
    std::vector<std::string> found;
    const auto course = std::string(root) + "course/";
    for (const auto& entry : container.below(course)) {
        const auto slash = entry.path.find('/', course.size());
        if (slash != std::string::npos && std::string_view(entry.path).substr(slash) == "/components.json")
            found.push_back(entry.path.substr(0, slash + 1));
    }
    return found;
}

/// Texts that Evolve's editor puts into new simulations.
bool is_stock(std::string_view text) {
    constexpr std::array<std::string_view, 6> ends = {"Feedback Text", "Objective Text", "Hint Text",
                                                      "Feedback Body", "Feedback Title", "Incorrect Feedback"};
    const bool begins = text.starts_with("Screen ") || text.starts_with("Simulation ");
    return begins && std::any_of(ends.begin(), ends.end(), [&](auto end) { return text.ends_with(end); });
}

constexpr std::array<std::string_view, 22> shown = {"body",
                                                    "instruction",
                                                    "pageBody",
                                                    "subtitle",
                                                    "strapline",
                                                    "text",
                                                    "inlineTranscriptBody",
                                                    "_completionBody",
                                                    "alt",
                                                    "graphicText",
                                                    "backText",
                                                    "itemTitle",
                                                    "feedback",
                                                    "correct",
                                                    "final",
                                                    "notFinal",
                                                    "displayTitle",
                                                    "_answers",
                                                    "prompt",
                                                    "description",
                                                    "question",
                                                    "caption"};
constexpr std::array<std::string_view, 13> inside = {
    "_items",      "_options", "_feedback", "_correct", "_incorrect", "_partlyCorrect", "_graphic",
    "_transcript", "_rows",    "_video",    "_cards",   "_columns",   "_answers"};

/// All that a learner reads of a component. Keys that begin with '_' are settings, but for a few.
void walk(const Value& value, Field field, ItemText& text) {
    const auto add = [&](Field where, std::string_view markup) {
        if (!is_placeholder(markup) && !is_stock(text::any_text(markup))) text.html(where, markup);
    };
    for (const auto& element : value.elements)
        element.is_string() ? add(field, element.text()) : walk(element, field, text);
    // The title of a page, article, block or component is for its editor; learners see displayTitle.
    const bool titled = value["displayTitle"].is_string() || value["_parentId"];
    for (const auto& [key, member] : value.members) {
        const bool reply =
            key.find("eedback") != std::string::npos || key == "correct" || key.find("inal") != std::string::npos;
        const auto where = reply                                        ? Field::feedback
                           : key.find("ranscript") != std::string::npos ? Field::caption
                                                                        : field;
        if (member.is_string() && (one_of(shown, key) || (key == "title" && !titled))) add(where, member.text());
        else if (key.ends_with("Id") || key.ends_with("Ids")) continue;
        else if ((member.is_object() || member.is_array()) &&
                 (one_of(inside, key) || (!key.starts_with('_') && key != "elements")))
            walk(member, where, text);
    }
}

bool is_question(std::string_view component) {
    constexpr std::array<std::string_view, 9> kinds = {"mcq",           "gmcq",     "matching", "slider",   "textinput",
                                                       "questionStrip", "ordering", "dropdown", "textInput"};
    return one_of(kinds, component) || component.find("uestion") != std::string_view::npos;
}

class Course {
public:
    Course(PayloadReading& payload, std::string folder, bool sorted)
        : payload_(payload), folder_(std::move(folder)), sorted_(sorted) {}

    void read() {
        for (const auto file : files) {
            const auto member = folder_ + std::string(file) + ".json";
            auto json = json_member(payload_.reading, member);
            if (!json) continue;
            if (file == "course") describe(*json, member);
            for (auto& element : json->elements) element.members.push_back({"#", of(file)});
            for (auto& element : json->elements)
                by_parent_[std::string(element["_parentId"].text())].push_back(std::move(element));
        }
        if (sorted_)
            for (auto& [parent, children] : by_parent_)
                std::stable_sort(children.begin(), children.end(),
                                 [](const Value& a, const Value& b) { return place(a) < place(b); });
        objects(id_, -1, 0);
        if (payload_.course.items.empty()) payload_.course.fragment = true;
    }

private:
    static constexpr int deepest = 32, deepest_part = 8;

    static Value of(std::string_view file) {
        Value value;
        value.type = base::json::Type::string;
        value.string = file;
        return value;
    }
    /// Components have no _sortOrder: left before right.
    static double place(const Value& value) {
        const auto layout = value["_layout"].text();
        return value["_sortOrder"] ? value["_sortOrder"].number : layout == "right" ? 1 : 0;
    }
    static bool delivered(const Value& value) {
        const auto& available = value["_isAvailable"];
        return !value["_isHidden"].truth && !(available.type == base::json::Type::boolean && !available.truth);
    }
    static std::string title_of(const Value& value) {
        auto title = clean_title(value["displayTitle"].text());
        return title.empty() ? clean_title(value["title"].text()) : title;
    }

    void describe(const Value& course, const std::string& member) {
        id_ = course["_id"].text();
        name_course(payload_, title_of(course), member);
        for (const auto* key : {"description", "body"})
            describe_course(payload_, Field::description, course[key].text(), member);
        describe_course(payload_, Field::welcome, course["_videoIntro"]["_transcript"]["body"].text(), member);
    }

    // What stands below a part is told once: parts may name one another in a circle.
    void objects(const std::string& parent, int section, int depth) {
        if (!told_.insert(parent).second) return;
        if (depth > deepest) return remark_too_deep(payload_.reading, folder_ + "contentObjects.json", deepest);
        for (const auto& object : by_parent_[parent]) {
            if (!delivered(object)) continue;
            const std::string id(object["_id"].text());
            if (object["_type"].text() == "menu")
                objects(id, add_section(payload_.course, title_of(object), section), depth + 1);
            else page(object, id, section);
        }
    }

    void page(const Value& object, const std::string& id, int section) {
        auto& item = add_item(payload_, model::Kind::page, "page", title_of(object), section);
        item.identifier = id;
        item.member = folder_ + "contentObjects.json";
        const auto field = body_field(item.title);
        ItemText text(item, folder_ + "components.json");
        walk(object, field, text);
        below(id, field, text, 0);
        text.finish();
    }

    void below(const std::string& parent, Field field, ItemText& text, int depth) {
        const auto found = by_parent_.find(parent);
        if (found == by_parent_.end() || !told_.insert(parent).second) return;
        if (depth > deepest_part) return remark_too_deep(payload_.reading, folder_ + "components.json", deepest_part);
        for (const auto& part : found->second) {
            if (!delivered(part)) continue;
            walk(part, is_question(part["_component"].text()) ? Field::quiz : field, text);
            below(std::string(part["_id"].text()), field, text, depth + 1);
        }
    }

    PayloadReading& payload_;
    std::string folder_, id_;
    bool sorted_;
    std::map<std::string, std::vector<Value>> by_parent_;
    std::set<std::string> told_;  ///< parents
};

void read_all(PayloadReading& payload, bool sorted) {
    // Several folders are one course in several languages: the first one is judged.
    const auto folders = languages(payload.reading.container, payload.root);
    for (std::size_t i = 1; i < folders.size(); ++i)
        payload.reading.remark(folders[i] + "course.json", base::CoverageState::skipped,
                               "another language of the same course; only the first is read");
    if (!folders.empty()) Course(payload, folders.front(), sorted).read();
}

}  // namespace

namespace adapt {
bool recognises(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + "course/config.json") && !languages(container, root).empty();
}
void read(PayloadReading& payload) { read_all(payload, false); }
}  // namespace adapt

namespace evolve {
bool recognises(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + "course/settings.json") && !languages(container, root).empty();
}
void read(PayloadReading& payload) { read_all(payload, true); }
}  // namespace evolve

}  // namespace needfirst::format::authoring
