// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase_book.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::text {

/// The symbols a token stands for: "w" + stem, "=" + form, "#" (a number), "%%" (a percentage), "$$" (an amount), "%",
/// "$" (signs), "#tag".
std::vector<std::string> symbols_of(std::string_view form, Token::Kind kind, Stemmer& stemmer,
                                    std::string_view language);

/// Phrases laid into one graph. Nodes are numbered so that every arrow leads to a higher number; equal beginnings share
/// their nodes.
class PhraseGraph {
public:
    static constexpr std::uint32_t anywhere = 0, sentence_start = 1;  ///< the two nodes where phrases begin
    struct Arrow {
        std::string symbol;
        std::uint32_t from, to;
        std::uint16_t reach;  ///< words that may come between
    };

    explicit PhraseGraph(std::string_view language);
    void add(const Phrase& phrase, std::uint32_t id, const PhraseBook::Lists& lists);

    const std::vector<Arrow>& arrows() const { return arrows_; }
    /// Of each node: phrases that end there, and whether the sentence must end there too.
    const std::vector<std::vector<std::pair<std::uint32_t, bool>>>& accepts() const { return accepts_; }
    const std::vector<std::uint32_t>& closing_nodes() const { return closing_; }

private:
    /// Where a phrase stands after some of its elements.
    struct Stand {
        std::uint32_t node;
        std::uint16_t reach;
        bool closed;
        auto operator<=>(const Stand&) const = default;
    };
    using Stands = std::vector<Stand>;

    Stands lay(const Phrase& phrase, const Stands& from, int depth);
    Stands lay_all(const std::vector<Phrase>& alternatives, const Stands& from, int depth);
    void gather(const std::vector<Phrase>& alternatives, std::vector<std::string>& symbols,
                std::vector<const Phrase*>& longer, int depth);
    bool symbol_of(const Phrase& phrase, std::string& symbol);
    Stands step(const Stands& from, std::vector<std::string> symbols);
    const std::vector<Phrase>& forms_of(const Phrase& quantity) const;

    std::string language_;
    Stemmer stemmer_;
    std::vector<Phrase> number_forms_, percent_forms_, money_forms_;
    const PhraseBook::Lists* lists_ = nullptr;
    std::vector<Arrow> arrows_;
    std::vector<std::vector<std::pair<std::uint32_t, bool>>> accepts_;
    std::vector<std::uint32_t> closing_;
    std::map<std::pair<Stands, std::vector<std::string>>, std::uint32_t> shared_;
};

}  // namespace needfirst::text
