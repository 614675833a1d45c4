// SPDX-License-Identifier: Apache-2.0
#include "format/lom.hpp"

#include "base/decode.hpp"
#include "format/ims_manifest.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"
#include "text/language.hpp"

namespace needfirst::format::lom {
namespace {

using base::xml::Element;

Element child(Element parent, std::string_view name) {
    for (const Element element : parent.children())
        if (base::same_ignoring_case(element.name(), name)) return element;
    return {};
}

/// `lom`, or the element that holds `general` without one.
Element find_lom(Element element, int depth = 0) {
    if (child(element, "general") || element.name() == "lom") return element;
    if (depth == 3) return {};
    for (const Element inner : element.children())
        if (const Element found = find_lom(inner, depth + 1)) return found;
    return {};
}

std::string_view language_of(Element text) { return text.attribute_or("lang", text.attribute_or("language")); }

/// The wanted translation of a LangString, else the first that says something.
std::string lang_string(Element holder, std::string_view language) {
    std::string first;
    bool has_strings = false;
    for (const Element element : holder.children()) {
        if (!base::same_ignoring_case(element.name(), "langstring") &&
            !base::same_ignoring_case(element.name(), "string"))
            continue;
        has_strings = true;
        std::string text = text::any_text(element.text());
        if (text.empty() || is_placeholder(text)) continue;
        if (!language.empty() && text::language_code(language_of(element)) == text::language_code(language))
            return text;
        if (first.empty()) first = std::move(text);
    }
    if (has_strings) return first;
    std::string text = text::any_text(holder.text());
    return is_placeholder(text) ? std::string() : text;
}

std::vector<std::string> lang_strings(Element parent, std::string_view name, std::string_view language) {
    std::vector<std::string> result;
    for (const Element element : parent.children()) {
        if (!base::same_ignoring_case(element.name(), name)) continue;
        std::string text = lang_string(element, language);
        if (!text.empty()) result.push_back(std::move(text));
    }
    return result;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string result;
    for (const std::string& text : texts) result.append(result.empty() ? "" : between).append(text);
    return result;
}

bool is_objective(Element classification) {
    const std::string purpose = base::ascii_lower(child(classification, "purpose").text());
    return purpose.find("objective") != std::string::npos || purpose.find("competency") != std::string::npos;
}

}  // namespace

Metadata read(Element element, std::string_view language) {
    Metadata result;
    const Element lom = find_lom(element);
    const Element general = child(lom, "general");
    result.language = base::trim(child(general, "language").text());
    if (language.empty()) language = result.language;
    result.title = lang_string(child(general, "title"), language);
    result.description = joined(lang_strings(general, "description", language), "\n");
    result.keywords = lang_strings(general, "keyword", language);
    const Element educational = child(lom, "educational");
    result.audience = lang_strings(educational, "typicalagerange", language);
    for (std::string& text : lang_strings(educational, "description", language))
        result.description.append(result.description.empty() ? "" : "\n").append(text);
    for (const Element classification : lom.children()) {
        if (!base::same_ignoring_case(classification.name(), "classification") || !is_objective(classification))
            continue;
        for (std::string& text : lang_strings(classification, "description", language))
            result.objectives.push_back(std::move(text));
    }
    // Dublin Core straight in metadata, as old exports write it.
    if (!lom) {
        if (const Element title = child(element, "title")) result.title = lang_string(title, language);
        if (const Element text = child(element, "description")) result.description = lang_string(text, language);
        result.language = base::trim(child(element, "language").text());
    }
    return result;
}

Metadata read_metadata(Reading& reading, Element metadata, std::string_view folder, std::string& member) {
    Metadata result = read(metadata);
    for (const Element location : metadata.children("location")) {
        if (!result.empty()) break;
        const std::string href(base::trim(location.text()));
        if (href.empty() || ims::is_absolute(href)) continue;
        const auto path = ims::resolve(reading.container, folder, href);
        if (!path) {
            reading.remark(ims::join(folder, href), base::CoverageState::error,
                           "metadata that the manifest names is not in the package");
            continue;
        }
        const base::xml::Document document(reading.member(*path));
        if (!document.problem().empty())
            reading.remark(*path, base::CoverageState::partly, "not well-formed: " + document.problem());
        result = read(document.root());
        if (!result.empty()) member = *path;
    }
    return result;
}

void state(model::Course& course, const Metadata& metadata, std::string_view member) {
    if (course.language.empty() && !text::language_code(metadata.language).empty()) course.language = metadata.language;
    if (course.title.empty()) course.title = metadata.title;
    add_statement(course, model::Field::title, metadata.title, member);
    add_statement(course, model::Field::description, metadata.description, member);
    add_statement(course, model::Field::metadata, joined(metadata.keywords, "\n"), member);
    for (const std::string& text : metadata.objectives) add_statement(course, model::Field::objectives, text, member);
    add_statement(course, model::Field::audience, joined(metadata.audience, "\n"), member);
}

}  // namespace needfirst::format::lom
