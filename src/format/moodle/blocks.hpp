// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

namespace needfirst::format::moodle {

/// Text blocks that stand beside a course page or an activity: `<folder>blocks/html_<id>/block.xml`. Their title and
/// text become passages of `field`.
void read_html_blocks(Reading&, const std::string& folder, std::string_view language, model::Field field,
                      std::vector<model::Passage>& passages);

}  // namespace needfirst::format::moodle
