// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"

#include <string_view>

namespace needfirst::fuzz {

/// Walks all text of a course with a small pack of rules, and decides.
void listen(const model::Course& course);

/// Loads a pack of which one file is these bytes; their first line says which: "signal", "rule", "verdicts", "pack".
void rules(std::string_view bytes);

}  // namespace needfirst::fuzz
