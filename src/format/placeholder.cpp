// SPDX-License-Identifier: Apache-2.0
#include "format/placeholder.hpp"

#include "base/decode.hpp"

#include <array>

namespace needfirst::format {
namespace {

// Whole texts, lower case. Kept sorted by tool as formats come in.
constexpr std::array<std::string_view, 50> known = {
    // Rise, LOM templates
    "description", "training", "catalog", "title", "keyword", "keywords",
    // Captivate
    "captivate e-learning course", "course object title", "course description.", "course description",
    "project description", "www.company.com", "author@company.com", "untitled_captivate1",
    // Easygenerator
    "new course", "new section", "untitled section", "untitled question",
    // Lectora
    "course description goes here", "tin can api",
    // Adapt, Evolve
    "new menu/page title", "new article title", "new block title", "new component title", "new page title",
    // Storyline
    "untitled scene", "untitled slide", "untitled", "untitled course", "untitled lesson", "untitled page",
    // HotPotatoes, eXeLearning
    "organization", "organisation",
    // iSpring
    "course template", "presentation1", "presentation", "presentation title",
    // Xerte
    "description for the hotspot", "tooltip hotspot", "enter a description for accessibility",
    // Skilla, eXeLearning
    "skilla - pill 5.4", "a skilla learing pill example", "invalidpackagename",
    // LMS
    "insert description here", "enter description here", "enter a description", "no description", "none", "n/a",
    "--top--"};

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) || c == '.'; });
}

/// "slide 7", "1.1 untitled slide", "page 1 of 4", "page n of nn", "scene 2".
bool is_numbered(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return false;
    const std::string_view head = text.substr(0, space), tail = text.substr(space + 1);
    if (is_number(head)) return tail == "untitled slide" || tail == "untitled scene";
    if (head != "slide" && head != "scene" && head != "page") return false;
    if (is_number(tail) || tail == "n of nn") return true;
    const std::size_t of = tail.find(" of ");
    return of != std::string_view::npos && is_number(tail.substr(0, of)) && is_number(tail.substr(of + 4));
}

}  // namespace

bool is_placeholder(std::string_view text) {
    const std::string lower = base::ascii_lower(base::trim(text));
    if (lower.empty() || lower.find_first_not_of("-_.?*") == std::string::npos) return true;
    return std::find(known.begin(), known.end(), lower) != known.end() || is_numbered(lower);
}

}  // namespace needfirst::format
