// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase_book.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace needfirst::text {

/// The regular expressions of a pack. Few sentences can match any: those with a word that holds one of its clues, which
/// are pieces of what it must find.
class RegexBook {
public:
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

    template <class Ar, class T>
    static void fields(Ar& ar, T& v) {
        ar(v.regexes_, v.clues_, v.always_);
    }

private:
    struct Clue {
        std::string piece;
        Clues of = 0;

        template <class Ar, class T>
        static void fields(Ar& ar, T& v) {
            ar(v.piece, v.of);
        }
    };
    struct Owner {
        std::uint32_t id = 0;
        Group group;

        template <class Ar, class T>
        static void fields(Ar& ar, T& v) {
            ar(v.id, v.group.number, v.group.unless);
        }
    };
    struct Regex {
        std::string pattern;
        std::vector<Owner> owners;  ///< of equal patterns
        char sign = 0;              ///< that must be in the sentence

        Regex();
        /// Compiled when it is first asked for: most runs need few.
        const re2::RE2& matcher() const;

        template <class Ar, class T>
        static void fields(Ar& ar, T& v) {
            ar(v.pattern, v.owners, v.sign);
        }

    private:
        struct Compiled;
        std::shared_ptr<Compiled> compiled_;
    };
    std::vector<Regex> regexes_;
    std::vector<Clue> clues_;
    Clues always_ = 0;  ///< expressions without a clue
};

}  // namespace needfirst::text
