// SPDX-License-Identifier: Apache-2.0
// Easygenerator: content/data.js is JSON despite its name; texts are HTML fragments in content/<section>/<question>/.
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/passages.hpp"

namespace needfirst::format::authoring::easygenerator {
namespace {

using base::json::Value;
using model::Field;

class Course {
public:
    Course(PayloadReading& payload, std::string member) : payload_(payload), member_(std::move(member)) {}

    void read(const Value& course) {
        name_course(payload_, course["title"].text(), member_);
        fragments(course["introductions"], "introduction/", [&](std::string_view markup, const std::string& from) {
            describe_course(payload_, Field::welcome, markup, from);
        });
        for (const auto& section : course["sections"].elements) {
            const int number = add_section(payload_.course, clean_title(section["title"].text()));
            add_passage(payload_.course.sections.back().passages, Field::section,
                        text::any_text(section["learningObjective"].text()), member_);
            for (const auto& question : section["questions"].elements)
                read_question(question, std::string(section["id"].text()), number);
        }
        read_afterwords(course);
        if (missing_ > 0) {
            payload_.course.fragment = true;
            payload_.reading.remark(
                member_, base::CoverageState::partly,
                std::to_string(missing_) + " texts it refers to are not in the package; publish again");
        }
    }

private:
    template <class Found>
    void fragments(const Value& references, const std::string& folder, Found found, int depth = 0) {
        for (const auto& reference : references.elements) {
            const auto path = payload_.root + "content/" + folder + std::string(reference["id"].text()) + ".html";
            if (payload_.reading.container.has(path)) found(text_member(payload_.reading, path), path);
            else if (reference["children"].elements.empty()) ++missing_;
            if (depth < 8) fragments(reference["children"], folder, found, depth + 1);
        }
    }

    void read_question(const Value& question, const std::string& section, int number) {
        const auto type = question["type"].text();
        const bool quiz = type != "informationContent";
        auto& item = add_item(payload_, quiz ? model::Kind::quiz : model::Kind::page, std::string(type),
                              clean_title(question["title"].text()), number);
        item.identifier = question["id"].text();
        item.member = member_;
        ItemText text(item, member_);
        const auto folder = section + "/" + item.identifier + "/";
        const auto add = [&](const char* key, Field field) {
            fragments(question[key], folder,
                      [&](std::string_view markup, const std::string&) { text.html(field, markup); });
        };
        add("questionInstructions", quiz ? Field::quiz : Field::body);
        add("learningContents", Field::body);
        answers(question, text);
        add("questionCorrectFeedbacks", Field::feedback);
        add("questionIncorrectFeedbacks", Field::feedback);
        text.finish();
    }

    /// What a learner reads behind the last page.
    void read_afterwords(const Value& course) {
        if (payload_.course.items.empty()) return;
        ItemText text(payload_.course.items.back(), member_, true);
        for (const auto* key : {"passedAfterwords", "failedAfterwords"})
            fragments(course[key], "afterword/",
                      [&](std::string_view markup, const std::string&) { text.html(Field::body, markup); });
        text.finish();
    }

    void answers(const Value& question, ItemText& text) {
        for (const auto* key : {"answers", "statements", "answerGroups", "dropspots"})
            for (const auto& answer : question[key].elements) text.html(Field::quiz, answer["text"].text());
    }

    PayloadReading& payload_;
    std::string member_;
    std::size_t missing_ = 0;
};

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    const std::string at(root);
    return container.has(at + "publishSettings.js") ||
           (container.has(at + "content/data.js") && container.has(at + "themeSettings.js"));
}

void read(PayloadReading& payload) {
    const auto member = payload.root + "content/data.js";
    const auto json = json_member(payload.reading, member);
    if (!json) return void(payload.course.fragment = true);
    Course(payload, member).read(*json);
}

}  // namespace needfirst::format::authoring::easygenerator
