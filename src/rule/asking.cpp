// SPDX-License-Identifier: Apache-2.0
#include "rule/asking.hpp"

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

bool any_says(const Condition& c, const Trace& trace) {
    if (!(trace.fields & c.fields) || (c.within == Within::meeting && !trace.near_meeting)) return false;
    return (c.says & trace.says) ||
           std::find(c.signal_numbers.begin(), c.signal_numbers.end(), trace.signal) != c.signal_numbers.end();
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

constexpr std::array<std::string_view, 3> near_misses = {"implied", "in-content", "taken-back"};
constexpr std::int32_t whole_course = -1;

}  // namespace

bool Asking::holds(const Condition& c, std::int32_t activity) {
    const auto part_holds = [&](const Condition& part) { return holds(part, activity); };
    switch (c.op) {
        case Op::all: return std::all_of(c.parts.begin(), c.parts.end(), part_holds);
        case Op::any: return std::any_of(c.parts.begin(), c.parts.end(), part_holds);
        case Op::negate: return !part_holds(c.parts.front());
        case Op::hears: return hears(c, activity);
        case Op::need: return needs(c, heard_, activity);
        case Op::social_items: return within_bounds(c, static_cast<double>(social_items()));
        case Op::items: return within_bounds(c, static_cast<double>(heard_.items));
        case Op::words: return within_bounds(c, static_cast<double>(heard_.half_words) / 2);
        case Op::verdict: return (c.values & bit(heard_.facts.verdict)) != 0;
        case Op::fragment: return heard_.fragment == c.flag;
        case Op::last_of_programme: return heard_.last_of_programme == c.flag;
        default: break;
    }
    if (activity >= 0) return holds_for_activity(c, heard_, static_cast<std::size_t>(activity));
    for (std::size_t i = 0; i < heard_.facts.activities.size(); ++i)
        if (counts_as_social(heard_, i) && holds_for_activity(c, heard_, i)) return true;
    return false;
}

bool Asking::hears(const Condition& c, std::int32_t activity) {
    if (activity < 0 || c.within > Within::section) return heard_in(c, whole_course);
    for (const Trace& trace : of_activity(heard_.traces, activity))
        if (any_says(c, trace)) return true;
    const std::int32_t section = section_of(heard_, activity);
    return c.within == Within::section && section >= 0 && heard_in(c, section);
}

bool Asking::heard_in(const Condition& c, std::int32_t section) {
    const auto [known, first] = heard_in_.try_emplace({&c, section});
    if (!first) return known->second;
    const auto heard = [&](const Trace& trace) { return any_says(c, trace); };
    if (section == whole_course) return known->second = std::any_of(heard_.traces.begin(), heard_.traces.end(), heard);
    if (!traces_) {
        traces_.emplace();
        for (const Trace& trace : heard_.traces) (*traces_)[trace.section].push_back(&trace);
    }
    const auto& traces = (*traces_)[section];
    return known->second = std::any_of(traces.begin(), traces.end(), [&](const Trace* trace) { return heard(*trace); });
}

std::size_t Asking::social_items() {
    if (!social_items_) {
        social_items_ = 0;
        for (std::size_t i = 0; i < heard_.facts.activities.size(); ++i) *social_items_ += counts_as_social(heard_, i);
    }
    return *social_items_;
}

const Asking::Evidences& Asking::evidences() {
    if (evidences_) return *evidences_;
    Evidences& found = evidences_.emplace();
    for (const model::Evidence& evidence : heard_.facts.evidence) {
        const bool social = evidence.says.find("social") != std::string::npos;
        found.any.emplace(evidence.activity, &evidence);
        if (social) {
            found.social.emplace(evidence.activity, &evidence);
            found.social.emplace(whole_course, &evidence);  // for a whole course, the first of its social activities
        }
        const auto miss = std::find(near_misses.begin(), near_misses.end(), evidence.says);
        if (miss == near_misses.end()) continue;
        Near& near = found.near[static_cast<std::size_t>(miss - near_misses.begin())];
        near.of_activity.emplace(evidence.activity, &evidence);
        near.of_section.emplace(section_of(heard_, evidence.activity), &evidence);
        if (!near.of_course) near.of_course = &evidence;
    }
    return found;
}

const model::Evidence* Asking::quote(std::int32_t activity) {
    const Evidences& all = evidences();
    for (const First* first : {&all.social, &all.any})
        if (const auto found = first->find(activity); found != first->end()) return found->second;
    return nullptr;
}

NearMiss Asking::near_miss(std::int32_t activity, Within reach) {
    const auto first = [](const First& all, std::int32_t number) {
        const auto found = number < 0 ? all.end() : all.find(number);
        return found == all.end() ? nullptr : found->second;
    };
    for (const Near& near : evidences().near) {
        const model::Evidence* nearest = first(near.of_activity, activity);
        if (!nearest && reach >= Within::section) nearest = first(near.of_section, section_of(heard_, activity));
        if (!nearest && (activity < 0 || reach >= Within::course)) nearest = near.of_course;
        if (nearest) return {nearest->quote, nearest->location};
    }
    if (reach == Within::programme) return {heard_.programme.near_miss, heard_.programme.near_miss_location};
    return {};
}

}  // namespace needfirst::rule
