// SPDX-License-Identifier: Apache-2.0
#include "format/authoring/storyline_text.hpp"

#include "base/decode.hpp"
#include "base/xml.hpp"
#include "format/authoring/item_text.hpp"

#include <algorithm>

namespace needfirst::format::authoring {

void read_meta(PayloadReading& payload) {
    const auto member = payload.root + "meta.xml";
    if (!payload.reading.container.has(member)) return;
    const base::xml::Document document(payload.reading.member(member));
    if (!document.problem().empty()) payload.reading.remark(member, base::CoverageState::partly, document.problem());
    const auto project = document.root().child("project");
    name_course(payload, project.attribute_or("title"), member);
    describe_course(payload, model::Field::description, project.text_of("description"), member);
    describe_course(payload, model::Field::metadata, project.text_of("keywords"), member);
    const auto application = project.child("application");
    if (application.attribute_or("name").starts_with("Articulate Storyline"))
        name_tool(payload, "Articulate Storyline", application.attribute_or("version"));
}

bool is_shape_name(std::string_view alternative) {
    constexpr std::string_view files[] = {".png", ".jpg", ".jpeg", ".gif", ".svg",
                                          ".mp4", ".mp3", ".emf",  ".wmf", ".bmp"};
    constexpr std::string_view shapes[] = {"rectangle",
                                           "rounded rectangle",
                                           "oval",
                                           "group",
                                           "picture",
                                           "image",
                                           "text box",
                                           "textbox",
                                           "line",
                                           "button",
                                           "right arrow",
                                           "left arrow",
                                           "freeform",
                                           "multiple choice",
                                           "shape",
                                           "icon",
                                           "hotspot",
                                           "marker",
                                           "pentagon",
                                           "triangle",
                                           "check box",
                                           "radio button",
                                           "straight connector",
                                           "scroll panel",
                                           "video",
                                           "audio",
                                           "character"};
    auto lower = base::ascii_lower(base::trim(alternative));
    if (std::any_of(std::begin(files), std::end(files), [&](auto end) { return lower.ends_with(end); })) return true;
    while (!lower.empty() && (std::isdigit(static_cast<unsigned char>(lower.back())) ||
                              std::isspace(static_cast<unsigned char>(lower.back()))))
        lower.pop_back();
    return std::find(std::begin(shapes), std::end(shapes), lower) != std::end(shapes);
}

std::string without_variables(std::string_view text) {
    std::string left;
    for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%')) {
        const auto end = text.find('%', at + 1);
        if (end == std::string_view::npos) break;
        const auto name = text.substr(at + 1, end - at - 1);
        const bool variable = !name.empty() && name.size() < 100 &&
                              !std::isspace(static_cast<unsigned char>(name.front())) &&
                              name.find_first_of(" \n") == std::string_view::npos;
        left += text.substr(0, variable ? at : end);
        text.remove_prefix(variable ? end + 1 : end);
    }
    return left.append(text);
}

}  // namespace needfirst::format::authoring
