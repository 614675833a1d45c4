// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/activity.hpp"
#include "format/moodle/field.hpp"
#include "format/passages.hpp"

#include <map>
#include <set>

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;
using model::Field;

/// Adds passages of one activity to its item.
class Writer {
public:
    Writer(const Activity& activity, model::Item& item) : activity_(activity), item_(item) {}

    void add(Field field, std::string text) { add_passage(item_.passages, field, std::move(text), activity_.member); }
    /// Child `name` of `parent` as text. Its links are kept where they lead to a place where people meet.
    void add_child(Field field, xml::Element parent, std::string_view name) {
        const std::string format = value(parent, std::string(name) + "format");
        add_value(field, value(parent, name), format);
    }
    void add_value(Field field, const std::string& value, std::string_view format) {
        if (value.empty()) return;
        if (value.find("http") != value.npos)
            keep_social_link(item_, text::read_html(markup(value, activity_.language)).links);
        add(field, visible(value, format, activity_.language));
    }
    std::string_view language() const { return activity_.language; }

private:
    const Activity& activity_;
    model::Item& item_;
};

void write_book(xml::Element body, Writer& writer) {
    std::multimap<std::int64_t, xml::Element> by_page;  // the export does not keep their order
    for (const xml::Element chapter : body.child("chapters").children("chapter"))
        if (number(chapter, "hidden") == 0) by_page.emplace(number(chapter, "pagenum"), chapter);
    for (const auto& [page, chapter] : by_page) {
        writer.add(Field::body, title(value(chapter, "title"), writer.language()));
        writer.add_child(Field::body, chapter, "content");
    }
}

constexpr std::int64_t lesson_content = 20, lesson_end = 21, lesson_cluster = 30, lesson_cluster_end = 31;

void write_lesson_page(xml::Element page, Writer& writer) {
    const std::int64_t type = number(page, "qtype");
    if (type == lesson_end || type == lesson_cluster || type == lesson_cluster_end) return;
    const bool content = type == lesson_content;
    writer.add(content ? Field::body : Field::quiz, title(value(page, "title"), writer.language()));
    writer.add_child(content ? Field::body : Field::quiz, page, "contents");
    if (content) return;  // its answers are the labels of buttons
    for (const xml::Element answer : page.child("answers").children("answer")) {
        writer.add_value(Field::quiz, value(answer, "answer_text"), value(answer, "answerformat"));
        writer.add_value(Field::feedback, value(answer, "response"), value(answer, "responseformat"));
    }
}

/// Pages are a chain by their own links.
void write_lesson(xml::Element body, Writer& writer) {
    std::map<std::int64_t, xml::Element> pages;
    std::int64_t next = 0;
    for (const xml::Element page : body.child("pages").children("page")) {
        const std::int64_t id = to_number(page.attribute_or("id"));
        pages.emplace(id, page);
        if (number(page, "prevpageid") == 0) next = id;
    }
    for (auto found = pages.find(next); found != pages.end(); found = pages.find(next)) {
        write_lesson_page(found->second, writer);
        next = number(found->second, "nextpageid");
        pages.erase(found);
    }
    for (const auto& [id, page] : pages) write_lesson_page(page, writer);  // a broken chain loses nothing
}

/// "r>>>>>Yes|No<<<<<1" lists what a learner can choose.
std::string choices(std::string text) {
    if (const std::size_t start = text.find(">>>>>"); start != text.npos) text.erase(0, start + 5);
    if (const std::size_t end = text.find("<<<<<"); end != text.npos) text.erase(end);
    std::replace(text.begin(), text.end(), '|', '\n');
    return text;
}

void write_feedback(xml::Element body, Writer& writer) {
    for (const xml::Element item : body.child("items").children("item")) {
        const std::string type = value(item, "typ"), shown = value(item, "presentation");
        writer.add_value(Field::quiz, value(item, "name"), "1");
        if (type == "label") writer.add_value(Field::body, shown, "1");
        if (type.starts_with("multichoice")) writer.add_value(Field::quiz, choices(shown), "2");
    }
    writer.add_child(Field::feedback, body, "page_after_submit");
}

