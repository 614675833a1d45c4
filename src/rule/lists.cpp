// SPDX-License-Identifier: Apache-2.0
#include "rule/lists.hpp"

#include <algorithm>
#include <deque>

namespace needfirst::rule {

using text::Phrase;

const std::vector<Phrase>* list_of(const RuleSet& rules, const Signal& signal, std::string_view name) {
    const std::string key(name);
    if (const auto own = signal.lists.find(key); own != signal.lists.end()) return &own->second;
    const auto& shared = rules.packs[signal.pack].lists;
    const auto found = shared.find(key);
    return found == shared.end() ? nullptr : &found->second;
}

void gather_lists(const Phrase& phrase, std::set<std::string>& names) {
    if (phrase.kind == Phrase::Kind::list) names.insert(phrase.text);
    for (const Phrase& part : phrase.parts) gather_lists(part, names);
}

std::set<std::string> lists_used(const RuleSet& rules, const Signal& signal) {
    std::set<std::string> found;
    for (const auto* entries : {&signal.phrases, &signal.unless})
        for (const Entry& entry : *entries) gather_lists(entry.phrase, found);
    for (const Signal::Sign& sign : signal.signs) gather_lists(sign.entry.phrase, found);
    for (std::size_t before = 0; before != found.size();) {
        before = found.size();
        for (const std::string& name : std::set<std::string>(found))
            if (const auto* list = list_of(rules, signal, name))
                for (const Phrase& entry : *list) gather_lists(entry, found);
    }
    return found;
}

std::optional<Phrase> without(const Phrase& phrase, const std::set<std::string>& gone) {
    if (phrase.kind == Phrase::Kind::list) return gone.contains(phrase.text) ? std::nullopt : std::optional(phrase);
    if (phrase.parts.empty()) return phrase;
    Phrase left = phrase;
    left.parts.clear();
    for (const Phrase& part : phrase.parts) {
        auto kept = without(part, gone);
        if (kept) left.parts.push_back(std::move(*kept));
        else if (phrase.kind == Phrase::Kind::sequence && part.kind != Phrase::Kind::optional) return std::nullopt;
    }
    if (left.parts.empty()) return std::nullopt;
    return left;
}

std::vector<Entries> entries_of(const RuleSet& rules) {
    std::vector<Entries> found(rules.signals.size());
    for (std::uint32_t id = 0; id < rules.meanings.size(); ++id) {
        const RuleSet::Meaning& meaning = rules.meanings[id];
        Entries& of = found[meaning.signal];
        (meaning.weight != 0 ? of.signs : meaning.silences ? of.unless : of.phrases).push_back(id);
    }
    return found;
}

namespace {

// With a list go those that have no entry without it.
std::set<std::string> gone_with(const RuleSet& rules, const Signal& signal, const std::string& list) {
    std::set<std::string> gone = {list};
    const std::set<std::string> used = lists_used(rules, signal);
    for (std::size_t before = 0; before != gone.size();) {
        before = gone.size();
        for (const std::string& name : used) {
            const auto* entries = list_of(rules, signal, name);
            if (entries && std::none_of(entries->begin(), entries->end(),
                                        [&](const Phrase& entry) { return without(entry, gone).has_value(); }))
                gone.insert(name);
        }
    }
    return gone;
}

}  // namespace

text::PhraseBook small_book(const RuleSet& rules, const std::vector<Entries>& entries,
                            const std::vector<std::size_t>& signals, const std::string& gone) {
    text::PhraseBook book(rules.signals[signals.front()].language);
    std::deque<std::map<std::string, std::vector<Phrase>, std::less<>>> all_left;  // a book wants its lists until built
    for (const std::size_t number : signals) {
        const Signal& signal = rules.signals[number];
        const std::set<std::string> missing = gone.empty() ? std::set<std::string>() : gone_with(rules, signal, gone);
        auto& left = all_left.emplace_back();
        for (const std::string& name : lists_used(rules, signal))
            if (const auto* list = list_of(rules, signal, name))
                for (const Phrase& entry : *list)
                    if (auto kept = without(entry, missing)) left[name].push_back(std::move(*kept));
        const text::PhraseBook::Lists lists = [&](std::string_view name) -> const std::vector<Phrase>* {
            const auto found = left.find(name);
            return found == left.end() ? nullptr : &found->second;
        };
        const auto enter = [&](const Entry& entry, std::uint32_t id) {
            const text::Group group{static_cast<std::uint32_t>(number), rules.meanings[id].silences};
            if (entry.regex) return book.add_regex(entry.source, id, group);
            if (const auto kept = without(entry.phrase, missing)) book.add(*kept, id, lists, group);
        };
        for (std::size_t i = 0; i < signal.phrases.size(); ++i) enter(signal.phrases[i], entries[number].phrases[i]);
        for (std::size_t i = 0; i < signal.unless.size(); ++i) enter(signal.unless[i], entries[number].unless[i]);
        for (std::size_t i = 0; i < signal.signs.size(); ++i) enter(signal.signs[i].entry, entries[number].signs[i]);
    }
    book.build();
    return book;
}

}  // namespace needfirst::rule
