// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/built_book.hpp"
#include "text/regex_book.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// What words are told apart by: its bytes; of a long one a hash. Two long words may have the same.
struct WordKey {
    std::uint64_t first = 0, second = 0;
    std::uint32_t length = 0;
    bool operator==(const WordKey&) const = default;

    static constexpr std::size_t longest = 16;
    /// Of text[begin, end).
    WordKey(std::string_view text, std::size_t begin, std::size_t end);
    WordKey() = default;
    std::size_t hash(std::uint64_t seed) const {
        constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ull;
        std::uint64_t hash = (first ^ length ^ seed) * factor;
        hash = (hash ^ hash >> 32 ^ second) * factor;
        return hash ^ hash >> 32;
    }
};

/// Words that were met, and what a book knows of them. They are looked up as they are written, so lower-casing and
/// stemming cost once per form, not once per token.
class WordMemory {
public:
    struct Word {
        std::array<std::uint32_t, 3> symbols{};  ///< those the book knows
        std::uint8_t symbol_count = 0;
        std::uint32_t form = 0;  ///< of a long one: where in `forms_`
        RegexBook::Clues clues = 0;
    };

    explicit WordMemory(const BuiltBook& book)
        : book_(book), stemmer_(book.language), seed_(reinterpret_cast<std::uintptr_t>(this)), slots_(smallest) {}
    WordMemory(const WordMemory&) = delete;
    /// Lives until the next call.
    const Word& look_up(std::string_view text, const Token& token);
    /// Forgets all where there are very many: a text of endless different words is heard in bounded memory.
    void make_room();

private:
    struct Slot {
        WordKey key;
        std::uint32_t word = free;
    };
    static constexpr std::size_t most_words = 1u << 17, smallest = 1u << 12;
    static constexpr std::uint32_t free = ~0u;

    Word learn(std::string_view form, Token::Kind kind);
    void grow();

    const BuiltBook& book_;
    Stemmer stemmer_;
    std::uint64_t seed_;  // nobody can write words that all fall into one slot
    std::vector<Slot> slots_;
    std::vector<Word> words_;
    std::string forms_;
};

}  // namespace needfirst::text
