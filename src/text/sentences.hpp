// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

namespace needfirst::text {

/// Where the sentence that begins at `begin` ends (behind its trailing blanks), by the default rules of Unicode
/// Standard Annex 29 as ICU applies them, with one difference: no sentence ends behind a common abbreviation ("e.g.",
/// "Dr."). A line feed always ends one. Walk a text by calling it with its own result until it equals text.size().
std::size_t sentence_end(std::string_view text, std::size_t begin);

}  // namespace needfirst::text
