// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/regex_book.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
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
    Rows() : begin_(1) {}
    std::span<const T> operator[](std::size_t row) const {
        return {values_.data() + begin_[row], values_.data() + begin_[row + 1]};
    }
    std::size_t size() const { return begin_.size() - 1; }

private:
    std::vector<std::uint32_t> begin_;
    std::vector<T> values_;
};

/// A set of symbols, not quite: each counts as one of 128, so it tells quickly what cannot be in it.
struct Sieve {
    std::array<std::uint64_t, 2> bits{};
    void add(std::uint32_t symbol) {
        const std::uint32_t bit = (symbol * 0x9E3779B1u) >> 25;
        bits[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
    bool may_share(const Sieve& other) const { return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1])) != 0; }
};

/// A set of pairs, not quite: one in eight that are not in it seems to be.
class PairSieve {
public:
    explicit PairSieve(std::size_t pairs = 0) {
        while ((std::size_t{64} << bits_) < pairs * 8) ++bits_;
        words_.resize(std::size_t{1} << bits_);
    }
    void add(std::uint32_t a, std::uint32_t b) {
        const auto at = place(a, b);
        words_[at >> 6] |= std::uint64_t{1} << (at & 63);
    }
    bool may_hold(std::uint32_t a, std::uint32_t b) const {
        const auto at = place(a, b);
        return (words_[at >> 6] >> (at & 63) & 1) != 0;
    }

private:
    std::size_t place(std::uint32_t a, std::uint32_t b) const {
        return ((std::uint64_t{a} << 32 | b) * 0x9E3779B97F4A7C15ull) >> (58 - bits_);
    }
    unsigned bits_ = 0;  // of the number of words
    std::vector<std::uint64_t> words_;
};

/// A PhraseGraph as an Ear walks it.
struct BuiltBook {
    /// A phrase begins: a word of a choice leads to a node.
    struct Start {
        std::uint32_t choice, to, order;  ///< order: of the arrows
        std::uint16_t reach;
    };
    /// A phrase goes on, when a word comes that is a symbol or one of a choice.
    struct Edge {
        std::uint32_t word, to, order;
        std::uint16_t reach;
    };
    struct Node {
        Sieve leads_on;                                    ///< with these symbols
        std::uint32_t edges = 0, edges_end = 0;            ///< in by_symbol
        std::uint32_t wide_edges = 0, wide_edges_end = 0;  ///< in by_choice
        std::uint16_t reach = 0;                           ///< its farthest edge
        bool accepts = false;
        bool is_last() const { return edges == edges_end && wide_edges == wide_edges_end; }
    };
    struct Accept {
        std::uint32_t node, phrase;
        bool at_end;  ///< of the sentence only
    };
    /// Choices of more symbols than that are tried as a set.
    static constexpr std::size_t few_symbols = 4;
    static constexpr std::uint32_t narrow = ~0u;
    /// A node of more edges is looked up in `pairs` first.
    static constexpr std::size_t few_edges = 8;

    std::string language;
    std::unordered_map<std::string, std::uint32_t> symbols;
    Rows<std::pair<std::uint32_t, std::uint32_t>> choices;  ///< by symbol: symbol, choice
    Rows<Start> starts, sentence_starts;                    ///< by choice
    std::vector<Node> nodes;
    std::vector<Edge> by_symbol;  ///< sorted within a node
    std::vector<Edge> by_choice;  ///< word: number of a wide choice
    /// Of each choice: its number among those of more symbols than `few_symbols`; `narrow` for all others.
    std::vector<std::uint32_t> wide;
    std::size_t wide_count = 0;
    PairSieve pairs;       ///< of nodes with many edges and the symbols they lead on with
    Rows<Accept> accepts;  ///< by node

    RegexBook regexes;
};

}  // namespace needfirst::text
