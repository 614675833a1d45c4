// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/attention.hpp"
#include "text/built_book.hpp"
#include "text/phrase_book.hpp"
#include "text/places.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace needfirst::text {

/// A word of a sentence: the symbols it stands for, and where it is in the text.
struct Spoken {
    std::array<std::uint32_t, 3> symbols;
    std::uint8_t symbol_count;
    bool parted;  ///< a comma, a bracket or a dash is between it and the word before
    std::uint32_t begin, end;
};

/// Tries the phrases of a book on sentences of less than 64 * Words words. All places where an element can stand are
/// followed at once, as bits, so a sentence costs as much as what is tried on it has elements, whatever it repeats.
template <std::size_t Words>
class Hearing {
public:
    using Here = Places<Words>;

    explicit Hearing(const BuiltBook& book)
        : book_(book),
          symbols_(book.symbols.size()),
          choices_(book.choices.size()),
          groups_(book.group_count),
          units_(book.units.size()),
          lists_(book.entries.size()),
          from_anywhere_(book.entries.size()),
          present_bits_(book.needed_words) {}

    /// Adds the hits of the phrases attended to; then, of the groups heard so far in the sentence, those that are heard
    /// beside others. `regexes`: groups that regular expressions heard.
    void hear(std::span<const Spoken> sentence, const Attention& attention, std::span<const std::uint32_t> regexes,
              std::vector<Hit>& hits) {
        sentence_ = sentence;
        heard_.clear();
        take_in();
        for (const std::uint32_t group : regexes) hear_group(group);
        for (std::size_t word = 0; word < attention.rarest.size(); ++word)
            for (std::uint64_t left = present_bits_[word] & attention.rarest[word]; left != 0; left &= left - 1)
                for (const auto& chance :
                     attention.chances[word * 64 + static_cast<std::size_t>(std::countr_zero(left))])
                    if (is_present(chance.need)) follow(book_.phrases[chance.lead], hits);
        for (std::size_t i = 0, all = heard_.size(); i < all; ++i)
            for (const BuiltBook::Lead& lead : book_.unless[heard_[i]]) follow(lead, hits);
    }
    bool heard(std::uint32_t group) const { return groups_[group] == now_; }

private:
    using Step = BuiltBook::Step;
    template <class T>
    struct Kept {
        std::uint32_t of = 0;  // the sentence it is of
        T value{};
    };
    /// Where a phrase has come to: places right behind its last word, where what follows may not be parted from it, and
    /// places that a gap reaches.
    struct Stand {
        Here close, loose;
        Here all() const { return close | loose; }
        bool any() const { return all().any(); }
    };

    void take_in() {
        ++now_;
        present_.clear();
        parted_ = {};
        for (std::size_t i = 0; i < sentence_.size(); ++i) {
            const Spoken& word = sentence_[i];
            if (word.parted) parted_.add(i);
            for (std::size_t s = 0; s < word.symbol_count; ++s) {
                auto& places = symbols_[word.symbols[s]];
                if (places.of != now_) {
                    places = {now_, {}};
                    present_.push_back(word.symbols[s]);
                }
                places.value.add(i);
            }
        }
        std::fill(present_bits_.begin(), present_bits_.end(), 0);
        for (const std::uint32_t symbol : present_)
            for (const BuiltBook::Needed& needed : book_.needed[symbol]) present_bits_[needed.word] |= needed.bits;
    }

    const Here& places_of(std::uint32_t choice) {
        auto& kept = choices_[choice];
        if (kept.of == now_) return kept.value;
        kept = {now_, {}};
        if (const std::uint32_t set = book_.sets[choice]; set == BuiltBook::no_set) {
            for (const std::uint32_t symbol : book_.choices[choice])
                if (symbols_[symbol].of == now_) kept.value |= symbols_[symbol].value;
        } else {
            for (const std::uint32_t symbol : present_)
                if (book_.members[set + symbol / 64] >> (symbol % 64) & 1) kept.value |= symbols_[symbol].value;
        }
        return kept.value;
    }

    void follow(const BuiltBook::Lead& lead, std::vector<Hit>& hits) {
        if (may_be(lead) && meet(lead.pair) && try_once(lead.unit, hits)) hear_group(lead.group);
    }
    // Many leads may lead to a unit.
    bool try_once(std::uint32_t unit, std::vector<Hit>& hits) {
        return std::exchange(units_[unit], now_) != now_ && try_unit(book_.units[unit], hits);
    }
    void hear_group(std::uint32_t group) {
        if (groups_[group] == now_) return;
        groups_[group] = now_;
        heard_.push_back(group);
    }

    // Whether the sentence has what the unit needs.
    bool may_be(const BuiltBook::Lead& lead) const {
        for (const std::uint32_t need : lead.needs) {
            if (need == BuiltBook::none) return true;
            if (!is_present(need)) return false;
        }
        return true;
    }
    bool is_present(std::uint32_t need) const { return (present_bits_[need / 64] >> (need % 64) & 1) != 0; }

