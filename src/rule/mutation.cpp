// SPDX-License-Identifier: Apache-2.0
#include "rule/mutation.hpp"

#include "rule/course_examples.hpp"
#include "rule/listener.hpp"
#include "rule/lists.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

class Mutator {
public:
    explicit Mutator(RuleSet& rules) : rules_(rules), entries_(entries_of(rules)), examples_(rules) {}

    Mutation whole() {
        for (std::size_t i = 0; i < rules_.signals.size(); ++i) take_out_parts(i);
        for (std::size_t pack = 0; pack < rules_.packs.size(); ++pack) take_out_lists(pack);
        for (std::size_t i = 0; i < rules_.signals.size(); ++i) take_out_own_lists(i);
        for (Rule& rule : rules_.rules)
            take_out_conditions(
                rule.when, [&] { return examples_.wrong(rule).empty(); }, rule.id);
        for (VerdictRule& verdict : rules_.verdicts)
            take_out_conditions(
                verdict.when, [&] { return verdicts_come_out(); },
                fmt::format("verdict {}", model::name(verdict.verdict)));
        return std::move(found_);
    }

private:
    void note(bool noticed, const Place& place, std::string what) {
        ++found_.tried;
        if (!noticed) found_.unnoticed.push_back({place, std::move(what)});
    }

    // Phrases that mean a signal of no field are never heard.
    void take_out_parts(std::size_t number) {
        const auto mute = [&](const std::vector<std::uint32_t>& ids, const char* what) {
            if (ids.empty()) return;
            rules_.signals.emplace_back().fields = 0;
            const auto nobody = static_cast<std::uint32_t>(rules_.signals.size() - 1);
            for (const std::uint32_t id : ids) rules_.meanings[id].signal = nobody;
            const bool noticed = !comes_out(number);
            for (const std::uint32_t id : ids) rules_.meanings[id].signal = static_cast<std::uint32_t>(number);
            rules_.signals.pop_back();
            note(noticed, rules_.signals[number].place,
                 fmt::format("no example of {} needs its {}", rules_.signals[number].id, what));
        };
        mute(entries_[number].phrases, "phrases:");
        mute(entries_[number].unless, "unless:; add a sentence to no: that is heard without it, or leave it out");
        mute(entries_[number].signs, "signs:");
        if (rules_.signals[number].silencers.empty()) return;
        const auto silencers = std::exchange(rules_.signals[number].silencers, {});
        const bool noticed = !comes_out(number);
        rules_.signals[number].silencers = silencers;
        note(
            noticed, rules_.signals[number].place,
            fmt::format("no example of {} needs its unless_signals:; add a sentence to no: that is heard without them, "
                        "or leave them out",
                        rules_.signals[number].id));
    }

    bool comes_out(std::size_t number) {
        const Signal& signal = rules_.signals[number];
        Listener listener(rules_, rules_.books.at(signal.language));
        const std::vector<bool> heard = outcomes_of(listener, rules_, number);
        for (std::size_t i = 0; i < heard.size(); ++i)
            if (heard[i] != (i < signal.yes.size())) return false;
        return CourseExamples(rules_).all_right();
    }

    bool verdicts_come_out() const {
        return std::all_of(rules_.verdicts.begin(), rules_.verdicts.end(),
                           [&](const VerdictRule& verdict) { return examples_.wrong(verdict).empty(); });
    }

    void take_out_lists(std::size_t pack) {
        for (const auto& [name, entries] : rules_.packs[pack].lists) {
            std::vector<std::size_t> users;
            for (std::size_t i = 0; i < rules_.signals.size(); ++i) {
                const Signal& signal = rules_.signals[i];
                if (signal.pack == pack && !signal.lists.contains(name) && lists_used(rules_, signal).contains(name))
                    users.push_back(i);
            }
            const auto place = rules_.packs[pack].list_places.find(name);
            take_out_list(name, users, place == rules_.packs[pack].list_places.end() ? Place{} : place->second);
        }
    }

    void take_out_own_lists(std::size_t number) {
        for (const auto& [name, entries] : rules_.signals[number].lists)
            take_out_list(name, {number}, rules_.signals[number].list_places.at(name));
    }

    void take_out_list(const std::string& name, const std::vector<std::size_t>& users, const Place& place) {
        const bool noticed = std::any_of(users.begin(), users.end(), [&](std::size_t user) {
            std::vector<std::size_t> heard = {user};
            const auto& silencers = rules_.signals[user].silencers;
            heard.insert(heard.end(), silencers.begin(), silencers.end());
            const auto before = outcomes(user, heard, {});
            return before != outcomes(user, heard, name);
        });
        note(noticed, place,
             fmt::format("no example needs the list {{{}}}{}; add a sentence that is heard because of it, or leave it "
                         "out",
                         name, users.empty() ? "" : " of " + rules_.signals[users.front()].id));
    }

    std::vector<bool> outcomes(std::size_t signal, const std::vector<std::size_t>& heard, const std::string& gone) {
        const text::PhraseBook book = small_book(rules_, entries_, heard, gone);
        Listener listener(rules_, book);
        return outcomes_of(listener, rules_, signal);
    }

    // Every leaf in turn, and every `not` as a whole.
    void take_out_conditions(Condition& condition, const std::function<bool()>& come_out, const std::string& of) {
        using Op = Condition::Op;
        if (condition.op == Op::negate) {
            const Condition& inner = condition.parts.front();
            if (inner.op == Op::all || inner.op == Op::any) take_out_conditions(condition.parts.front(), come_out, of);
            return;
        }
        if (condition.op != Op::all && condition.op != Op::any) {
            const Condition whole = std::exchange(condition, Condition{});
            const bool noticed = !come_out();
            condition = whole;
            return note_condition(noticed, whole, of);
        }
        for (std::size_t i = 0; i < condition.parts.size(); ++i) {
            Condition& part = condition.parts[i];
            const bool group = part.op == Op::all || part.op == Op::any;
            if (group || part.op == Op::negate) take_out_conditions(part, come_out, of);
            if (group) continue;
            const Condition whole = part;
            condition.parts.erase(condition.parts.begin() + static_cast<std::ptrdiff_t>(i));
            const bool noticed = !come_out();
            condition.parts.insert(condition.parts.begin() + static_cast<std::ptrdiff_t>(i), whole);
            note_condition(noticed, whole, of);
        }
    }

    void note_condition(bool noticed, const Condition& condition, const std::string& of) {
        note(noticed, condition.place,
             fmt::format("no example of {} needs this condition; add a course that shows what it is for, or leave it "
                         "out",
                         of));
    }

    RuleSet& rules_;
    const std::vector<Entries> entries_;
    const CourseExamples examples_;
    Mutation found_;
};

}  // namespace

Mutation take_out_each(RuleSet& rules) { return Mutator(rules).whole(); }

}  // namespace needfirst::rule
