// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Course backups of Chamilo 1.9 to 1.11 (zip with `course_info.dat`: base64 of PHP's serialize() of the course). No
// public export was found: the reader follows the source of Chamilo's CourseCopy component.
namespace needfirst::format::chamilo {

bool recognises(container::Container&);
void read(Reading&);

}  // namespace needfirst::format::chamilo
