// SPDX-License-Identifier: Apache-2.0
#include "rule/listener.hpp"

#include <algorithm>

namespace needfirst::rule {
namespace {

constexpr Mask need_says = bit(Says::stated) | bit(Says::implied) | bit(Says::witness);
// Witnesses that, in the sentence before or behind a gap, make a statement of it. Who works there is said everywhere.
constexpr Mask telling_parts =
    bit(Part::measure) | bit(Part::cost) | bit(Part::when) | bit(Part::cause) | bit(Part::voice);
constexpr std::size_t longest_heading = 70;

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// "Photos marked by the tutor; membership of our guild": what is said of the one entry is not said of the other.
bool in_one_clause(std::string_view text, std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    const std::size_t from = std::min(a_end, b_end), to = std::max(a, b);
    if (from >= to) return true;
    const std::string_view between = text.substr(from, to - from);
    for (const std::string_view mark : {";", " / ", " + ", " | ", "\u2022", "\u2611", "\u2713", "\u00b7"})
        if (between.find(mark) != std::string_view::npos) return false;
    return true;
}

}  // namespace

model::Need need_of(const Signal& signal) {
    return (signal.says & bit(Says::stated))                          ? model::Need::stated
           : (signal.says & (bit(Says::implied) | bit(Says::reason))) ? model::Need::implied
                                                                      : model::Need::none;
}

Listener::Listener(const RuleSet& rules, const text::PhraseBook& book) : rules_(rules), ear_(book) {
    knows_address_ = std::any_of(rules.signals.begin(), rules.signals.end(), [&](const Signal& signal) {
        return (signal.says & bit(Says::address)) && &rules.books.at(signal.language) == &book;
    });
    for (std::size_t field = 0; field < wanted_.size(); ++field)
        for (const Signal& signal : rules.signals)
            wanted_[field].push_back(signal.opens || (signal.fields & bit(static_cast<model::Field>(field))));
}

void Listener::listen_as(model::Field field) {
    field_ = field;
    ear_.attend(wanted_[static_cast<std::size_t>(field)]);
}

const std::vector<HeardSentence>& Listener::hear(std::string_view text, model::Field field, bool spoken_to) {
    heard_.clear();
    signs_.clear();
    spoken_to_ = spoken_to && knows_address_;
    given_field_ = field;
    listen_as(field);
    line_ = counted_to_ = 0;
    ear_.listen(text, [&](const text::Sentence& sentence) { settle(sentence, text); });
    for (std::size_t i = 0; i < heard_.size(); ++i) {
        HeardSentence& here = heard_[i];
        if (here.need != model::Need::implied || !(here.parts & bit(Part::gap))) continue;
        const auto tells = [&](std::size_t other) {
            return !heard_[other].taken_back && (heard_[other].parts & telling_parts) != 0 &&
                   (heard_[other].number + 1 == here.number || here.number + 1 == heard_[other].number);
        };
        if ((i > 0 && tells(i - 1)) || (i + 1 < heard_.size() && tells(i + 1))) here.need = model::Need::stated;
    }
    return heard_;
}

void Listener::settle(const text::Sentence& sentence, std::string_view text) {
    const model::Field heard_as = field_;
    HeardSentence found;
    found.begin = sentence.begin;
    found.end = sentence.begin + sentence.text.size();
    found.number = sentence.number;
    line_ += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted_to_),
                                                 text.begin() + static_cast<std::ptrdiff_t>(found.begin), '\n'));
    counted_to_ = found.begin;
    found.line = line_;

    const std::size_t signs_before = signs_.size();
    gather(sentence.hits, found);
    found.field = field_;
    read_heading(found, text);
    if (found.field != heard_as) {
        signs_.resize(signs_before);
        gather(ear_.again(), found);
    }
    const auto drop = [&](const auto& unwanted) {
        found.voices.erase(std::remove_if(found.voices.begin(), found.voices.end(), unwanted), found.voices.end());
    };
    drop([&](const auto& v) {
        return contains(silenced_, v.signal) || !(rules_.signals[v.signal].fields & bit(found.field));
    });
    const auto audible = found.voices;
    drop([&](const auto& v) {
        for (const std::size_t silencer : rules_.signals[v.signal].silencers)
            for (const auto& other : audible)
                if (other.signal == silencer) return true;
        return false;
    });
    for (const auto& v : found.voices) found.says |= rules_.signals[v.signal].says;
    const bool unaddressed = spoken_to_ && !(found.says & bit(Says::address));
    if ((found.says & bit(Says::not_social)) || unaddressed) {
        const auto denied = found.voices;
        drop([&](const auto& v) {
            if (!(rules_.signals[v.signal].says & bit(Says::social))) return false;
            return unaddressed || std::any_of(denied.begin(), denied.end(), [&](const auto& other) {
                       return (rules_.signals[other.signal].says & bit(Says::not_social)) &&
                              in_one_clause(text, v.begin, v.end, other.begin, other.end);
                   });
        });
        found.says = 0;
        for (const auto& v : found.voices) found.says |= rules_.signals[v.signal].says;
    }
    weigh_need(found);
    if (!found.voices.empty()) heard_.push_back(std::move(found));
}

