// SPDX-License-Identifier: Apache-2.0
#include "rule/judge.hpp"

#include "rule/verdict.hpp"
#include "rule/walk.hpp"
#include "text/language.hpp"

namespace needfirst::rule {
namespace {

using model::Course;
using model::Passage;

constexpr std::size_t language_sample = 4000;

// Enough of the course's text to tell its language.
std::string sample(const Course& course) {
    std::string text = course.title + "\n";
    for (const Passage& statement : course.statements) {
        if (text.size() > language_sample) break;
        text += statement.text.substr(0, language_sample) + "\n";
    }
    for (const model::Item& item : course.items) {
        if (text.size() > language_sample) break;
        text += item.title + "\n";
        for (const Passage& passage : item.passages) text += passage.text.substr(0, 1000) + "\n";
    }
    return text;
}

}  // namespace

struct Judge::State {
    explicit State(const RuleSet& set) : rules(set) {
        for (const auto& [language, book] : rules.books) listeners.try_emplace(language, rules, book);
    }
    const RuleSet& rules;
    std::map<std::string, Listener> listeners;
};

Judge::Judge(const RuleSet& rules) : state_(std::make_unique<State>(rules)) {}
Judge::~Judge() = default;
Judge::Judge(const Judge& other) : state_(std::make_unique<State>(*other.state_)) {}
Judge::Judge(Judge&&) noexcept = default;

Heard Judge::listen(const Course& course, std::string_view package) {
    const std::string declared = text::language_code(course.language);
    const std::string heard_language = text::detect_language(sample(course));
    std::string language = !heard_language.empty() ? heard_language : declared;
    const std::string& fallback = state_->rules.packs.front().language;
    auto listener = state_->listeners.find(language.empty() ? fallback : language);
    const bool understood = listener != state_->listeners.end();
    if (!understood) listener = state_->listeners.find(fallback);
    Heard heard = listen_to(state_->rules, listener->second, course, package);
    heard.understood = understood;
    heard.facts.identifier = course.identifier;
    heard.facts.title = course.title;
    heard.facts.language = language;
    heard.facts.provider = course.provider;
    heard.facts.category = course.category;
    heard.facts.names = course.names;
    heard.fragment = course.fragment;
    heard.retired = heard.facts.retired = course.retired;
    heard.listed = course.listed;
    heard.last_of_programme = course.last_of_programme;
    return heard;
}

model::Judgement Judge::decide(Heard&& heard) const { return reach_verdict(std::move(heard), state_->rules); }

}  // namespace needfirst::rule
