// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "model/judgement.hpp"
#include "rule/pack.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace needfirst::rule {

/// A signal was heard: where, not in which words. Conditions are asked of these.
struct Trace {
    std::int32_t activity;  ///< index into Heard::activities; -1: the course
    std::uint32_t signal;
    std::int32_t section;  ///< index into the course's sections; -1: none
    Mask fields;           ///< the field it was heard in, as a set of one
    Mask says;             ///< what it says there: in a sentence that sets the meeting apart, nothing is `proper`
    bool near_meeting;     ///< at most two sentences from one in which learners meet, or in a social item
    auto operator<=>(const Trace&) const = default;
};

/// What a judge remembers of an activity beside what the store keeps.
struct ActivityNotes {
    std::int32_t section = -1;
    bool counts = true;  ///< visible to learners: it may move the verdict
    bool last_of_course = false;
    model::Need need = model::Need::none;         ///< heard in the activity itself
    std::int64_t replies = -1, silent_days = -1;  ///< -1: unknown
    std::int64_t open_days = -1;                  ///< from its opening to the export
    std::size_t in_courses = 1;                   ///< that hold the same prompt; known once all courses were heard
    std::string text;  ///< normalised start of its own words, for fingerprints and repeated prompts
};

/// Sentences of one course that are activities of their own: far above what a course of people holds, and rules are
/// tried on each. What is said in those behind is heard all the same.
constexpr std::size_t most_prompts = 1'000;

/// What the programme of a course says beyond the course itself.
struct ProgrammeSaid {
    std::string title;        ///< "" where the course is in none
    std::size_t courses = 0;  ///< of it that were heard
    model::Need need = model::Need::none;
    std::string near_miss, near_miss_location;  ///< what comes nearest to a stated need in its courses
};

/// All that was heard in one course, without its text. Two Heards of one course (package and catalogue row) can be
/// joined.
struct Heard {
    model::Judgement facts;                  ///< course facts, activities and evidence; verdict and findings still open
    std::vector<ActivityNotes> notes;        ///< one for each activity
    std::vector<Trace> traces;               ///< sorted, so by activity, each once; of visible text only
    std::vector<model::Need> section_needs;  ///< by section
    model::Need need = model::Need::none;
    std::uint64_t half_words = 0;
    std::size_t statements = 0, items = 0;   ///< places searched
    std::size_t tasks = 0, tasks_asked = 0;  ///< visible items in which there is something to do; required or graded
    std::size_t prompts_left_out = 0;        ///< behind the first most_prompts; a row of coverage, and not kept
    bool fragment = false, retired = false, last_of_programme = false;
    bool listed = false;      ///< seen in a catalogue only
    bool understood = true;   ///< a pack listens in its language
    std::size_t rows = 0;     ///< records of catalogues that were joined to the course
    ProgrammeSaid programme;  ///< known once all courses were heard
};

/// Of an activity; -1 where it is in none, and for the course (-1).
inline std::int32_t section_of(const Heard& heard, std::int32_t activity) {
    return activity < 0 ? -1 : heard.notes[static_cast<std::size_t>(activity)].section;
}
/// Whether there is something to do in it: no page, film, document or link; and it is placed.
bool is_task(const model::Activity& activity);
/// Whether its settings ask for it: required, or graded.
bool is_asked_for(const model::Activity& activity);
/// Counts tasks and those that are asked for; once all activities are there.
void count_tasks(Heard& heard);

/// Adds what was heard in others, further sights of the same course, to `heard`.
void join(Heard& heard, std::vector<Heard>&& others);

}  // namespace needfirst::rule
