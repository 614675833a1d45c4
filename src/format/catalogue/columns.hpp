// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::format::catalogue {

/// What a column of a catalogue means. The names are those of `--map FIELD=COLUMN`.
enum class Role : std::uint8_t {
    unknown,
    code,
    identifier,
    title,
    description,
    objectives,
    audience,
    rationale,
    syllabus,
    prerequisites,
    delivery,
    category,
    keywords,
    provider,
    language,
    status,
    retired,    ///< yes says that the course is no longer offered
    active,     ///< no says so
    programme,  ///< what the course is a part of
    position,   ///< its place there
    contact,    ///< names, mail, phone, addresses of people: never read
    ignored     ///< dates, numbers, links, media, places
};
inline constexpr std::array<std::string_view, 22> role_names = {
    "unknown",  "code",          "identifier", "title",    "description", "objectives", "audience", "rationale",
    "syllabus", "prerequisites", "delivery",   "category", "keywords",    "provider",   "language", "status",
    "retired",  "active",        "programme",  "position", "contact",     "ignored"};

/// How surely a header means it: `course` says it of a course ("Course Title"), `plain` says it ("Title"), `vague`
/// might mean something else ("name").
enum class Certainty : std::uint8_t { none, vague, plain, course };

struct Meaning {
    Role role = Role::unknown;
    Certainty certainty = Certainty::none;
    bool operator==(const Meaning&) const = default;
};

/// Lower case, without byte order mark; `_ - . /` and the humps of camelCase are blanks.
std::string normalised_header(std::string_view header);

/// What a header means by the table of synonyms (columns.cpp), by the words in it, or, for "course.provider.name" and
/// the like, by what its parts mean.
Meaning meaning_of(std::string_view header);

/// Whether a header speaks of courses or training at all, whatever it means.
bool speaks_of_courses(std::string_view header);

}  // namespace needfirst::format::catalogue
