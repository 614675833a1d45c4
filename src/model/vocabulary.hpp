// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

// The closed vocabularies of the field: each enum has the words that rule files, the store and reports use.
namespace needfirst::model {

/// What an item is, whatever its format calls it.
enum class Kind : std::uint8_t {
    page,
    document,
    video,
    audio,
    quiz,
    assignment,
    survey,
    forum,
    chat,
    wiki,
    glossary,
    blog,
    peer_review,
    group_work,
    collaboration,
    conference,
    external_tool,
    link,
    interactive,
    announcement,
    prompt
};
inline constexpr std::array<std::string_view, 21> kind_names = {
    "page",          "document",   "video",         "audio",    "quiz",        "assignment",   "survey",
    "forum",         "chat",       "wiki",          "glossary", "blog",        "peer-review",  "group-work",
    "collaboration", "conference", "external-tool", "link",     "interactive", "announcement", "prompt"};

/// Where a piece of text stands: different witnesses.
enum class Field : std::uint8_t {
    title,        ///< of the course
    description,  ///< summary or description of the course
    objectives,   ///< what learners shall know or be able to do
    audience,
    rationale,
    syllabus,
    welcome,     ///< first page or welcome text of a course
    metadata,    ///< keywords, categories
    delivery,    ///< method, mode, format of the course
    section,     ///< title and summary of a section
    item_title,  ///< title of an item
    prompt,      ///< text that introduces an activity: forum intro, assignment task
    body,        ///< page text
    quiz,        ///< questions and answers
    feedback,    ///< what a quiz or exercise replies
    caption,     ///< captions and transcripts
    notes,       ///< speaker notes
    link         ///< address of a link or tool
};
inline constexpr std::array<std::string_view, 18> field_names = {
    "title",   "description", "objectives", "audience", "rationale", "syllabus", "welcome", "metadata", "delivery",
    "section", "item-title",  "prompt",     "body",     "quiz",      "feedback", "caption", "notes",    "link"};

enum class Placement : std::uint8_t { placed, unplaced, hidden };
inline constexpr std::array<std::string_view, 3> placement_names = {"placed", "unplaced", "hidden"};

/// How it is known that courses are a programme.
enum class Basis : std::uint8_t {
    listed,        ///< a catalogue lists them, or a column names it
    linked,        ///< a course leads through the others, in order
    prerequisite,  ///< courses ask for one another to be completed
    guessed        ///< from numbered titles, or a column that may mean something else
};
inline constexpr std::array<std::string_view, 4> basis_names = {"listed", "linked", "prerequisite", "guessed"};

/// Whether the export says who took part.
enum class Participation : std::uint8_t {
    unknown,        ///< exported without user data
    present,        ///< posts were exported; zero means zero
    not_applicable  ///< nobody posts in this kind of item
};

enum class Need : std::uint8_t { none, implied, stated };
inline constexpr std::array<std::string_view, 3> need_names = {"none", "implied", "stated"};

enum class Verdict : std::uint8_t { not_social, purposeful, unproven, tacked_on, unreadable };
inline constexpr std::array<std::string_view, 5> verdict_names = {"not-social", "purposeful", "unproven", "tacked-on",
                                                                  "unreadable"};

enum class Level : std::uint8_t { note, warning, alarm };
inline constexpr std::array<std::string_view, 3> level_names = {"note", "warning", "alarm"};

enum class PackageStatus : std::uint8_t { audited, partly, unreadable, skipped };
inline constexpr std::array<std::string_view, 4> package_status_names = {"audited", "partly", "unreadable", "skipped"};

enum class FindingState : std::uint8_t { fresh, known, waived };
inline constexpr std::array<std::string_view, 3> finding_state_names = {"new", "known", "waived"};

constexpr std::string_view name(Kind v) { return kind_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Field v) { return field_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Placement v) { return placement_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Basis v) { return basis_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Need v) { return need_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Verdict v) { return verdict_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Level v) { return level_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(PackageStatus v) { return package_status_names[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(FindingState v) { return finding_state_names[static_cast<std::size_t>(v)]; }

/// How many values there are.
constexpr std::size_t values_of(Kind) { return kind_names.size(); }
constexpr std::size_t values_of(Field) { return field_names.size(); }
constexpr std::size_t values_of(Placement) { return placement_names.size(); }
constexpr std::size_t values_of(Basis) { return basis_names.size(); }
constexpr std::size_t values_of(Need) { return need_names.size(); }
constexpr std::size_t values_of(Verdict) { return verdict_names.size(); }
constexpr std::size_t values_of(Level) { return level_names.size(); }
constexpr std::size_t values_of(PackageStatus) { return package_status_names.size(); }

/// The value that bears `word`: from_name<Kind>(kind_names, "forum").
template <class Enum, std::size_t N>
constexpr std::optional<Enum> from_name(const std::array<std::string_view, N>& names, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == word) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace needfirst::model
