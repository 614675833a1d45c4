// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"
#include "text/phrase_book.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::rule {

/// The need that hearing a signal tells by itself: a recognised reason counts as implied.
model::Need need_of(const Signal& signal);

/// One sentence, after its signals silenced each other.
struct HeardSentence {
    std::size_t begin = 0, end = 0;  ///< in the passage
    std::size_t line = 0, number = 0;
    model::Field field = model::Field::body;
    struct Voice {
        std::uint32_t signal;
        std::uint32_t begin, end;  ///< words it was heard in
    };
    std::vector<Voice> voices;  ///< each signal once
    Mask says = 0;              ///< of all voices
    Mask parts = 0;             ///< of witnesses
    model::Need need = model::Need::none;
    std::uint32_t need_signal = 0;  ///< that decided it
    bool taken_back = false;        ///< it would have been a need but for a takes-back signal
};

/// A small sign heard in the sentence [begin, end) of a passage.
struct HeardSign {
    std::uint32_t meaning;  ///< index into RuleSet::meanings
    std::size_t begin, end;
};

/// Listens to passages of one language and settles, sentence by sentence, what was really said.
class Listener {
public:
    Listener(const RuleSet& rules, const text::PhraseBook& book);

    /// Sentences of a passage in which something was said; the reference lives until the next call.
    /// `spoken_to`: learners meet only in sentences that speak to them (says: address), as in pages that teach. No such
    /// rule where no signal of the language says address.
    const std::vector<HeardSentence>& hear(std::string_view text, model::Field field, bool spoken_to = false);
    /// Small signs in the passage heard last, in order of their sentences; lives until the next call of hear().
    const std::vector<HeardSign>& signs() const { return signs_; }
    /// The field that a heading in the passage heard last opened (see Signal::opens).
    std::optional<model::Field> opened() const { return field_ == given_field_ ? std::nullopt : std::optional(field_); }
    std::uint64_t take_half_words() { return ear_.take_half_words(); }

private:
    void settle(const text::Sentence& sentence, std::string_view text);
    void gather(std::span<const text::Hit> hits, HeardSentence& into);
    void listen_as(model::Field field);
    void weigh_need(HeardSentence& sentence);
    void read_heading(HeardSentence& sentence, std::string_view text);

    const RuleSet& rules_;
    text::Ear ear_;
    std::vector<HeardSentence> heard_;
    std::vector<HeardSign> signs_;
    std::vector<std::uint32_t> silenced_;
    std::array<std::vector<std::uint8_t>, model::field_names.size()> wanted_;  ///< signals, by field
    model::Field given_field_ = model::Field::body, field_ = model::Field::body;
    bool knows_address_ = false, spoken_to_ = false;
    std::size_t line_ = 0, counted_to_ = 0;
};

}  // namespace needfirst::rule
