// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

namespace needfirst::text {

/// About how often a word (lower case) stands among 100,000 of a course in that language: what is looked for is looked
/// for by its rarest word. Only speed hangs on it.
std::uint32_t frequency_of(std::string_view word, std::string_view language);

}  // namespace needfirst::text
