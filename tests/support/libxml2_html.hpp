// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/html.hpp"

namespace needfirst::support {

/// What text::read_html gives, by libxml2's SAX parser: the reference of the differential test. `utf8` is well-formed.
text::Html libxml2_html(std::string_view utf8);

}  // namespace needfirst::support
