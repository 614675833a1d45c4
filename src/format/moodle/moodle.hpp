// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Backups of Moodle 2.0 to 5.x (`.mbz`, zip or tar.gz), of Totara, which kept Moodle's format and adds its release to
// it, and of Moodle 1.x (one `moodle.xml`). No Totara export is public: its reader follows the source of its backup
// code.
namespace needfirst::format::moodle {

bool recognises(container::Container&);
bool recognises_totara(container::Container&);
void read(Reading&);

bool recognises_1(container::Container&);
void read_1(Reading&);

}  // namespace needfirst::format::moodle
