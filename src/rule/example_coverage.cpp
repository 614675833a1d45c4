// SPDX-License-Identifier: Apache-2.0
#include "rule/example_coverage.hpp"

#include "rule/asking.hpp"
#include "rule/course_examples.hpp"
#include "rule/judge.hpp"
#include "rule/lists.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

using text::Phrase;

/// Listens to all examples of one language with a book in which every phrase, alternative and list entry has an id of
/// its own.
class Coverage {
public:
    explicit Coverage(const RuleSet& rules) : rules_(rules) {}

    ExampleCoverage whole() {
        gather_texts();
        for (const auto& [language, whole] : rules_.books) listen(language);
        for (std::size_t i = 0; i < rules_.signals.size(); ++i) count_signal(i);
        for (const Pack& pack : rules_.packs) count_lists(pack);
        conditions();
        return std::move(found_);
    }

private:
    void gather_texts() {
        for (const Signal& signal : rules_.signals)
            for (const auto* examples : {&signal.yes, &signal.no})
                for (const std::string& example : *examples) texts_[signal.language].push_back(example);
        const auto take = [&](const std::vector<Example>& examples) {
            for (const Example& example : examples)
                for (const model::Course& course : example.courses) gather(course);
        };
        for (const Rule& rule : rules_.rules) take(rule.examples);
        for (const VerdictRule& verdict : rules_.verdicts) take(verdict.examples);
    }

    void gather(const model::Course& course) {
        auto& texts = texts_[course.language.empty() ? rules_.packs.front().language : course.language];
        texts.push_back(course.title);
        for (const auto& passage : course.statements) texts.push_back(passage.text);
        for (const auto& section : course.sections) {
            texts.push_back(section.title);
            for (const auto& passage : section.passages) texts.push_back(passage.text);
        }
        for (const auto& item : course.items) {
            texts.push_back(item.title);
            for (const auto& passage : item.passages) texts.push_back(passage.text);
        }
    }

    static void alternatives(const Phrase& phrase, std::vector<const Phrase*>& into) {
        if (phrase.kind == Phrase::Kind::either)
            for (const Phrase& part : phrase.parts) into.push_back(&part);
        for (const Phrase& part : phrase.parts) alternatives(part, into);
    }

    void listen(const std::string& language) {
        text::PhraseBook book(language);
        units_.clear();
        const auto enter = [&](const Phrase& phrase, const Phrase* owner, const text::PhraseBook::Lists& lists) {
            if (!heard_.contains(&phrase)) heard_[&phrase] = false;
            try {
                book.add(phrase, static_cast<std::uint32_t>(units_.size()), lists);
                units_.emplace_back(&phrase, owner);
            } catch (const text::PhraseError&) {  // "[the]" alone is no phrase
                heard_[&phrase] = true;
            }
        };
        std::set<const Phrase*> entered;
        for (const Signal& signal : rules_.signals) {
            if (signal.language != language) continue;
            const text::PhraseBook::Lists lists = [&](std::string_view name) { return list_of(rules_, signal, name); };
            const auto enter_all = [&](const std::vector<Entry>& entries) {
                for (const Entry& entry : entries) {
                    if (entry.regex) continue;
                    enter(entry.phrase, nullptr, lists);
                    std::vector<const Phrase*> parts;
                    alternatives(entry.phrase, parts);
                    for (const Phrase* part : parts) enter(*part, &entry.phrase, lists);
                }
            };
            enter_all(signal.phrases);
            enter_all(signal.unless);
            for (const std::string& name : lists_used(rules_, signal))
                if (const auto* list = list_of(rules_, signal, name))
                    for (const Phrase& entry : *list)
                        if (entered.insert(&entry).second) enter(entry, nullptr, lists);
        }
        book.build();
        text::Ear ear(book);
        for (const std::string& text : texts_[language])
            ear.listen(text, [&](const text::Sentence& sentence) { take(sentence); });
    }

    // An alternative counts inside what its phrase was heard in.
    void take(const text::Sentence& sentence) {
        for (const text::Hit& hit : sentence.hits) {
            const Phrase *const phrase = units_[hit.phrase].first, *const owner = units_[hit.phrase].second;
            if (!owner) heard_[phrase] = true;
            else
                heard_[phrase] |= std::any_of(sentence.hits.begin(), sentence.hits.end(), [&](const text::Hit& of) {
                    return units_[of.phrase].first == owner && of.begin <= hit.begin && hit.end <= of.end;
                });
        }
    }

