// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase_book.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace re2 {
class FilteredRE2;
}

namespace needfirst::text {

/// The regular expressions of a pack. Few sentences can match any: those with a word that holds one of its clues, which
/// are pieces of what it must find.
class RegexBook {
public:
    RegexBook();
    ~RegexBook();
    /// Throws PhraseError.
    void add(const std::string& pattern, std::uint32_t id, Group group);

    /// A set of expressions, by bits; the last stands for all that are too many.
    using Clues = std::uint64_t;
    /// Expressions of which the word, in lower case, is a clue.
    Clues clues_of(std::string_view lower) const;
    /// Adds the matches in the sentence text[begin, end) whose words gave `clues`, of the patterns that are wanted, and
    /// their groups.
    void match(std::string_view text, std::size_t begin, std::size_t end, Clues clues,
               const std::function<bool(const Group&)>& wanted, std::vector<Hit>& hits,
               std::vector<std::uint32_t>& groups) const;

private:
    struct Clue {
        std::string piece;
        Clues of;
    };
    struct Regex {
        std::unique_ptr<re2::FilteredRE2> matcher;
        std::vector<std::pair<std::uint32_t, Group>> ids;  ///< of equal patterns
        std::string pattern;
        char sign = 0;  ///< that must be in the sentence
    };
    std::vector<Regex> regexes_;
    std::vector<Clue> clues_;
    Clues always_ = 0;  ///< expressions without a clue
};

}  // namespace needfirst::text
