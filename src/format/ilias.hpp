// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Container exports of ILIAS 5 to 9 (zip with `manifest.xml`, root Manifest): courses, groups, folders and what lies in
// them, one export set for each object. No public course export was found: the reader follows the source of ILIAS's XML
// writers (ilContainerXmlWriter, ilForumXMLWriter, ilCourseXMLWriter, the data sets of exercises, wikis and blogs).
namespace needfirst::format::ilias {

bool recognises(container::Container&);
void read(Reading&);

}  // namespace needfirst::format::ilias
