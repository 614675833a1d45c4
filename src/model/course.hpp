// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace needfirst::model {

/// A piece of learner-visible text: UTF-8, normalised (see text/html.hpp), one block per line.
struct Passage {
    Field field = Field::body;
    std::string text;
    std::string member;      ///< member of the package it stands in; for a catalogue "row N"
    bool truncated = false;  ///< the export cut it off: judged as such
    bool operator==(const Passage&) const = default;
};

/// A container in the course's order: module, chapter, lesson, folder, topic. Sections form a tree by `parent`.
struct Section {
    std::string title;
    int parent = -1;  ///< index into Course::sections, always smaller than the own; -1 at the top
    bool hidden = false;
    std::vector<Passage> passages;  ///< summary or introduction, field `section`
    bool operator==(const Section&) const = default;
};

/// One thing in a course's order that a learner can click or read as one entry.
struct Item {
    Kind kind = Kind::page;
    std::string native_kind;  ///< what the format calls it: "forum/news", "WikiPage", "imsdt_xmlv1p1", "knowledgeCheck"
    std::string identifier;   ///< the export's own id; survives re-export where the export's does
    std::string title;
    int section = -1;  ///< index into Course::sections; -1 at the top level
    Placement placement = Placement::placed;
    bool meets = false;  ///< by its nature learners meet here: a discussion forum, chat, shared wiki, peer review,
                         ///< group work. Not an announcement board, an individual wiki, a poll, a teacher's glossary.
    std::optional<bool> graded;
    std::optional<bool> required;  ///< taking part is asked for by a setting (completion, must contribute, grade)
    std::optional<bool> groups;    ///< settings divide the learners into groups there
    std::string quota;             ///< what settings ask for: "2 posts, 1 reply"; "" for nothing
    Participation participation = Participation::not_applicable;
    std::optional<std::int64_t> posts, replies, participants;
    std::optional<std::int64_t> last_post_at;  ///< Unix seconds
    std::optional<std::int64_t> opened_at;     ///< when learners could write there first; Unix seconds
    std::string link;               ///< where it leads, for links and external tools; also a social link in a page
    std::string member;             ///< member that holds it
    std::vector<Passage> passages;  ///< its text in the order a learner reads it
    bool operator==(const Item&) const = default;
};

/// What is judged. Items stand in the learner's order, unplaced and hidden ones behind the placed ones of their course.
struct Course {
    std::string identifier;  ///< as the export says; "" where it does not
    std::string title;
    std::string language;  ///< as declared (any form); "" where it is not
    std::string provider, category;
    std::vector<std::string> names;  ///< further ones by which exports of its platform know it: its addresses there
    std::string member;              ///< manifest or row it was read from
    bool retired = false;            ///< the catalogue says that it is no longer offered
    bool fragment =
        false;            ///< the text of the course lies elsewhere (a launcher, missing content): too little to judge
    bool listed = false;  ///< a record of a catalogue
    bool last_of_programme = false;           ///< a programme ends with it
    std::int64_t rows = 1;                    ///< catalogue records that are this course
    std::optional<std::int64_t> exported_at;  ///< Unix seconds, the export's own date
    std::vector<Passage> statements;          ///< text that speaks for the course
    std::vector<Section> sections;
    std::vector<Item> items;
    bool operator==(const Course&) const = default;
};

/// An ordered list of courses, by their identifiers, titles or further names. The export of one course knows a part of
/// its programme: two of its courses of which the second asks for the first, or one with its step.
struct Programme {
    std::string identifier, title;
    std::vector<std::string> courses;
    Basis basis = Basis::listed;
    std::int32_t step = 0;  ///< of a part: what its only course is numbered
    bool operator==(const Programme&) const = default;
};

}  // namespace needfirst::model