void write_choice(xml::Element body, Writer& writer) {
    for (const xml::Element option : body.child("options").children("option"))
        writer.add_value(Field::quiz, value(option, "text"), "1");
}

void write_questionnaire(xml::Element body, Writer& writer) {
    for (const xml::Element survey : body.child("surveys").children("survey")) {
        writer.add_value(Field::body, value(survey, "subtitle"), "1");
        writer.add_value(Field::body, value(survey, "info"), "1");
        for (const xml::Element question : survey.child("questions").children("question")) {
            if (value(question, "deleted") == "y") continue;
            writer.add_value(Field::quiz, value(question, "content"), "1");
            for (const xml::Element choice : question.child("quest_choices").children("quest_choice"))
                writer.add_value(Field::quiz, value(choice, "content"), "1");
        }
        writer.add_value(Field::feedback, value(survey, "thank_body"), "1");
    }
}

void write_workshop(xml::Element body, Writer& writer) {
    for (const std::string_view part : {"instructauthors", "instructreviewers"})
        writer.add_child(Field::prompt, body, part);
    for (const xml::Element form : body.children())
        if (form.name().starts_with("subplugin_workshopform"))
            for (const xml::Element dimension : form.children())
                writer.add_child(Field::prompt, dimension, "description");
    writer.add_child(Field::prompt, body, "conclusion");
}

void write_quiz(xml::Element body, Writer& writer) {
    for (const xml::Element feedback : body.child("feedbacks").children("feedback"))
        writer.add_child(Field::feedback, feedback, "feedbacktext");
}

/// A teacher's own entries are a word list; those of learners are not read.
void write_glossary(xml::Element body, Writer& writer) {
    for (const xml::Element entry : body.child("entries").children("entry")) {
        if (number(entry, "teacherentry") == 0) continue;
        writer.add_value(Field::body, value(entry, "concept"), "1");
        writer.add_child(Field::body, entry, "definition");
    }
}

void write_scorm(xml::Element body, Writer& writer) {
    for (const xml::Element sco : body.child("scoes").children("sco"))
        writer.add_value(Field::body, value(sco, "title"), "1");
}

/// Of a module nobody here knows: every field that has a text format beside it.
void write_formatted(xml::Element body, Writer& writer) {
    std::set<std::string> names, written = {"intro"};
    for (const xml::Element field : body.children()) names.emplace(field.name());
    for (const xml::Element field : body.children()) {
        const std::string name(field.name());
        if (names.count(name + "format") > 0 && written.insert(name).second) writer.add_child(Field::body, body, name);
    }
}

struct Text {
    std::string_view mod;
    void (*write)(xml::Element, Writer&);
};
constexpr Text texts[] = {
    {"page", [](xml::Element body, Writer& writer) { writer.add_child(Field::body, body, "content"); }},
    {"book", write_book},
    {"lesson", write_lesson},
    {"feedback", write_feedback},
    {"choice", write_choice},
    {"questionnaire", write_questionnaire},
    {"workshop", write_workshop},
    {"quiz", write_quiz},
    {"glossary", write_glossary},
    {"scorm", write_scorm}};

/// Whether the introduction of an item asks learners to do something, or describes what can be read.
Field introduction(model::Kind kind) {
    using model::Kind;
    for (const Kind passive : {Kind::page, Kind::document, Kind::video, Kind::audio, Kind::link, Kind::interactive})
        if (kind == passive) return Field::body;
    return Field::prompt;
}

}  // namespace

void read_text(const Activity& activity, model::Item& item) {
    Writer writer(activity, item);
    writer.add_child(introduction(item.kind), activity.body, "intro");
    for (const Text& text : texts)
        if (text.mod == activity.mod) return text.write(activity.body, writer);
    if (activity.mod == "assign") writer.add_child(Field::prompt, activity.body, "activity");
    if (activity.mod == "bigbluebuttonbn") writer.add_value(Field::prompt, value(activity.body, "welcome"), "1");
    if (item.kind == model::Kind::interactive) write_formatted(activity.body, writer);
}

}  // namespace needfirst::format::moodle
