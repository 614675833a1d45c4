// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/trial.hpp"

#include <cstddef>
#include <vector>

namespace needfirst::rule {

/// What the examples do not notice.
struct Mutation {
    std::size_t tried = 0;
    std::vector<Failure> unnoticed;
};

/// Takes one thing after the other out of the packs (a signal's phrases, unless, signs or unless_signals; a named list;
/// a condition of a rule or verdict) and looks whether an example comes out otherwise. All examples must come out as
/// they say before. `rules` is the same afterwards.
Mutation take_out_each(RuleSet& rules);

}  // namespace needfirst::rule
