// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Blackboard Learn 9.1 and Ultra: ExportFile (structure) and ArchiveFile (with posts). No complete real package was to
// be had: the shapes of manifest, CONTENT, LINK and tests are those of real fragments; FORUM, groups, blogs, wikis and
// Ultra follow published importers of the format.
namespace needfirst::format::blackboard {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::blackboard
