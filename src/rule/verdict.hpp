// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"

#include <optional>
#include <string>

namespace needfirst::rule {

/// Need, verdict, findings and questions of a course from what was heard in it.
model::Judgement reach_verdict(Heard&& heard, const RuleSet& rules);

/// The verdict that holds for what was heard; null where none does.
const VerdictRule* verdict_of(const Heard& heard, const RuleSet& rules);

/// Whether a rule about an activity or a course rings on what was heard, its verdict included.
bool rings(const Rule& rule, const Heard& heard);

/// How loud findings ring together: 0 silent, 1 loudest.
double loudness(const std::vector<model::Finding>& findings);

/// In how many courses a rule about the catalogue wants a prompt to stand; nothing where it does not ask.
std::optional<std::size_t> courses_repeated(const Condition& condition);

/// What a rule about the catalogue finds in a prompt that stands in so many courses.
std::optional<model::Finding> ring(const Rule& rule, const std::string& identifier, const std::string& title,
                                   const model::Activity& prompt, std::size_t in_courses);

/// The finding of a rule that rings on a whole course.
model::Finding find(const Rule& rule, const Heard& heard);

}  // namespace needfirst::rule
