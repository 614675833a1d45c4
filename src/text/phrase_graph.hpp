// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase_book.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <cstdint>
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
/// their nodes. An arrow is taken by any symbol of its choice, so a list costs one arrow however long it is.
class PhraseGraph {
public:
    static constexpr std::uint32_t anywhere = 0, sentence_start = 1;  ///< the two nodes where phrases begin
    struct Arrow {
        std::uint32_t choice;  ///< index into choices()
        std::uint32_t from, to;
        std::uint16_t reach;  ///< words that may come between
    };
    using Choice = std::vector<std::uint32_t>;  ///< numbers of symbols, sorted

    explicit PhraseGraph(std::string_view language);
    /// The lists that `lists` gives stay where they are until the graph is done.
    void add(const Phrase& phrase, std::uint32_t id, const PhraseBook::Lists& lists);

    const std::vector<Arrow>& arrows() const { return arrows_; }
    const std::vector<Choice>& choices() const { return choices_; }
    const std::unordered_map<std::string, std::uint32_t>& symbols() const { return symbols_; }
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
    /// Alternatives, parted into those of one word and the others.
    struct Parted {
        Choice symbols;
        std::vector<const Phrase*> longer;
        bool whole = true;  ///< no list is named in it: it means the same in every signal
    };
    struct Step {
        Stands from;
        std::uint32_t choice;
        bool operator==(const Step&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Choice& choice) const;
        std::size_t operator()(const Step& step) const;
    };

    Stands lay(const Phrase& phrase, const Stands& from, int depth);
    Stands lay_parted(const Parted& parted, const Stands& from, int depth);
    void gather(const std::vector<Phrase>& alternatives, Parted& into, int depth);
    void gather_one(const Phrase& phrase, Parted& into, int depth);
    void gather_named(const std::vector<Phrase>& alternatives, Parted& into, int depth);
    bool symbol_of(const Phrase& phrase, std::uint32_t& symbol);
    std::uint32_t number_of(const std::string& symbol);
    Stands step(const Stands& from, Choice symbols);
    const std::vector<Phrase>& forms_of(const Phrase& quantity) const;

    std::string language_;
    Stemmer stemmer_;
    std::vector<Phrase> number_forms_, percent_forms_, money_forms_;
    const PhraseBook::Lists* lists_ = nullptr;
    std::unordered_map<std::string, std::uint32_t> symbols_, words_;  // words_: the symbol of a word as written
    std::vector<Choice> choices_;
    std::unordered_map<Choice, std::uint32_t, Hash> choice_numbers_;
    std::unordered_map<const std::vector<Phrase>*, Parted> parted_;  // lists seen before
    std::vector<Arrow> arrows_;
    std::vector<std::vector<std::pair<std::uint32_t, bool>>> accepts_;
    std::vector<std::uint32_t> closing_;
    std::unordered_map<Step, std::uint32_t, Hash> shared_;
};

}  // namespace needfirst::text