    void count(FileCoverage& file, bool heard, const Place& place, std::string what) {
        ++file.all;
        file.exercised += heard;
        if (!heard) found_.missed.push_back({place, std::move(what)});
    }

    void count_signal(std::size_t number) {
        const Signal& signal = rules_.signals[number];
        FileCoverage file{signal.place.file};
        for (const auto* entries : {&signal.phrases, &signal.unless})
            for (const Entry& entry : *entries) {
                if (entry.regex) continue;
                const bool heard = heard_[&entry.phrase];
                count(file, heard, entry.place, fmt::format("no example has '{}'", entry.source));
                if (!heard) continue;
                std::vector<const Phrase*> parts;
                alternatives(entry.phrase, parts);
                for (const Phrase* part : parts)
                    count(file, heard_[part], entry.place,
                          fmt::format("no example has the alternative '{}' of '{}'", words_of(*part), entry.source));
            }
        for (const auto& [name, entries] : signal.lists) count_list(file, name, entries, signal.list_places.at(name));
        found_.signals.push_back(std::move(file));
    }

    void count_list(FileCoverage& file, const std::string& name, const std::vector<Phrase>& entries,
                    const Place& place) {
        for (const Phrase& entry : entries)
            count(file, heard_[&entry], place, fmt::format("no example has '{}' of {{{}}}", words_of(entry), name));
    }

    void count_lists(const Pack& pack) {
        std::map<std::string, FileCoverage> files;
        for (const auto& [name, entries] : pack.lists) {
            const Place& place = pack.list_places.at(name);
            FileCoverage& file = files[place.file];
            file.file = place.file;
            count_list(file, name, entries, place);
        }
        for (auto& [name, file] : files) found_.lists.push_back(std::move(file));
    }

    // A phrase again as it may have been written.
    static std::string words_of(const Phrase& phrase) {
        switch (phrase.kind) {
            case Phrase::Kind::word: return phrase.text;
            case Phrase::Kind::exact: return "=" + phrase.text;
            case Phrase::Kind::list: return "{" + phrase.text + "}";
            case Phrase::Kind::number: return "#";
            case Phrase::Kind::percent: return "#%";
            case Phrase::Kind::money: return "#money";
            case Phrase::Kind::hashtag: return "#tag";
            case Phrase::Kind::gap: return "..";
            case Phrase::Kind::start: return "^";
            case Phrase::Kind::end: return "$";
            case Phrase::Kind::optional: return "[" + words_of(phrase.parts.front()) + "]";
            default: break;
        }
        const bool either = phrase.kind == Phrase::Kind::either;
        std::string words;
        for (const Phrase& part : phrase.parts) words += (words.empty() ? "" : either ? " | " : " ") + words_of(part);
        return either ? "(" + words + ")" : words;
    }

    void conditions() {
        const CourseExamples examples(rules_);
        for (const Rule& rule : rules_.rules) {
            FileCoverage file{rule.place.file};
            std::vector<const Heard*> heard;
            for (const Example& example : rule.examples)
                for (const Heard& one : examples.heard(example)) heard.push_back(&one);
            count_conditions(file, rule.when, heard, rule.about == About::activity || rule.about == About::catalogue);
            found_.rules.push_back(std::move(file));
        }
    }

    void count_conditions(FileCoverage& file, const Condition& condition, const std::vector<const Heard*>& heard,
                          bool of_activities) {
        for (const Condition& part : condition.parts) count_conditions(file, part, heard, of_activities);
        if (!condition.parts.empty()) return;
        bool held = false, failed = false;
        for (const Heard* one : heard) {
            Asking asking(*one);
            const auto activities = static_cast<std::int32_t>(of_activities ? one->notes.size() : 1);
            for (std::int32_t i = 0; i < activities; ++i)
                (asking.holds(condition, of_activities ? i : -1) ? held : failed) = true;
        }
        count(file, held && failed, condition.place,
              held ? "this condition holds in every example of the rule"
                   : "this condition holds in no example of the rule");
    }

    const RuleSet& rules_;
    ExampleCoverage found_;
    std::map<std::string, std::vector<std::string>> texts_;  // by language
    /// By id: the phrase, and the one that it is an alternative of; null for a whole phrase or a list entry.
    std::vector<std::pair<const Phrase*, const Phrase*>> units_;
    std::map<const Phrase*, bool> heard_;
};

}  // namespace

ExampleCoverage cover(const RuleSet& rules) { return Coverage(rules).whole(); }

}  // namespace needfirst::rule
