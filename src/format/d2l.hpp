// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// D2L Brightspace course exports (d2lcp_v2p0), native and not Common Cartridge. Written from fixtures cut from a real
// course and from importers of the format.
namespace needfirst::format::d2l {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::d2l
