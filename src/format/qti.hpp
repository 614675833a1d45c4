// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "model/course.hpp"

#include <string>
#include <string_view>
#include <vector>

// IMS Question and Test Interoperability 1.2 (as Common Cartridge, Canvas, Blackboard and D2L write it) and 2.x.
namespace needfirst::format::qti {

/// Questions and answers below `root` as one passage of field quiz, what is replied to answers as one of field
/// feedback. Markup, scoring and metadata are no text.
void read(base::xml::Element root, std::string_view member, std::vector<model::Passage>& passages);

/// Title of the assessment, "" where it has none.
std::string title(base::xml::Element root);

}  // namespace needfirst::format::qti
