// SPDX-License-Identifier: Apache-2.0
// Xerte Online Toolkits: template.xml; the children of learningObject are its pages, their names the kinds of page,
// their texts CDATA and attributes that hold escaped HTML.
#include "base/xml.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/placeholder.hpp"

#include <algorithm>
#include <array>

namespace needfirst::format::authoring::xerte {
namespace {

using base::xml::Element;
using model::Field;

constexpr std::array<std::string_view, 24> shown = {
    "name",     "instruction", "prompt",  "text",    "goals",    "audience",    "prereq", "howto",
    "summary",  "nextsteps",   "passage", "tip",     "question", "answer",      "intro",  "initialText",
    "guidance", "transcript",  "title",   "caption", "scenario", "description", "alt",    "label"};

/// libxml2 bounds the depth of the tree.
void walk(Element element, Field field, ItemText& text, bool page) {
    for (const auto attribute : shown)
        if (const auto value = element.attribute_or(attribute);
            !(page && attribute == "name") && !is_placeholder(text::any_text(value)))
            text.html(field, value);
    if (element.children().empty()) text.html(field, element.text());
    for (const auto* reply : {"feedback", "correctFeedback", "wrongFeedback", "answerFeedback"})
        text.html(Field::feedback, element.attribute_or(reply));
    for (const auto child : element.children()) walk(child, field, text, false);
}

bool is_question(std::string_view kind) {
    constexpr std::array<std::string_view, 8> kinds = {"mcq",        "quiz",   "gapFill",   "dragDropLabel",
                                                       "categories", "modify", "textMatch", "trueFalse"};
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](auto one) { return kind.find(one) != std::string_view::npos; }) ||
           kind.find("Mcq") != std::string_view::npos || kind.find("Quiz") != std::string_view::npos;
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    const std::string at(root);
    return container.has(at + "template.xml") &&
           container.peek(at + "template.xml", 2048).find("<learningObject") != std::string::npos;
}

void read(PayloadReading& payload) {
    const auto member = payload.root + "template.xml";
    const base::xml::Document document(payload.reading.member(member));
    const auto course = document.root();
    if (!document.problem().empty()) payload.reading.remark(member, base::CoverageState::partly, document.problem());
    if (!course) payload.course.fragment = true;
    name_course(payload, course.attribute_or("name"), member);
    if (payload.course.language.empty()) payload.course.language = course.attribute_or("language");
    for (const auto* key : {"goals", "objectives"})
        describe_course(payload, Field::objectives, course.attribute_or(key), member);
    describe_course(payload, Field::audience, course.attribute_or("audience"), member);
    describe_course(payload, Field::description, course.attribute_or("description"), member);
    for (const auto page : course.children()) {
        const bool quiz = is_question(page.name());
        auto& item = add_item(payload, quiz ? model::Kind::quiz : model::Kind::page, std::string(page.name()),
                              clean_title(page.attribute_or("name")), -1);
        item.identifier = page.attribute_or("linkID");
        item.member = member;
        ItemText text(item, member);
        walk(page, quiz ? Field::quiz : body_field(item.title), text, true);
        text.finish();
    }
}

}  // namespace needfirst::format::authoring::xerte