void Listener::gather(std::span<const text::Hit> hits, HeardSentence& into) {
    silenced_.clear();
    into.voices.clear();
    for (const text::Hit& hit : hits) {
        const RuleSet::Meaning meaning = rules_.meanings[hit.phrase];
        if (meaning.weight != 0) {
            if (rules_.signals[meaning.signal].fields & bit(field_))
                signs_.push_back({hit.phrase, into.begin, into.end});
            continue;
        }
        if (meaning.silences) {
            silenced_.push_back(meaning.signal);
            continue;
        }
        const auto same = std::find_if(into.voices.begin(), into.voices.end(),
                                       [&](const auto& v) { return v.signal == meaning.signal; });
        if (same == into.voices.end()) into.voices.push_back({meaning.signal, hit.begin, hit.end});
        else if (hit.end - hit.begin > same->end - same->begin) same->begin = hit.begin, same->end = hit.end;
    }
}

// "What you will learn:" - the lines below it are objectives, whatever field the export put them in.
void Listener::read_heading(HeardSentence& sentence, std::string_view text) {
    for (const auto& voice : sentence.voices) {
        const Signal& signal = rules_.signals[voice.signal];
        if (!signal.opens) continue;
        const std::size_t line_start = text.rfind('\n', voice.begin) + 1;  // npos + 1 == 0
        std::size_t line_end = text.find('\n', voice.end);
        if (line_end == std::string_view::npos) line_end = text.size();
        const bool leads = voice.begin - line_start <= 20;
        const bool colon = text.substr(voice.end, 4).find(':') != std::string_view::npos;
        if (!leads || (line_end - line_start > longest_heading && !colon)) continue;
        listen_as(*signal.opens);
        if (colon) sentence.field = field_;
        return;
    }
}

void Listener::weigh_need(HeardSentence& sentence) {
    const bool takes_back = (sentence.says & bit(Says::takes_back)) != 0;
    for (const auto& voice : sentence.voices) {
        const Signal& signal = rules_.signals[voice.signal];
        if (signal.part) sentence.parts |= bit(*signal.part);
        const model::Need says = need_of(signal);
        if (says > sentence.need) sentence.need = says, sentence.need_signal = voice.signal;
    }
    if (sentence.parts & bit(Part::gap)) {
        const bool more = (sentence.parts & ~bit(Part::gap)) != 0;
        const model::Need says = more ? model::Need::stated : model::Need::implied;
        if (says > sentence.need) {
            sentence.need = says;
            for (const auto& voice : sentence.voices)
                if (rules_.signals[voice.signal].part == Part::gap) sentence.need_signal = voice.signal;
        }
    }
    if (!takes_back || !(sentence.says & (need_says | bit(Says::reason)))) return;
    sentence.taken_back = sentence.need != model::Need::none;
    sentence.need = model::Need::none;
    sentence.parts = 0;
}

}  // namespace needfirst::rule
