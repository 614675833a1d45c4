// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"
#include "rule/heard.hpp"

#include <string>
#include <vector>

namespace needfirst::rule {

/// What a finding is known by from one audit to the next: the rule, the course (a catalogue's own code, else the title:
/// exports make up identifiers), the title of the activity and its words. Not the file, the section, the place in the
/// order, nor anything else in the course: those change when a course is exported again or worked on.
std::string identity(const std::string& rule, const Heard& heard, std::int32_t activity);

/// Findings of one course that nothing tells apart get a number each, so that one more is one more.
void number_twins(std::vector<model::Finding>& findings);

}  // namespace needfirst::rule
