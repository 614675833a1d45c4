// SPDX-License-Identifier: Apache-2.0
#include "rule/outline.hpp"

#include <algorithm>

namespace needfirst::rule {

constexpr std::int64_t seconds_of_a_day = 86400;
constexpr std::size_t longest_path = 2'000;  // bytes: it is told with all that stands below
constexpr std::string_view step = " > ";

namespace {

/// Of a path that is too long what leads on from the last titles above.
std::string last_steps(std::string path) {
    if (path.size() <= longest_path) return path;
    const std::size_t from = path.find(step, path.size() - longest_path);
    return "\u2026" + (from == std::string::npos ? std::string() : path.substr(from));
}

}  // namespace

Outline::Outline(const model::Course& course, std::string_view package) : course_(course), package_(package) {
    for (const model::Section& section : course.sections) {
        const bool has_parent = section.parent >= 0 && static_cast<std::size_t>(section.parent) < sections_.size();
        const Place& above = place(has_parent ? section.parent : -1);
        std::string path = above.path;
        if (!path.empty() && !section.title.empty()) path += step;
        sections_.push_back({last_steps(path + section.title), above.depth + 1, section.hidden || above.hidden});
    }
}

const Outline::Place& Outline::place(std::int32_t section) const {
    return section >= 0 ? sections_[static_cast<std::size_t>(section)] : top_;
}

const std::string& Outline::path(std::int32_t section) const { return place(section).path; }
int Outline::depth(std::int32_t section) const { return place(section).depth; }
bool Outline::hidden(std::int32_t section) const { return place(section).hidden; }

std::string Outline::location(std::string_view member, std::string_view titles) const {
    std::string where = package_;
    if (!member.empty()) where += "!" + std::string(member);
    if (!titles.empty()) where += "#" + std::string(titles);
    return where;
}

std::pair<model::Activity, ActivityNotes> Outline::activity(const model::Item& item) const {
    const Place& section = place(item.section);
    const bool hidden = item.placement == model::Placement::hidden || section.hidden;
    model::Activity activity;
    activity.kind = item.kind;
    activity.native_kind = item.native_kind;
    activity.title = item.title;
    activity.section = section.path;
    activity.depth = section.depth;
    activity.social = item.meets;
    activity.placement = hidden ? model::Placement::hidden : item.placement;
    activity.graded = item.graded;
    activity.required = item.required;
    activity.groups = item.groups;
    activity.quota = item.quota;
    activity.posts = item.posts;
    activity.participants = item.participants;
    activity.last_post_at = item.last_post_at;
    activity.location = location(item.member, section.path.empty() ? item.title : section.path + " > " + item.title);
    ActivityNotes notes;
    notes.section = item.section;
    notes.counts = !hidden;
    if (item.replies) notes.replies = *item.replies;
    if (item.last_post_at && course_.exported_at)
        notes.silent_days = std::max<std::int64_t>(0, (*course_.exported_at - *item.last_post_at) / seconds_of_a_day);
    if (item.opened_at && course_.exported_at)
        notes.open_days = std::max<std::int64_t>(0, (*course_.exported_at - *item.opened_at) / seconds_of_a_day);
    return {std::move(activity), std::move(notes)};
}

std::pair<model::Activity, ActivityNotes> Outline::prompt(const model::Activity* owner, model::Field field,
                                                          std::int32_t section, bool counts) const {
    model::Activity prompt;
    if (owner) {
        prompt.placement = owner->placement;
        prompt.graded = owner->graded;
        prompt.required = owner->required;
        prompt.groups = owner->groups;
        prompt.native_kind = std::string(model::name(owner->kind));
    } else {
        prompt.native_kind = std::string(model::name(field));
        if (!counts) prompt.placement = model::Placement::hidden;
    }
    prompt.kind = model::Kind::prompt;
    prompt.social = true;
    prompt.section = path(section);
    prompt.depth = depth(section);
    ActivityNotes notes;
    notes.section = section;
    notes.counts = counts;
    return {std::move(prompt), std::move(notes)};
}

}  // namespace needfirst::rule
