// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace needfirst::rule {

/// The sentence text[begin, end) as a quote: trimmed, at most some 240 bytes around the words [from, to), cut at words
/// with an ellipsis.
std::string quote(std::string_view text, std::size_t begin, std::size_t end, std::size_t from, std::size_t to);

/// Lower-cased words with single blanks, digits as they are: what fingerprints are made of.
std::string normalised(std::string_view text);

/// "on MS Teams" names "MS Teams": its run of capitalised words; all of it where there is none.
std::string name_in(std::string_view words);

}  // namespace needfirst::rule