    // Whether the two are as near each other as the unit has them.
    bool meet(const BuiltBook::Pair& pair) {
        if (pair.behind == BuiltBook::none) return true;
        const Here& behind = places_of(pair.behind);
        if (pair.before == BuiltBook::Pair::beginning) return (behind & Here::up_to(pair.most)).any();
        const Here reached = places_of(pair.before).moved(1u + pair.least).widened(std::size_t{pair.most} - pair.least);
        return (behind & reached).any();
    }

    // Steps of the entries that may be in the sentence.
    const std::vector<std::uint32_t>& entries_of(std::uint32_t list) {
        auto& kept = lists_[list];
        if (kept.of == now_) return kept.value;
        kept.of = now_;
        kept.value.clear();
        for (const BuiltBook::Lead& lead : book_.entries[list])
            if (may_be(lead)) kept.value.push_back(book_.units[lead.unit].step);
        return kept.value;
    }

    // Where the step can begin; perhaps more than that.
    Here beginnings(const Step& step) {
        Here found;
        switch (step.kind) {
            case Step::Kind::words: return places_of(step.first);
            case Step::Kind::either:
            case Step::Kind::optional:
                for (std::uint32_t i = step.first; i < step.last; ++i) found |= beginnings(book_.steps[i]);
                return found;
            case Step::Kind::sequence:
                for (std::uint32_t i = step.first; i < step.last; ++i) {
                    found |= beginnings(book_.steps[i]);
                    if (book_.steps[i].kind != Step::Kind::optional) break;
                }
                return found;
            case Step::Kind::list:
                for (const std::uint32_t entry : entries_of(step.first)) found |= beginnings(book_.steps[entry]);
                return found;
            default: return Here::up_to(sentence_.size());
        }
    }

    Stand pass_word(const Step& step, const Stand& from) {
        return {((from.close.without(parted_) | from.loose) & places_of(step.first)).moved(1), {}};
    }
    Stand pass_gap(const Step& step, const Stand& from) const {
        return {from.close, from.all().widened(step.reach) & Here::up_to(sentence_.size())};
    }

    Stand pass(const Step& step, const Stand& from) {
        Stand to;
        switch (step.kind) {
            case Step::Kind::words: return pass_word(step, from);
            case Step::Kind::gap: return pass_gap(step, from);
            case Step::Kind::sequence:
                to = from;
                for (std::uint32_t i = step.first; i < step.last; ++i) {
                    const Step& part = book_.steps[i];
                    if (part.kind == Step::Kind::words) to = pass_word(part, to);
                    else if (part.kind == Step::Kind::gap) to = pass_gap(part, to);
                    else to = pass(part, to);
                    if (!to.any()) return to;
                }
                return to;
            case Step::Kind::optional: to = from; [[fallthrough]];
            case Step::Kind::either:
                for (std::uint32_t i = step.first; i < step.last; ++i) unite(to, pass(book_.steps[i], from));
                return to;
            case Step::Kind::list: return pass_list(step.first, from);
            case Step::Kind::start: to.loose = from.all() & Here::up_to(0); return to;
            case Step::Kind::end: to.close = from.close.without(Here::up_to(sentence_.size() - 1)); return to;
        }
        return to;
    }

    // Many phrases begin with the same lists: from anywhere in the sentence a list is followed once.
    Stand pass_list(std::uint32_t list, const Stand& from) {
        auto& kept = from_anywhere_[list];
        const bool anywhere = from.loose == Here::up_to(sentence_.size());
        if (anywhere && kept.of == now_) return kept.value;
        Stand to;
        for (const std::uint32_t entry : entries_of(list)) unite(to, pass(book_.steps[entry], from));
        if (anywhere) kept = {now_, to};
        return to;
    }

    static void unite(Stand& into, const Stand& other) {
        into.close |= other.close;
        into.loose |= other.loose;
    }

    // Of each end, the beginning that is nearest.
    bool try_unit(const BuiltBook::Unit& unit, std::vector<Hit>& hits) {
        const Step& step = book_.steps[unit.step];
        const Here allowed = Here::up_to(std::min<std::size_t>(unit.latest, sentence_.size()));
        Here ends = pass(step, {{}, allowed}).close;
        if (!ends.any()) return false;
        Here beginning = beginnings(step) & allowed;
        bool one = beginning.count() == 1;
        while (ends.any()) {
            const std::size_t begin = beginning.last();
            Here only;
            only.add(begin);
            const Here mine = one ? ends : pass(step, {{}, only}).close & ends;
            mine.for_each([&](std::size_t end) {
                hits.push_back({unit.owner, sentence_[begin].begin, sentence_[end - 1].end});
            });
            ends = ends.without(mine);
            beginning = beginning.without(only);
            one = beginning.count() == 1;
        }
        return true;
    }

    const BuiltBook& book_;
    std::span<const Spoken> sentence_;
    std::uint32_t now_ = 0;  // the sentence, counted
    Here parted_;
    std::vector<std::uint32_t> present_, heard_;  // symbols; groups
    std::vector<Kept<Here>> symbols_, choices_;
    std::vector<std::uint32_t> groups_, units_;  // when heard, when tried
    std::vector<Kept<std::vector<std::uint32_t>>> lists_;
    std::vector<Kept<Stand>> from_anywhere_;   // by list
    std::vector<std::uint64_t> present_bits_;  // needed choices
};

}  // namespace needfirst::text
