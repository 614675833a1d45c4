// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/trial.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace needfirst::rule {

/// How much of a file its packs' examples exercise.
struct FileCoverage {
    std::string file;
    std::size_t exercised = 0, all = 0;
};

/// What the examples exercise: `phrases`, alternatives and list entries that were heard in one of them, conditions that
/// held in one and did not hold in another.
struct ExampleCoverage {
    std::vector<FileCoverage> signals, lists, rules;
    std::vector<Failure> missed;  ///< one line each, in the order of the files
};

ExampleCoverage cover(const RuleSet& rules);

}  // namespace needfirst::rule
