// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// IMS Common Cartridge 1.0 to 1.3 and Thin Common Cartridge, from whatever LMS; Sakai Lessons writes it too. No real
// file of 1.0, 1.2 or Thin CC was seen: these follow the published profiles.
namespace needfirst::format::common_cartridge {

bool recognises(container::Container& container);
bool recognises_sakai(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::common_cartridge
