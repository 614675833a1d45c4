// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"

#include <string>
#include <vector>

namespace needfirst::rule {

/// An example of a rule or signal that came out otherwise than its file says.
struct Failure {
    Place place;
    std::string what;
};

/// What came of the examples of all packs. `unheard` and `unrung`: signals and rules that none of their examples shows.
struct Trial {
    std::size_t examples = 0;
    std::vector<Failure> failures;
};

/// Runs every example of every signal and rule: they are the packs' tests.
Trial try_examples(const RuleSet& rules);

/// Things that are allowed but look like mistakes: lists nobody uses, phrases that occur twice, signals that no rule or
/// verdict can notice.
std::vector<Failure> lint(const RuleSet& rules);

}  // namespace needfirst::rule
