// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// cmi5 course structures (AICC/ADL, Quartz, 1st edition, 2016).
namespace needfirst::format::cmi5 {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::cmi5
