// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// A phrase as a rule writer writes it (rules/README.md, "Phrases"), parsed.
struct Phrase {
    enum class Kind : std::uint8_t {
        word,   ///< any inflection of `text`
        exact,  ///< exactly the form `text`
        number,
        percent,
        money,
        hashtag,
        gap,       ///< up to `reach` words between; 0xFFFF: to the end of the sentence
        sequence,  ///< all `parts`, in order
        either,    ///< one of `parts`
        optional,  ///< `parts[0]` or nothing
        list,      ///< an entry of the named list `text`
        start,
        end  ///< of the sentence
    };
    Kind kind = Kind::sequence;
    std::string text;
    std::uint16_t reach = 0;
    std::vector<Phrase> parts;
    std::size_t at = 0;  ///< where it stands in the source, from 0
};

/// A phrase is wrong. `at` counts bytes from 0 in the phrase; what() says what was expected.
class PhraseError : public std::runtime_error {
public:
    PhraseError(std::size_t at, const std::string& message) : runtime_error(message), at(at) {}
    std::size_t at;
};

/// Parses one phrase. Throws PhraseError.
Phrase parse_phrase(std::string_view source);

}  // namespace needfirst::text
