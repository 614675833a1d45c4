// SPDX-License-Identifier: Apache-2.0
#include "rule/walk.hpp"

namespace needfirst::rule {

using model::Activity;
using model::Kind;
using model::Placement;

bool is_task(const Activity& activity) {
    switch (activity.kind) {
        case Kind::page:
        case Kind::document:
        case Kind::video:
        case Kind::audio:
        case Kind::link:
        case Kind::announcement:
        case Kind::prompt: return false;
        default: return activity.placement == Placement::placed;
    }
}

bool is_asked_for(const Activity& activity) {
    return activity.required.value_or(false) || activity.graded.value_or(false);
}

void count_tasks(Heard& heard) {
    for (std::size_t i = 0; i < heard.facts.activities.size(); ++i) {
        if (!heard.notes[i].counts || !is_task(heard.facts.activities[i])) continue;
        ++heard.tasks;
        heard.tasks_asked += is_asked_for(heard.facts.activities[i]);
    }
}

void place_activities(Heard& heard, const std::vector<std::pair<std::int32_t, std::int32_t>>& owners) {
    auto& activities = heard.facts.activities;
    int placed = 0;
    bool assessed_later = false;
    const auto is_placed_item = [&](std::size_t i) {
        return activities[i].placement == Placement::placed && activities[i].kind != Kind::prompt;
    };
    for (std::size_t i = 0; i < activities.size(); ++i)
        if (is_placed_item(i)) activities[i].position = ++placed;
    std::vector<bool> section_closed(heard.section_needs.size() + 1);
    bool first = true, any_assessment = false;
    for (std::size_t i = activities.size(); i-- > 0;) {
        if (!is_placed_item(i)) continue;
        Activity& activity = activities[i];
        const bool assessment = activity.kind == Kind::quiz || activity.kind == Kind::assignment;
        activity.of_items = placed;
        activity.after_last_assessment = !assessed_later && !assessment;
        any_assessment |= assessment;
        assessed_later |= assessment;
        const auto section = static_cast<std::size_t>(heard.notes[i].section) + 1;
        activity.is_last_of_section = !section_closed[section];
        section_closed[section] = true;
        heard.notes[i].last_of_course = first;
        first = false;
    }
    for (std::size_t i = 0; i < activities.size(); ++i)
        if (!any_assessment) activities[i].after_last_assessment = false;
    for (const auto& [prompt, owner] : owners) {
        if (owner < 0) continue;
        Activity& own = activities[static_cast<std::size_t>(prompt)];
        const Activity& of = activities[static_cast<std::size_t>(owner)];
        own.position = of.position;
        own.of_items = of.of_items;
        own.is_last_of_section = of.is_last_of_section;
        own.after_last_assessment = of.after_last_assessment;
        heard.notes[static_cast<std::size_t>(prompt)].last_of_course =
            heard.notes[static_cast<std::size_t>(owner)].last_of_course;
    }
}

}  // namespace needfirst::rule
