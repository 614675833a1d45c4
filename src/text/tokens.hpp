// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace needfirst::text {

/// One word, number, sign or hashtag of a text: text[begin, end).
struct Token {
    std::size_t begin = 0, end = 0;
    std::uint8_t half_words =
        2;  ///< what it counts for, in halves of a word: 2; 1 for a CJK or Thai character; 0 for a sign
    enum class Kind : std::uint8_t { word, number, percent, money, sign, hashtag } kind = Kind::word;
};

/// Finds the next token at or behind `at`; false at the end. Hyphens and all other punctuation part words; an
/// apostrophe inside a word stays ("don't"). "1,200", "3.5" and "5pm" are one token, so are "30%", "$5" and "30€". A
/// lone %, $, €, £ is a sign. A character of a script that is written without blanks is a token of its own.
bool next_token(std::string_view text, std::size_t at, Token& token);

}  // namespace needfirst::text
