// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/trial.hpp"

#include <vector>

namespace needfirst::rule {

/// Things that are allowed but look like mistakes: what stands twice, phrases that another one always hears first,
/// conditions that cannot hold, lists nobody uses, signals that nothing notices. Each says what to do.
std::vector<Failure> lint(const RuleSet& rules);

/// The part of it that is about conditions.
void lint_conditions(const RuleSet& rules, std::vector<Failure>& found);

}  // namespace needfirst::rule
