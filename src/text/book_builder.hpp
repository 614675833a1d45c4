// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/built_book.hpp"
#include "text/phrase_book.hpp"
#include "text/stemmer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::text {

/// Lays phrases out as steps. A list is laid once, however many phrases name it.
class BookBuilder {
public:
    explicit BookBuilder(std::string_view language);
    /// The lists that `lists` gives stay where they are until finish(). Throws PhraseError.
    void add(const Phrase& phrase, std::uint32_t id, const PhraseBook::Lists& lists, Group group);
    /// Call once, after the last add.
    void finish(BuiltBook& built);

private:
    using Step = BuiltBook::Step;
    using Choice = std::vector<std::uint32_t>;  // numbers of symbols, sorted
    /// What may stand around a part of a phrase.
    struct Around {
        bool first, last;  // no word need be before, or behind it
        int depth;
    };
    /// A list, or the ways to say a quantity.
    struct List {
        Choice words;                        // its entries of one word
        std::uint32_t number = 0;            // where it has longer ones
        bool is_long = false, done = false;  // has longer entries; is laid
        bool starts = false, ends = false;   // has an entry with '^', with '$'
    };
    struct Led {
        std::uint32_t rarest;
        BuiltBook::Lead lead;
    };
    struct Parted {
        Choice words;
        std::vector<Step> longer;
    };
    struct Hash {
        std::size_t operator()(const Choice& choice) const;
    };

    Step lay(const Phrase& phrase, const Around& around);
    Step lay_sequence(std::span<const Phrase> parts, const Around& around);
    Step lay_either(std::span<const Phrase> alternatives, const Around& around);
    void part(const Phrase& phrase, const Around& around, Parted& into);
    void part_named(const Phrase& phrase, const std::vector<Phrase>& entries, const Around& around, Parted& into);
    const List& list_of(const std::vector<Phrase>& entries, int depth);
    Step block(Step::Kind kind, const std::vector<Step>& parts);
    Led enter(const Step& step, std::uint32_t owner, std::uint32_t latest, Group group);
    void number_choices(BuiltBook& built);
    bool symbol_of(const Phrase& phrase, std::uint32_t& symbol);
    std::uint32_t number_of(const std::string& symbol, std::uint32_t frequency);
    std::uint32_t choice_of(Choice symbols);
    /// Choices that a sentence must have for the step to be heard, as far as is known.
    void gather_needs(const Step& step, std::vector<std::uint32_t>& needs);
    /// Steps that are tried for it at most.
    std::uint64_t cost_of(const Step& step) const;
    /// A choice that every one of the steps needs; `none` where there is none.
    std::uint32_t common_need(std::span<const Step> steps);

    std::string language_;
    Stemmer stemmer_;
    std::vector<Phrase> number_forms_, percent_forms_, money_forms_;
    const PhraseBook::Lists* lists_ = nullptr;
    std::unordered_map<std::string, std::uint32_t> symbols_, words_;  // words_: the symbol of a word as written
    std::vector<std::uint32_t> symbol_frequencies_;
    std::vector<Choice> choices_;
    std::vector<std::uint32_t> choice_frequencies_;
    std::unordered_map<Choice, std::uint32_t, Hash> choice_numbers_;
    std::unordered_map<const std::vector<Phrase>*, List> named_;
    std::vector<std::uint64_t> costs_;    // of each list with longer entries
    std::vector<std::uint32_t> anchors_;  // of each list with longer entries: a choice that each of them needs
    bool starts_ = false, ends_ = false;  // a '^', a '$' was laid in the list at hand
    std::vector<Step> steps_;
    std::vector<BuiltBook::Unit> units_;
    std::vector<Led> phrases_, unless_;
    std::vector<std::vector<BuiltBook::Lead>> entries_;  // of each list
    std::size_t group_count_ = 1;
};

}  // namespace needfirst::text
