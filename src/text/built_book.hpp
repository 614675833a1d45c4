// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <re2/re2.h>
#include <re2/set.h>

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

/// A PhraseGraph as an Ear walks it.
struct BuiltBook {
    /// A phrase begins: a word of a choice leads to a node.
    struct Start {
        std::uint32_t choice, to, order;  ///< order: of the arrows
        std::uint16_t reach;
    };
    /// A phrase goes on: `word` is a choice, or a symbol of one.
    struct Edge {
        std::uint32_t word, to, order;
        std::uint16_t reach;
    };
    /// Of most nodes few words lead on, and each edge is tried. Where a list of many longer entries begins, those that
    /// one or a few symbols take are found by symbol.
    struct Node {
        std::uint32_t edges = 0, by_symbol = 0;  ///< where its own begin, in `edges` and in `by_symbol`
        std::uint32_t edges_end = 0, by_symbol_end = 0;
        std::uint16_t reach = 0;  ///< its farthest edge
        bool accepts = false;
        bool leads_on() const { return edges != edges_end || by_symbol != by_symbol_end; }
    };
    struct Accept {
        std::uint32_t node, phrase;
        bool at_end;  ///< of the sentence only
    };
    static constexpr std::size_t most_tried = 8, few_symbols = 4;

    std::string language;
    std::unordered_map<std::string, std::uint32_t> symbols;
    Rows<std::pair<std::uint32_t, std::uint32_t>> choices;  ///< by symbol: symbol, choice
    std::size_t choice_count = 0;
    Rows<Start> starts, sentence_starts;  ///< by choice
    std::uint16_t start_reach = 0;        ///< of sentence_starts
    std::vector<Node> nodes;
    std::vector<Edge> edges, by_symbol;  ///< by_symbol: sorted within a node
    Rows<Accept> accepts;                ///< by node

    std::vector<std::string> patterns;
    std::vector<std::uint32_t> pattern_ids;
    std::vector<std::unique_ptr<re2::RE2>> regexes;
    std::unique_ptr<re2::RE2::Set> any_regex;
};

}  // namespace needfirst::text
