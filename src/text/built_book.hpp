// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.hpp"
#include "text/regex_book.hpp"
#include "text/symbol_table.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace needfirst::text {

/// Rows of different lengths, one behind the other.
template <class T>
class Rows {
public:
    /// Sorts `values` into `rows` rows by `row(value)`, in their order.
    template <class Row>
    Rows(const std::vector<T>& values, std::size_t rows, const Row& row) : begin_(rows + 1), values_(values.size()) {
        for (const T& value : values) ++begin_[row(value) + 1];
        for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
        auto next = begin_;
        for (const T& value : values) values_[next[row(value)]++] = value;
    }
    explicit Rows(const std::vector<std::vector<T>>& rows) {
        begin_.push_back(0);
        for (const auto& row : rows) {
            values_.insert(values_.end(), row.begin(), row.end());
            begin_.push_back(static_cast<std::uint32_t>(values_.size()));
        }
    }
    Rows() : begin_(1) {}
    std::span<const T> operator[](std::size_t row) const {
        return {values_.data() + begin_[row], values_.data() + begin_[row + 1]};
    }
    std::size_t size() const { return begin_.size() - 1; }

    template <class Ar, class Self>
    static void fields(Ar& ar, Self& v) {
        ar.flat(v.begin_, v.values_);
    }

private:
    std::vector<std::uint32_t> begin_;
    std::vector<T> values_;
};

/// The phrases of a pack as an Ear hears them. A word of a text stands for one to three symbols (its stem, its form, "a
/// number"); an element of a phrase takes a word by any symbol of its choice. Of all phrases only those are tried of
/// which the rarer words are in the sentence.
struct BuiltBook {
    /// An element of a phrase.
    struct Step {
        enum class Kind : std::uint16_t {
            words,     ///< one word, by choice `first`
            gap,       ///< up to `reach` words; 0xFFFF: any number
            sequence,  ///< steps[first, last) one after the other
            either,    ///< one of steps[first, last)
            optional,  ///< steps[first] or nothing
            list,      ///< an entry of list `first` that is longer than a word
            start,
            end
        };
        Kind kind = Kind::sequence;
        std::uint16_t reach = 0;
        std::uint32_t first = 0, last = 0;
    };
    /// What is tried as a whole: an alternative of a phrase, or an entry of a list.
    struct Unit {
        std::uint32_t step;
        std::uint32_t owner;   ///< the phrase's id, or the number of the list
        std::uint32_t latest;  ///< the word it begins with stands there at the latest, from 0
    };
    static constexpr std::uint32_t anywhere = ~0u;
    static constexpr std::uint32_t none = ~0u;
    /// Two choices that a unit needs, and how many words are between them: most that have both have them elsewhere.
    struct Pair {
        std::uint32_t before = none;  ///< `beginning`: that of the sentence
        std::uint32_t behind = none;  ///< `none`: nothing is known of any two
        std::uint16_t least = 0, most = 0;
        static constexpr std::uint32_t furthest = 40, beginning = none;
    };
    /// A unit to be tried in a sentence that has these choices, the rarest first; `none` where it needs fewer. A unit
    /// of alternatives has a lead for each.
    struct Lead {
        std::uint32_t unit, group;
        std::array<std::uint32_t, 4> needs;
        Pair pair;
    };

    std::string language;
    SymbolTable symbols;
    std::vector<Step> steps;
    std::vector<Unit> units;
    /// Choices that are the rarest for some have the lowest numbers, then come others that are needed.
    std::vector<Lead> phrases;
    Rows<Lead> unless;   ///< phrases heard beside others, by group
    Rows<Lead> entries;  ///< by list
    std::size_t rarest_count = 0;
    /// By symbol: the needed choices that it is one of, as bits of the words of a set of choices.
    struct Needed {
        std::uint64_t bits;
        std::uint32_t word, symbol;
    };
    Rows<Needed> needed;
    std::size_t needed_words = 0;  ///< of the set
    std::size_t group_count = 1;
    Rows<std::uint32_t> choices;  ///< of symbols
    /// Choices of more symbols than that are sets, too: `symbol_words` words of `members` from `sets` on, a bit each.
    static constexpr std::size_t few_symbols = 8;
    static constexpr std::uint32_t no_set = ~0u;
    std::vector<std::uint32_t> sets;
    std::vector<std::uint64_t> members;
    std::size_t symbol_words = 0;
    RegexBook regexes;
};

// A new field belongs into the list; then correct the number.
static_assert(base::fields_of<BuiltBook>() == 16);
template <class Ar, base::Is<BuiltBook> T>
void fields(Ar& ar, T& v) {
    ar(v.language, v.symbols, v.rarest_count, v.needed_words, v.group_count, v.symbol_words, v.regexes);
    ar(v.unless, v.entries, v.needed, v.choices);
    ar.flat(v.steps, v.units, v.phrases, v.sets, v.members);
}

}  // namespace needfirst::text
