// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/package.hpp"
#include "model/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What an audit leaves of a course: no text but quotes. The store writes these as they are.
namespace needfirst::model {

/// An item of a course, or a social prompt inside an item's text (kind `prompt`).
struct Activity {
    int position = 0, of_items = 0;  ///< place among the placed items, from 1; 0 where it has none
    int depth = 0;                   ///< sections above it
    std::string section;             ///< titles of the sections that lead to it, joined by " > "
    Kind kind = Kind::page;
    std::string native_kind, title;
    bool social = false;
    std::string platform;
    Placement placement = Placement::placed;
    bool is_last_of_section = false, after_last_assessment = false;
    std::optional<bool> graded, required, groups;
    std::string quota;
    std::optional<std::int64_t> posts, participants, last_post_at;
    std::string location;  ///< "package.zip!member/path.html#Lesson 3 > Discuss"
    std::string words;  ///< of a social one: the normalised start of its own text, by which repeated prompts are known
    bool operator==(const Activity&) const = default;
};

struct Evidence {
    int activity = -1;  ///< index into Judgement::activities; -1 for the course
    std::string signal, says;
    Field field = Field::body;
    std::string quote, location;
    bool operator==(const Evidence&) const = default;
};

struct Finding {
    int activity = -1;
    std::string rule;
    Level level = Level::note;
    std::string message, quote, location;
    std::string fingerprint;  ///< of rule, normalised place and normalised text
    FindingState state = FindingState::fresh;
    int waiver = -1;             ///< number, from 0, of the waiver that covers it
    std::string searched = {};   ///< where a need was looked for; "" where the rule asks for none
    std::string near_miss = {};  ///< what came nearest to one there: its quote, and where it stands
    bool operator==(const Finding&) const = default;
};

struct Question {
    std::string rule, text;
    bool operator==(const Question&) const = default;
};

/// One course, judged.
struct Judgement {
    std::string identifier, title, language, provider, category;
    std::vector<std::string> names;  ///< further ones by which programmes may name it
    bool retired = false;            ///< the catalogue says that it is no longer offered
    std::int64_t words_read = 0;
    Need need = Need::none;
    Verdict verdict = Verdict::unreadable;
    double score = 0;    ///< how loud it rings, for sorting: 0 silent, 1 loudest
    std::string reason;  ///< one sentence: why this verdict
    std::vector<Activity> activities;
    std::vector<Evidence> evidence;
    std::vector<Finding> findings;
    std::vector<Question> questions;
    std::vector<std::size_t>
        other_sources;  ///< numbers (from 0, in the order of the run) of further packages it stands in
    bool operator==(const Judgement&) const = default;
};

/// One package with the courses it holds, judged. `number` counts packages of a run from 0, in input order.
struct AuditedPackage {
    std::size_t number = 0;
    Package package;
    std::vector<Judgement> courses;
};

/// A rule as it was in this run.
struct RuleRecord {
    std::string id, title, level, status, about, why, instead, pack, definition;
};

/// A waiver and what became of it.
struct WaiverRecord {
    std::string rule, place, reason, owner, expires;
    std::string state;         ///< used | unused | mismatched | expired
    std::string file = {};     ///< "waivers.yaml:12"
    std::string message = {};  ///< what to do about it; "" where all is well
};

/// What stands in table `run`. Times are ISO 8601 UTC.
struct RunRecord {
    std::string started_at, finished_at, tool_version, rules_fingerprint, arguments;
    std::string shard;          ///< K/N, or those that were merged: 1,2,4/7; "" for a whole run
    std::string inputs = {};    ///< fingerprint of all that the store is made of; "" where that cannot be told
    double coverage = 100;      ///< percent of text-bearing members that were read
    std::string settings = {};  ///< fingerprint of the limits and columns that the inputs were read with
};

}  // namespace needfirst::model
