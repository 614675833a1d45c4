// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "model/course.hpp"

#include <string>
#include <string_view>

// What one Moodle activity is, what its settings ask of learners, what was written in it, and its text.
namespace needfirst::format::moodle {

/// One activity being read. `body` is the element that its `<mod>.xml` holds inside `<activity>`.
struct Activity {
    std::string_view mod;
    base::xml::Element body;
    std::string_view member;
    std::string_view language;
};

/// How `module.xml` says the activity is completed.
struct Completion {
    bool by_conditions = false, by_view = false, by_grade = false;
};

/// Kind, native kind, whether learners meet, link, graded.
void read_nature(const Activity&, model::Item&);

/// Whether taking part is asked for, and how much of it.
void read_demands(const Activity&, const Completion&, model::Item&);

/// Counts of what learners wrote, where it was exported. Reads no text of theirs and no names.
void read_participation(const Activity&, bool exported, model::Item&);

/// Its text as passages: introduction, pages, chapters, instructions, questions. Nothing that learners wrote.
void read_text(const Activity&, model::Item&);

/// Modules that put text on the course page and are no entry of it.
bool is_label(std::string_view mod);
/// Modules that a course page never shows (question banks).
bool is_unseen(std::string_view mod);

}  // namespace needfirst::format::moodle
