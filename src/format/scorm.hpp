// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// SCORM 1.2 (ADL, 2001), SCORM 2004 2nd to 4th Edition (ADL, 2004-2009) and plain IMS Content Packaging (1.1 to 1.2).
namespace needfirst::format::scorm {

bool recognises_12(container::Container& container);
bool recognises_2004(container::Container& container);
bool recognises_ims(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::scorm
