// SPDX-License-Identifier: Apache-2.0
#include "format/qti.hpp"

#include "base/decode.hpp"
#include "format/passages.hpp"
#include "text/html.hpp"

#include <array>

namespace needfirst::format::qti {
namespace {

using base::xml::Element;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view known) { return base::same_ignoring_case(known, name); });
}

void add_line(std::string& out, const std::string& text) {
    if (!text.empty()) out.append(out.empty() ? "" : "\n").append(text);
}

// Elements of 1.x and 2.x whose content is text as a whole; those that hold feedback; those that hold neither.
constexpr std::array<std::string_view, 11> texts = {
    "mattext", "mat_formattedtext", "mat_emtext", "prompt", "simpleChoice", "p", "li", "simpleAssociableChoice",
    "hottext", "inlineChoice",      "td"};
constexpr std::array<std::string_view, 7> replies = {"itemfeedback",   "feedback", "modalFeedback", "feedbackBlock",
                                                     "feedbackInline", "hint",     "solution"};
constexpr std::array<std::string_view, 10> silent = {
    "itemmetadata",       "assessmentmetadata",  "sectionmetadata",    "qtimetadata",         "resprocessing",
    "responseProcessing", "responseDeclaration", "outcomeDeclaration", "outcomes_processing", "selection_ordering"};

void collect(Element element, bool is_reply, std::string& quiz, std::string& feedback) {
    if (is_one_of(element.name(), silent)) return;
    is_reply = is_reply || is_one_of(element.name(), replies);
    std::string& out = is_reply ? feedback : quiz;
    if (is_one_of(element.name(), texts)) {
        add_line(out, text::any_text(element.text()));
        return;
    }
    for (const Element child : element.children()) collect(child, is_reply, quiz, feedback);
}

Element find_assessment(Element element, int depth = 0) {
    if (base::same_ignoring_case(element.name(), "assessment") || element.name() == "assessmentTest") return element;
    if (depth == 3) return {};
    for (const Element child : element.children())
        if (const Element found = find_assessment(child, depth + 1)) return found;
    return {};
}

}  // namespace

void read(Element root, std::string_view member, std::vector<model::Passage>& passages) {
    std::string quiz, feedback;
    if (root) collect(root, false, quiz, feedback);
    add_passage(passages, model::Field::quiz, std::move(quiz), member);
    add_passage(passages, model::Field::feedback, std::move(feedback), member);
}

std::string title(Element root) { return text::any_text(find_assessment(root).attribute_or("title")); }

}  // namespace needfirst::format::qti
