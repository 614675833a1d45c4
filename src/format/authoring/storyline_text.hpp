// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/authoring/payload.hpp"

#include <string>
#include <string_view>

// What all versions of Articulate Storyline share.
namespace needfirst::format::authoring {

/// Title, description, keywords and version from meta.xml, the best source in every version.
void read_meta(PayloadReading& payload);

/// Alternative texts that nobody wrote: "Rectangle 1", "Group\n 1", names of picture and video files.
bool is_shape_name(std::string_view alternative);

/// Text without references to player variables ("%_player.currentTime%").
std::string without_variables(std::string_view text);

}  // namespace needfirst::format::authoring
