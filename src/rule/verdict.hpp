// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"

namespace needfirst::rule {

/// Need, verdict, findings and questions of a course from what was heard in it.
model::Judgement reach_verdict(Heard&& heard, const RuleSet& rules);

/// How loud findings ring together: 0 silent, 1 loudest.
double loudness(const std::vector<model::Finding>& findings);

}  // namespace needfirst::rule
