// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"

#include <string>

// A need is looked for along a ladder: the activity, its section, the course with its rows of catalogues, the
// programme.
namespace needfirst::rule {

/// How far a condition looks; the course where it does not say.
Within reach_of(const Condition& condition);

/// Whether it asks for a need anywhere in it.
bool asks_for_need(const Condition& condition);

/// The places up to `reach`, for people: "the activity, its section, the course: 2 statements, 5 items, 120 words".
/// `activity`: -1 for the course.
std::string searched(const Heard& heard, std::int32_t activity, Within reach);

/// What comes nearest to a stated need.
struct NearMiss {
    std::string quote, location;
};

}  // namespace needfirst::rule
