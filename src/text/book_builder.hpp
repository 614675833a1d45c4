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
    /// How many words stand somewhere.
    struct Span {
        std::uint32_t least = 0, most = 0;
        void add(Span other);
    };
    /// A choice that is needed, and the words between it and the one needed before.
    struct Need {
        std::uint32_t choice;
        Span between;
    };
    /// What a sentence must have for a step to be heard one way, as far as is known, in the order of the words.
    struct Way {
        std::vector<Need> needs;
        Span since;  // words behind the last of them
        bool met() const { return !needs.empty(); }
        void add(const Way& other);
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
    std::uint32_t enter(const Step& step, std::uint32_t owner, std::uint32_t latest);
    void enter_phrase(const Step& step, std::uint32_t id, std::uint32_t latest, Group group);
    BuiltBook::Lead lead_to(std::uint32_t unit, std::uint32_t group, const Way& way) const;
    void number_choices(BuiltBook& built);
    bool symbol_of(const Phrase& phrase, std::uint32_t& symbol);
    std::uint32_t number_of(const std::string& symbol, std::uint32_t frequency);
    std::uint32_t choice_of(Choice symbols);
    static void sort_out(Choice& numbers);  ///< in order, each once
    /// What every way to hear the step needs.
    Way common_way(const Step& step);
    /// Its alternatives, as far as it pays to tell them apart.
    std::vector<Way> ways(const Step& step);
    const std::vector<Way>& ways_of_list(const Step& list);
    std::vector<Way> ways_of_any(const Step& step, std::span<const Step> alternatives);
    std::vector<Way> ways_of_sequence(const Step& step);
    /// Of the rarest choice that it needs.
    std::uint32_t rarity_of(const Way& way) const;
    BuiltBook::Pair closest_pair(const std::vector<Need>& needs, std::uint32_t latest) const;
    Span length_of(const Step& step) const;
    Span length_of_any(std::span<const Step> steps) const;
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
    // Of each list with longer entries: their cost, their length, and a choice that each of them needs.
    std::vector<std::uint64_t> costs_;
    std::vector<Span> lengths_;
    std::vector<std::uint32_t> anchors_;
    std::unordered_map<std::uint32_t, std::vector<Way>> list_ways_;
    bool starts_ = false, ends_ = false;  // a '^', a '$' was laid in the list at hand
    std::vector<Step> steps_;
    std::vector<BuiltBook::Unit> units_;
    std::vector<BuiltBook::Lead> phrases_, unless_;
    std::vector<std::vector<BuiltBook::Lead>> entries_;  // of each list
    std::size_t group_count_ = 1;
};

}  // namespace needfirst::text
