// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"

#include <string>
#include <vector>

namespace needfirst::rule {

class Listener;

/// An example of a rule or signal that came out otherwise than its file says.
struct Failure {
    Place place;
    std::string what;
};

/// What came of the examples of all packs.
struct Trial {
    std::size_t examples = 0;
    std::vector<Failure> failures;
};

/// Runs every example of every signal and rule: they are the packs' tests.
Trial try_examples(const RuleSet& rules);

/// Whether each example of a signal is heard, those of yes: first.
std::vector<bool> outcomes_of(Listener& listener, const RuleSet& rules, std::size_t signal);

}  // namespace needfirst::rule
