// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/reader.hpp"

#include <string>
#include <string_view>
#include <vector>

// IEEE 1484.12.1 Learning Object Metadata in its XML bindings (IMS 1.2 langstring, LOM 1.0 string, and their many
// dialects): elements are known by local name alone.
namespace needfirst::format::lom {

/// What LOM says of a course for a learner. No contributor is read: they are persons.
struct Metadata {
    std::string title, description, language;
    std::vector<std::string> keywords, objectives, audience;
    bool empty() const { return title.empty() && description.empty() && keywords.empty() && objectives.empty(); }
};

/// Reads the LOM at or below `element` (a `lom`, or `metadata` with or without one), the first language of each text.
/// Placeholders of authoring tools are left out. `language` chooses among translations where it is not "".
Metadata read(base::xml::Element element, std::string_view language = {});

/// The LOM of a manifest's or organization's `metadata` element: inline, or in the member that its `location` names,
/// seen from `folder`. `member` is set to where it was found.
Metadata read_metadata(Reading& reading, base::xml::Element metadata, std::string_view folder, std::string& member);

/// Description, keywords, objectives and audience as statements of `course`, each text once; its title and language
/// where the course has none.
void state(model::Course& course, const Metadata& metadata, std::string_view member);

}  // namespace needfirst::format::lom
