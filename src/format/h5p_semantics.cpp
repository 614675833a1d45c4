// SPDX-License-Identifier: Apache-2.0
#include "format/h5p_semantics.hpp"

#include "base/charset.hpp"
#include "base/error.hpp"

#include <array>

namespace needfirst::format::h5p {
namespace {

using base::json::Value;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const Value& Semantics::of(std::string_view library) {
    if (const auto found = known_.find(library); found != known_.end()) return found->second;
    Value fields;
    std::string folder(library);
    std::replace(folder.begin(), folder.end(), ' ', '-');
    std::string member = root_ + folder + "/semantics.json";
    if (!reading_.container.has(member)) member = root_ + "libraries/" + folder + "/semantics.json";
    if (const auto bytes = reading_.container.try_read(member)) {
        try {
            fields = base::json::parse(base::to_utf8(*bytes));
        } catch (const base::InputError& error) {
            reading_.remark(
                member, base::CoverageState::error,
                fmt::format("{}; which texts of {} are labels was told by their names", error.what(), library));
        }
    }
    return known_.emplace(library, std::move(fields)).first->second;
}

bool is_learner_text(const Value& field, std::string_view name) {
    if (field) {
        if (field["type"].text() != "text" || field["common"].truth) return false;
        const std::string_view widget = field["widget"].text();
        return widget.empty() || widget == "html" || widget == "textarea";
    }
    // Of a library whose semantics are not in the package: the names that the usual content types use.
    constexpr std::array<std::string_view, 42> names = {
        "text",           "question",     "questions",      "taskDescription",
        "textField",      "introduction", "intro",          "answers",
        "answer",         "tip",          "chosenFeedback", "notChosenFeedback",
        "feedback",       "title",        "description",    "label",
        "labelText",      "alt",          "headline",       "summary",
        "goalText",       "hint",         "greeting",       "solutionText",
        "header",         "subtitle",     "subTitle",       "name",
        "passage",        "alternatives", "startParagraph", "clue",
        "statement",      "caption",      "quote",          "subject",
        "definition",     "term",         "content",        "startScreenTitle",
        "endScreenTitle", "hoverText"};
    return is_one_of(names, name);
}

bool is_settings(const Value& field, std::string_view name) {
    constexpr std::array<std::string_view, 16> names = {
        "behaviour",       "l10n",     "override",     "UI",          "uiElements",   "a11y",
        "copyright",       "metadata", "subContentId", "contentName", "confirmCheck", "confirmRetry",
        "currentLanguage", "visuals",  "playback",     "mime"};
    return field["common"].truth || is_one_of(names, name) || name.starts_with("a11y");
}

}  // namespace needfirst::format::h5p
