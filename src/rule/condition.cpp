// SPDX-License-Identifier: Apache-2.0
#include "rule/judge.hpp"

#include <algorithm>
#include <span>

namespace needfirst::rule {
namespace {

using Op = Condition::Op;

bool within_bounds(const Condition& c, double value) {
    return (!c.at_least || value >= *c.at_least) && (!c.at_most || value <= *c.at_most);
}

bool counts_as_social(const Heard& heard, std::size_t i) {
    return heard.facts.activities[i].social && heard.notes[i].counts;
}

std::span<const Trace> of_activity(std::span<const Trace> traces, std::int32_t activity) {
    const auto before = [](const Trace& trace, std::int32_t other) { return trace.activity < other; };
    const auto first = std::lower_bound(traces.begin(), traces.end(), activity, before);
    return {first, std::lower_bound(first, traces.end(), activity + 1, before)};
}

bool hears(const Condition& c, const Heard& heard, std::int32_t activity) {
    const std::int32_t section = activity >= 0 ? heard.notes[static_cast<std::size_t>(activity)].section : -1;
    std::span<const Trace> traces = heard.traces;
    if (c.within == Within::activity && activity >= 0) traces = of_activity(traces, activity);
    for (const Trace& trace : traces) {
        if (!(trace.fields & c.fields)) continue;
        if (c.within == Within::meeting && !trace.near_meeting) continue;
        if (c.within == Within::section && activity >= 0 && (trace.section != section || section < 0) &&
            trace.activity != activity)
            continue;
        if (c.says & trace.says) return true;
        if (std::find(c.signal_numbers.begin(), c.signal_numbers.end(), trace.signal) != c.signal_numbers.end())
            return true;
    }
    return false;
}

bool needs(const Condition& c, const Heard& heard, std::int32_t activity) {
    model::Need need = heard.need;
    if (c.within == Within::programme) need = std::max(need, heard.programme.need);
    if (activity >= 0 && c.within < Within::course) {
        const ActivityNotes& notes = heard.notes[static_cast<std::size_t>(activity)];
        need = notes.need;
        if (c.within == Within::section && notes.section >= 0)
            need = std::max(need, heard.section_needs[static_cast<std::size_t>(notes.section)]);
    }
    return within_bounds(c, static_cast<double>(need));
}

bool stands(const Condition& c, const model::Activity& a, const ActivityNotes& notes) {
    if (a.position == 0) return false;
    if (c.last_of_section && !a.is_last_of_section) return false;
    if (c.last_of_course && !notes.last_of_course) return false;
    if (c.after_last_assessment && !a.after_last_assessment) return false;
    return !c.at_least || (a.of_items > 0 && static_cast<double>(a.position) / a.of_items >= *c.at_least);
}

bool took_part(const Condition& c, const model::Activity& a, const ActivityNotes& notes) {
    if (c.posts_at_most && (!a.posts || *a.posts > *c.posts_at_most)) return false;
    if (c.replies_at_most && (notes.replies < 0 || notes.replies > *c.replies_at_most)) return false;
    if (c.open_days_at_most && (notes.open_days < 0 || notes.open_days > *c.open_days_at_most)) return false;
    return !c.silent_days_at_least || notes.silent_days >= *c.silent_days_at_least;
}

// What else there is to do in the course, and how much of it is asked for.
bool others_are_required(const Condition& c, const Heard& heard, std::size_t i) {
    const model::Activity& own = heard.facts.activities[i];
    const bool counted = heard.notes[i].counts && is_task(own);
    const auto tasks = static_cast<double>(heard.tasks - (counted ? 1 : 0));
    const auto asked = static_cast<double>(heard.tasks_asked - (counted && is_asked_for(own) ? 1 : 0));
    return asked >= *c.at_least && asked >= *c.share_at_least * tasks;
}

bool holds_for_activity(const Condition& c, const Heard& heard, std::size_t i) {
    const model::Activity& a = heard.facts.activities[i];
    switch (c.op) {
        case Op::kind: return (c.values & bit(a.kind)) != 0;
        case Op::social: return a.social == c.flag;
        case Op::placement: return (c.values & bit(a.placement)) != 0;
        case Op::platform: return a.platform.empty() != c.flag;
        case Op::position: return stands(c, a, heard.notes[i]);
        case Op::graded: return a.graded.value_or(false) == c.flag;
        case Op::required: return a.required.value_or(false) == c.flag;
        case Op::repeated: return static_cast<double>(heard.notes[i].in_courses) >= c.at_least.value_or(2);
        case Op::groups: return a.groups.value_or(false) == c.flag;
        case Op::others_required: return others_are_required(c, heard, i);
        case Op::quota: return a.quota.empty() != c.flag;
        case Op::participation: return took_part(c, a, heard.notes[i]);
        default: return false;
    }
}

std::size_t social_items(const Heard& heard) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < heard.facts.activities.size(); ++i) count += counts_as_social(heard, i);
    return count;
}

}  // namespace

bool holds(const Condition& c, const Heard& heard, std::int32_t activity, const RuleSet& rules) {
    const auto part_holds = [&](const Condition& part) { return holds(part, heard, activity, rules); };
    switch (c.op) {
        case Op::all: return std::all_of(c.parts.begin(), c.parts.end(), part_holds);
        case Op::any: return std::any_of(c.parts.begin(), c.parts.end(), part_holds);
        case Op::negate: return !part_holds(c.parts.front());
        case Op::hears: return hears(c, heard, activity);
        case Op::need: return needs(c, heard, activity);
        case Op::social_items: return within_bounds(c, static_cast<double>(social_items(heard)));
        case Op::items: return within_bounds(c, static_cast<double>(heard.items));
        case Op::words: return within_bounds(c, static_cast<double>(heard.half_words) / 2);
        case Op::verdict: return (c.values & bit(heard.facts.verdict)) != 0;
        case Op::fragment: return heard.fragment == c.flag;
        case Op::last_of_programme: return heard.last_of_programme == c.flag;
        default: break;
    }
    if (activity >= 0) return holds_for_activity(c, heard, static_cast<std::size_t>(activity));
    for (std::size_t i = 0; i < heard.facts.activities.size(); ++i)
        if (counts_as_social(heard, i) && holds_for_activity(c, heard, i)) return true;
    return false;
}

}  // namespace needfirst::rule
