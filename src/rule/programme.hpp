// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"

#include <optional>
#include <string>
#include <vector>

// Programmes are judged when their courses were: what was heard in these is known from their judgements alone.
namespace needfirst::rule {

/// The courses of a programme, in order, as one: rules about programmes are asked of it. It is `last_of_programme`
/// where its last course is social.
Heard programme_of(std::vector<Heard>&& courses);

/// One of its courses was heard: what this states, the programme states.
void add_to(ProgrammeSaid& said, const Heard& course);

/// What was heard in a course, as far as its judgement tells: signals that are quoted, each in its activity and field.
Heard recalled(const model::Judgement& judged, const RuleSet& rules);

/// What a rule about programmes finds in one; it belongs to the programme's last course. `{programme}` in its message
/// is `title`; where the programme is a guess, the message says so.
std::optional<model::Finding> ring(const Rule& rule, const std::string& title, model::Basis basis,
                                   std::vector<Heard>&& courses);

}  // namespace needfirst::rule
