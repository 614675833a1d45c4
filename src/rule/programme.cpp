// SPDX-License-Identifier: Apache-2.0
#include "rule/programme.hpp"

#include "rule/asking.hpp"
#include "rule/verdict.hpp"

#include <algorithm>
#include <unordered_map>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

Mask says_of(std::string_view words) {
    Mask says = 0;
    while (!words.empty()) {
        const std::size_t blank = std::min(words.find(' '), words.size());
        if (const auto one = model::from_name<Says>(says_names, words.substr(0, blank))) says |= bit(*one);
        words.remove_prefix(std::min(blank + 1, words.size()));
    }
    return says;
}

}  // namespace

Heard programme_of(std::vector<Heard>&& courses) {
    Heard last = std::move(courses.back());
    courses.pop_back();
    last.last_of_programme = false;
    for (std::size_t i = 0; i < last.facts.activities.size(); ++i)
        last.last_of_programme |= last.facts.activities[i].social && last.notes[i].counts;
    Heard whole = last;
    join(whole, std::move(courses));
    whole.last_of_programme = last.last_of_programme;
    whole.rows = 0;  // of several courses
    return whole;
}

void add_to(ProgrammeSaid& said, const Heard& course) {
    said.need = std::max(said.need, course.need);
    if (!said.near_miss.empty()) return;
    NearMiss miss = Asking(course).near_miss(-1, Within::course);
    said.near_miss = std::move(miss.quote);
    said.near_miss_location = std::move(miss.location);
}

Heard recalled(const model::Judgement& judged, const RuleSet& rules) {
    Heard heard;
    heard.facts = judged;
    heard.need = judged.need;
    heard.half_words = static_cast<std::uint64_t>(judged.words_read) * 2;
    heard.retired = judged.retired;
    for (const model::Activity& activity : judged.activities) {
        ActivityNotes& notes = heard.notes.emplace_back();
        notes.counts = activity.placement != model::Placement::hidden;
        notes.last_of_course = activity.position > 0 && activity.position == activity.of_items;
        notes.text = activity.words;
        heard.items += activity.kind != model::Kind::prompt;
    }
    count_tasks(heard);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < rules.signals.size(); ++i) numbers.emplace(rules.signals[i].id, i);
    for (const model::Evidence& evidence : judged.evidence) {
        const auto signal = numbers.find(evidence.signal);
        const Mask says = says_of(evidence.says);
        if (signal == numbers.end() || says == 0) continue;
        const bool in_meeting =
            evidence.activity >= 0 && judged.activities[static_cast<std::size_t>(evidence.activity)].social;
        heard.traces.push_back({evidence.activity, signal->second, -1, bit(evidence.field), says,
                                in_meeting || (says & bit(Says::social)) != 0});
    }
    std::sort(heard.traces.begin(), heard.traces.end());
    return heard;
}

std::optional<model::Finding> ring(const Rule& rule, const std::string& title, model::Basis basis,
                                   std::vector<Heard>&& courses) {
    const std::size_t steps = courses.size();
    const Heard whole = programme_of(std::move(courses));
    if (!rings(rule, whole)) return std::nullopt;
    Rule named = rule;
    for (std::size_t at = 0; (at = named.message.find("{programme}", at)) != std::string::npos; at += title.size())
        named.message.replace(at, 11, title);
    model::Finding finding = find(named, whole);
    if (basis == model::Basis::guessed)
        finding.message += " That these courses are a programme is a guess from their titles or from a column.";
    if (!finding.searched.empty())
        finding.searched = fmt::format("the programme “{}”: {} courses, {} items, {} words", title, steps, whole.items,
                                       whole.half_words / 2);
    return finding;
}

}  // namespace needfirst::rule
