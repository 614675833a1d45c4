// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace needfirst::format {

/// True where `text` is what an authoring tool or LMS writes when its author wrote nothing ("Untitled Scene", "Course
/// Description Goes Here", "New course", "-"): it counts as missing. Blind to case and to white space around it.
bool is_placeholder(std::string_view text);

}  // namespace needfirst::format
