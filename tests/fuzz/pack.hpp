// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "rule/heard.hpp"

#include <string_view>

namespace needfirst::fuzz {

/// Walks all text of a course with a small pack of rules.
rule::Heard listen(const model::Course& course);
/// The verdict, by the same rules.
void decide(rule::Heard&& heard);

/// Loads a pack of which one file is these bytes; their first line says which: "signal", "rule", "verdicts", "pack".
void rules(std::string_view bytes);

}  // namespace needfirst::fuzz
