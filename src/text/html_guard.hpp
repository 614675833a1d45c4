// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::text {

/// libxml2 is quadratic in the attributes of one tag and in the depth of unclosed tags. A page that has more than 256
/// attributes in a tag, or nests deeper than 1000, is given back without those attributes and with paragraphs in place
/// of those tags; nothing for every other page. No text is lost.
std::optional<std::string> tamed(std::string_view html);

}  // namespace needfirst::text
