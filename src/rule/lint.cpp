// SPDX-License-Identifier: Apache-2.0
#include "rule/lint.hpp"

#include "rule/lists.hpp"
#include "rule/said.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

constexpr std::size_t most_said = 400;
// What the engine itself listens to, whatever the rules ask.
constexpr Mask noticed_always = bit(Says::stated) | bit(Says::implied) | bit(Says::witness) | bit(Says::takes_back) |
                                bit(Says::social) | bit(Says::not_social) | bit(Says::reason) | bit(Says::platform) |
                                bit(Says::furniture) | bit(Says::address) | bit(Says::topic);

std::string at(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

class Lint {
public:
    explicit Lint(const RuleSet& rules) : rules_(rules) {}

    std::vector<Failure> whole() {
        for (const Signal& signal : rules_.signals) {
            find_twice(signal);
            find_shadowed(signal);
            find_idle_silencers(signal);
        }
        find_twice_across();
        find_unused_lists();
        find_unnoticed_signals();
        lint_conditions(rules_, found_);
        return std::move(found_);
    }

private:
    void note(const Place& place, std::string what) { found_.push_back({place, std::move(what)}); }

    void find_twice(const Signal& signal) {
        std::map<std::string, Place> seen;
        for (const auto* entries : {&signal.phrases, &signal.unless})
            for (const Entry& entry : *entries) {
                const auto [first, fresh] = seen.emplace(entry.source, entry.place);
                if (fresh) continue;
                const bool silences_itself = entries == &signal.unless && is_phrase(signal, entry.source);
                note(entry.place, silences_itself
                                      ? fmt::format("'{}' stands under phrases: too, so it is never heard; take one of "
                                                    "them away",
                                                    entry.source)
                                      : fmt::format("this phrase stands twice: '{}'; take it away here (first at {})",
                                                    entry.source, at(first->second)));
            }
    }

    static bool is_phrase(const Signal& signal, const std::string& source) {
        return std::any_of(signal.phrases.begin(), signal.phrases.end(),
                           [&](const Entry& entry) { return entry.source == source; });
    }

    // The same phrase in two signals that say the same of the same fields counts once only.
    void find_twice_across() {
        std::map<std::string, std::pair<const Signal*, Place>> seen;
        for (const Signal& signal : rules_.signals)
            for (const Entry& entry : signal.phrases) {
                if (entry.source.find('{') != std::string::npos) continue;  // its lists may be others
                const auto [first, fresh] =
                    seen.emplace(fmt::format("{} {} {}", signal.language, signal.says, entry.source),
                                 std::pair(&signal, entry.place));
                if (fresh || first->second.first == &signal || !(first->second.first->fields & signal.fields)) continue;
                note(entry.place,
                     fmt::format("'{}' stands in the signal {} too ({}), which says the same; take it away "
                                 "from one of them",
                                 entry.source, first->second.first->id, at(first->second.second)));
            }
    }

    text::PhraseBook::Lists lists_of(const Signal& signal) const {
        return [this, &signal](std::string_view name) { return list_of(rules_, signal, name); };
    }

    void find_shadowed(const Signal& signal) {
        if (signal.phrases.size() < 2) return;
        const auto lists = lists_of(signal);
        text::PhraseBook book(signal.language);
        for (std::size_t i = 0; i < signal.phrases.size(); ++i) {
            const Entry& entry = signal.phrases[i];
            if (entry.regex) book.add_regex(entry.source, static_cast<std::uint32_t>(i));
            else book.add(entry.phrase, static_cast<std::uint32_t>(i), lists);
        }
        book.build();
        text::Ear ear(book);
        std::vector<std::set<std::uint32_t>> shadows(signal.phrases.size());
        for (std::size_t i = 0; i < signal.phrases.size(); ++i)
            if (!signal.phrases[i].regex) shadows[i] = always_heard(ear, signal.phrases[i].phrase, lists, i);
        for (std::uint32_t i = 0; i < shadows.size(); ++i)
            for (const std::uint32_t other : shadows[i]) {
                if (shadows[other].contains(i) && other > i) continue;  // the same in other words: the second goes
                if (signal.phrases[i].source == signal.phrases[other].source) continue;  // stands twice
                note(signal.phrases[i].place,
                     fmt::format(
                         "'{}' is never the only one: wherever it is heard, '{}' ({}) is heard too; take it away",
                         signal.phrases[i].source, signal.phrases[other].source, at(signal.phrases[other].place)));
                break;
            }
    }

    static std::set<std::uint32_t> always_heard(text::Ear& ear, const text::Phrase& phrase,
                                                const text::PhraseBook::Lists& lists, std::size_t own) {
        std::set<std::uint32_t> always;
        bool first = true;
        for (const std::string& text : said(phrase, lists, most_said)) {
            std::set<std::uint32_t> here;
            ear.listen(text, [&](const text::Sentence& sentence) {
                for (const text::Hit& hit : sentence.hits) here.insert(hit.phrase);
            });
            here.erase(static_cast<std::uint32_t>(own));
            if (first) always = here;
            else std::erase_if(always, [&](std::uint32_t id) { return !here.contains(id); });
            first = false;
            if (always.empty()) break;
        }
        return always;
    }

    // What is said to be no meeting silences every meeting of its sentence anyway.
    void find_idle_silencers(const Signal& signal) {
        if (!(signal.says & bit(Says::social)) || !signal.signs.empty()) return;  // signs ask the whole course
        for (const std::size_t silencer : signal.silencers)
            if (const Signal& other = rules_.signals[silencer]; other.says & bit(Says::not_social))
                note(signal.place,
                     fmt::format("{} says not-social, which silences every signal that says social: take it "
                                 "out of the unless_signals: of {}",
                                 other.id, signal.id));
    }

    void find_unused_lists() {
        std::vector<std::set<std::string>> used(rules_.packs.size());
        for (const Signal& signal : rules_.signals) {
            const std::set<std::string> names = lists_used(rules_, signal);
            for (const auto& [name, place] : signal.list_places)
                if (!names.contains(name))
                    note(place, fmt::format("no phrase uses the list {{{}}}; use it or take it away", name));
            for (const std::string& name : names)
                if (!signal.lists.contains(name)) used[signal.pack].insert(name);
        }
        for (std::size_t i = 0; i < rules_.packs.size(); ++i)
            for (const auto& [name, place] : rules_.packs[i].list_places)
                if (!used[i].contains(name))
                    note(place, fmt::format("no phrase uses the list {{{}}}; use it or take it away", name));
    }

    void find_unnoticed_signals() {
        std::set<std::size_t> noticed;
        Mask says = noticed_always;
        const std::function<void(const Condition&)> ask = [&](const Condition& condition) {
            says |= condition.op == Condition::Op::hears ? condition.says : 0;
            noticed.insert(condition.signal_numbers.begin(), condition.signal_numbers.end());
            for (const Condition& part : condition.parts) ask(part);
        };
        for (const Rule& rule : rules_.rules) ask(rule.when);
        for (const VerdictRule& verdict : rules_.verdicts) ask(verdict.when);
        for (const Signal& signal : rules_.signals) noticed.insert(signal.silencers.begin(), signal.silencers.end());
        for (std::size_t i = 0; i < rules_.signals.size(); ++i) {
            const Signal& signal = rules_.signals[i];
            if ((signal.says & says) || signal.opens || noticed.contains(i)) continue;
            note(signal.place,
                 fmt::format("nothing notices the signal {}: no rule, no verdict and no unless_signals: ask "
                             "for it; let a rule hear it or take it away",
                             signal.id));
        }
    }

    const RuleSet& rules_;
    std::vector<Failure> found_;
};

}  // namespace

std::vector<Failure> lint(const RuleSet& rules) { return Lint(rules).whole(); }

}  // namespace needfirst::rule
