// SPDX-License-Identifier: Apache-2.0
#include "rule/said.hpp"

#include <algorithm>
#include <cstdint>

namespace needfirst::rule {
namespace {

using text::Phrase;
using Kind = Phrase::Kind;

constexpr std::size_t fewest = 8, widest_gap = 8;
constexpr std::string_view filler = "zzyx";

class Speaker {
public:
    Speaker(const text::PhraseBook::Lists& lists, std::size_t number) : lists_(lists), number_(number) {}

    std::string text(const Phrase& phrase) {
        say(phrase);
        if (!at_start_) text_ = std::string(filler) + " " + text_;
        if (!at_end_) text_ += " " + std::string(filler);
        return std::move(text_);
    }
    std::size_t most_alternatives() const { return most_; }

private:
    void word(std::string_view one) { text_ += (text_.empty() ? "" : " ") + std::string(one); }

    // Another choice takes another turn, so that not all second alternatives come together.
    void choose(const std::vector<Phrase>& of) {
        most_ = std::max(most_, of.size());
        say(of[(number_ + choices_++ * (number_ / std::max<std::size_t>(of.size(), 1))) % of.size()]);
    }

    void say(const Phrase& phrase) {
        switch (phrase.kind) {
            case Kind::word:
            case Kind::exact: return word(phrase.text);
            case Kind::number: return word("7");
            case Kind::percent: return word("7%");
            case Kind::money: return word("$7");
            case Kind::hashtag: return word("#zzyx");
            case Kind::gap:
                if (number_ % 2 == 1)
                    for (std::size_t i = 0; i < std::min<std::size_t>(phrase.reach, widest_gap); ++i) word(filler);
                return;
            case Kind::optional:
                if ((number_ / 2 + choices_++) % 2 == 1) say(phrase.parts.front());
                return;
            case Kind::either: return choose(phrase.parts);
            case Kind::list:
                if (const auto* entries = lists_(phrase.text); entries && !entries->empty()) choose(*entries);
                return;
            case Kind::start: at_start_ = true; return;
            case Kind::end: at_end_ = true; return;
            case Kind::sequence:
                for (const Phrase& part : phrase.parts) say(part);
        }
    }

    const text::PhraseBook::Lists& lists_;
    std::size_t number_, choices_ = 0, most_ = 0;
    std::string text_;
    bool at_start_ = false, at_end_ = false;
};

}  // namespace

std::vector<std::string> said(const Phrase& phrase, const text::PhraseBook::Lists& lists, std::size_t most) {
    std::vector<std::string> texts;
    for (std::size_t i = 0, wanted = fewest; i < std::min(wanted, most); ++i) {
        Speaker speaker(lists, i);
        texts.push_back(speaker.text(phrase));
        wanted = std::max(wanted, 2 * speaker.most_alternatives());
    }
    return texts;
}

}  // namespace needfirst::rule
