// SPDX-License-Identifier: Apache-2.0
#include "rule/trial.hpp"

#include "rule/course_examples.hpp"
#include "rule/listener.hpp"
#include "rule/signs.hpp"

#include <algorithm>
#include <bit>
#include <map>

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
    const auto& silencers = rules.signals[number].silencers;
    for (const HeardSentence& sentence : listener.hear(example, model::Field::description))
        for (const auto& voice : sentence.voices)
            if (std::find(silencers.begin(), silencers.end(), voice.signal) != silencers.end()) return false;
    SignCount count(rules);
    count.hear(listener.signs(), 0);
    const auto rung = count.rung(static_cast<double>(listener.take_half_words()) / 2);
    return std::any_of(rung.begin(), rung.end(), [&](const auto& one) { return one.signal == number; });
}

bool is_heard(Listener& listener, const RuleSet& rules, std::size_t number, const std::string& example) {
    return rules.signals[number].signs.empty() ? is_heard(listener, rules.signals[number], number, example)
                                               : is_weighed(listener, rules, number, example);
}

}  // namespace

std::vector<bool> outcomes_of(Listener& listener, const RuleSet& rules, std::size_t number) {
    std::vector<bool> found;
    for (const auto* examples : {&rules.signals[number].yes, &rules.signals[number].no})
        for (const std::string& example : *examples) found.push_back(is_heard(listener, rules, number, example));
    return found;
}

Trial try_examples(const RuleSet& rules) {
    Trial trial;
    std::map<std::string, Listener> listeners;
    for (const auto& [language, book] : rules.books) listeners.try_emplace(language, rules, book);
    for (std::size_t i = 0; i < rules.signals.size(); ++i) {
        const Signal& signal = rules.signals[i];
        const std::vector<bool> heard = outcomes_of(listeners.at(signal.language), rules, i);
        trial.examples += heard.size();
        for (std::size_t n = 0; n < heard.size(); ++n) {
            const bool wanted = n < signal.yes.size();
            if (heard[n] == wanted) continue;
            trial.failures.push_back(
                {signal.place, wanted ? "not heard, but should be: \"" + signal.yes[n] + "\""
                                      : "heard, but should not be: \"" + signal.no[n - signal.yes.size()] + "\""});
        }
    }
    const CourseExamples courses(rules);
    for (const Rule& rule : rules.rules) {
        trial.examples += rule.examples.size();
        for (const Example* example : courses.wrong(rule))
            trial.failures.push_back(
                {example->place, rule.id + (example->rings ? " is silent here, but should ring"
                                                           : " rings here, but should be silent")});
    }
    for (const VerdictRule& verdict : rules.verdicts) {
        trial.examples += verdict.examples.size();
        for (const Example* example : courses.wrong(verdict))
            trial.failures.push_back({example->place, "another verdict is reached here than " +
                                                          std::string(model::name(verdict.verdict)) +
                                                          " for this reason"});
    }
    return trial;
}

}  // namespace needfirst::rule
