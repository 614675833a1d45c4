// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/moodle/backup.hpp"
#include "format/moodle/files.hpp"

namespace needfirst::format::moodle {

/// Sections and activities in the order of the course page, into `course`. Language is the course's, lower case.
void read_outline(Reading&, const Backup&, const FileIndex&, std::string_view language, model::Course&);

}  // namespace needfirst::format::moodle
