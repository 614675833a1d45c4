// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/ladder.hpp"
#include "rule/pack.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace needfirst::rule {

/// One course whose activities are asked about one after the other. What answers have in common is found once: a course
/// of N activities takes N steps, not N times N. The Heard outlives it and does not change meanwhile.
class Asking {
public:
    explicit Asking(const Heard& heard) : heard_(heard) {}
    const Heard& heard() const { return heard_; }

    /// Whether a condition holds for an activity (index), or for the course (-1: activity predicates hold where some
    /// visible social activity satisfies them).
    bool holds(const Condition& condition, std::int32_t activity = -1);
    /// What is quoted of an activity, or of the course (-1): words in which learners meet, before others. May be null.
    const model::Evidence* quote(std::int32_t activity);
    /// What was heard up to `reach` that comes nearest to a stated need; on the lowest rung where several do.
    NearMiss near_miss(std::int32_t activity, Within reach);

private:
    /// The first of each, by activity or by section.
    using First = std::unordered_map<std::int32_t, const model::Evidence*>;
    struct Near {
        First of_activity, of_section;
        const model::Evidence* of_course;
    };
    struct Evidences {
        First social, any;
        std::array<Near, 3> near;  ///< in the order of near_misses
    };

    bool hears(const Condition& condition, std::int32_t activity);
    bool heard_in(const Condition& condition, std::int32_t section);
    std::size_t social_items();
    const Evidences& evidences();

    const Heard& heard_;
    std::map<std::pair<const Condition*, std::int32_t>, bool> heard_in_;                 ///< by condition and section
    std::optional<std::unordered_map<std::int32_t, std::vector<const Trace*>>> traces_;  ///< by section
    std::optional<std::size_t> social_items_;
    std::optional<Evidences> evidences_;
};

}  // namespace needfirst::rule
