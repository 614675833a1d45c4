// SPDX-License-Identifier: Apache-2.0
#include "rule/trial.hpp"

#include "rule/judge.hpp"
#include "rule/listener.hpp"
#include "rule/signs.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

namespace needfirst::rule {
namespace {

bool is_heard(Listener& listener, const Signal& signal, std::size_t number, const std::string& example) {
    // An example is tried in the first field that the signal listens in.
    const auto field = static_cast<model::Field>((signal.fields & bit(model::Field::description))
                                                     ? static_cast<unsigned>(model::Field::description)
                                                     : static_cast<unsigned>(std::countr_zero(signal.fields)));
    for (const HeardSentence& sentence : listener.hear(example, field))
        for (const auto& voice : sentence.voices)
            if (voice.signal == number) return true;
    return false;
}

// Small signs are weighed over a text, not in a sentence.
bool is_weighed(Listener& listener, const RuleSet& rules, std::size_t number, const std::string& example) {
    listener.take_half_words();
    listener.hear(example, model::Field::description);
    SignCount count(rules);
    count.hear(listener.signs(), 0);
    const auto rung = count.rung(static_cast<double>(listener.take_half_words()) / 2);
    return std::any_of(rung.begin(), rung.end(), [&](const auto& one) { return one.signal == number; });
}

bool rings(const Rule& rule, const model::Judgement& judged) {
    return std::any_of(judged.findings.begin(), judged.findings.end(),
                       [&](const auto& finding) { return finding.rule == rule.id; });
}

void gather_lists(const text::Phrase& phrase, std::set<std::string>& used) {
    if (phrase.kind == text::Phrase::Kind::list) used.insert(phrase.text);
    for (const text::Phrase& part : phrase.parts) gather_lists(part, used);
}

}  // namespace

Trial try_examples(const RuleSet& rules) {
    Trial trial;
    std::map<std::string, Listener> listeners;
    for (const auto& [language, book] : rules.books) listeners.try_emplace(language, rules, *book);
    for (std::size_t i = 0; i < rules.signals.size(); ++i) {
        const Signal& signal = rules.signals[i];
        Listener& listener = listeners.at(signal.language);
        trial.examples += signal.yes.size() + signal.no.size();
        const auto heard = [&](const std::string& example) {
            return signal.signs.empty() ? is_heard(listener, signal, i, example)
                                        : is_weighed(listener, rules, i, example);
        };
        for (const std::string& yes : signal.yes)
            if (!heard(yes)) trial.failures.push_back({signal.place, "not heard, but should be: \"" + yes + "\""});
        for (const std::string& no : signal.no)
            if (heard(no)) trial.failures.push_back({signal.place, "heard, but should not be: \"" + no + "\""});
    }
    Judge judge(rules);
    for (const Rule& rule : rules.rules) {
        for (const Example& example : rule.examples) {
            ++trial.examples;
            if (rule.about == About::catalogue) continue;  // one course is no catalogue
            if (rings(rule, judge.judge(example.course, "example")) == example.rings) continue;
            trial.failures.push_back({example.place, rule.id + (example.rings ? " is silent here, but should ring"
                                                                              : " rings here, but should be silent")});
        }
    }
    return trial;
}

std::vector<Failure> lint(const RuleSet& rules) {
    std::vector<Failure> found;
    std::vector<std::set<std::string>> used(rules.packs.size());
    for (const Signal& signal : rules.signals) {
        std::set<std::string> seen;
        for (const auto* entries : {&signal.phrases, &signal.unless})
            for (const Entry& entry : *entries) {
                gather_lists(entry.phrase, used[signal.pack]);
                if (!seen.insert(entry.source).second)
                    found.push_back({entry.place, "this phrase stands twice: '" + entry.source + "'"});
            }
        for (const auto& [name, entries] : signal.lists)
            for (const text::Phrase& entry : entries) gather_lists(entry, used[signal.pack]);
    }
    for (std::size_t i = 0; i < rules.packs.size(); ++i) {
        for (const auto& [name, entries] : rules.packs[i].lists)
            for (const text::Phrase& entry : entries) gather_lists(entry, used[i]);
        for (const auto& [name, place] : rules.packs[i].list_places)
            if (!used[i].count(name)) found.push_back({place, "no phrase uses the list {" + name + "}"});
    }
    return found;
}

}  // namespace needfirst::rule
