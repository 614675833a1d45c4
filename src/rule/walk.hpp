// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "rule/heard.hpp"
#include "rule/listener.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace needfirst::rule {

/// One walk over a course, statements first, then sections and items in order: what was heard in it. `package` begins
/// all locations. Course facts other than activities and evidence stay empty.
Heard listen_to(const RuleSet& rules, Listener& listener, const model::Course& course, std::string_view package);

/// Tells each activity its position among the placed ones, whether it closes its section or the course, and whether
/// an assessment follows. `owners`: prompts, each with the item it stands in (-1: none), whose place it shares.
void place_activities(Heard& heard, const std::vector<std::pair<std::int32_t, std::int32_t>>& owners);

}  // namespace needfirst::rule
