// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Sakai site archives: one XML member for each tool. Lessons and syllabus were written from real members; forums,
// assignments and announcements follow the source of Sakai's archive services.
namespace needfirst::format::sakai {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::sakai
