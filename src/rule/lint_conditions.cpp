// SPDX-License-Identifier: Apache-2.0
#include "rule/lint.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

using Op = Condition::Op;
constexpr double boundless = std::numeric_limits<double>::infinity();

bool is_flag(Op op) {
    return op == Op::social || op == Op::platform || op == Op::graded || op == Op::required || op == Op::groups ||
           op == Op::quota || op == Op::last_of_programme || op == Op::fragment;
}

bool is_set(Op op) { return op == Op::kind || op == Op::placement || op == Op::verdict; }

bool is_count(Op op) { return op == Op::need || op == Op::social_items || op == Op::items || op == Op::words; }

bool same(const Condition& a, const Condition& b) {
    return a.op == b.op && a.flag == b.flag && a.values == b.values && a.at_least == b.at_least &&
           a.at_most == b.at_most && a.last_of_section == b.last_of_section && a.last_of_course == b.last_of_course &&
           a.after_last_assessment == b.after_last_assessment && a.posts_at_most == b.posts_at_most &&
           a.replies_at_most == b.replies_at_most && a.silent_days_at_least == b.silent_days_at_least &&
           a.open_days_at_most == b.open_days_at_most && a.share_at_least == b.share_at_least && a.says == b.says &&
           a.fields == b.fields && a.signals == b.signals && a.within == b.within &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same);
}

// Whether two conditions can never hold together. `one`: of one activity; of a course, different activities may fulfil
// them.
bool exclude(const Condition& a, const Condition& b, bool one) {
    if (a.op == Op::negate || b.op == Op::negate) {
        const Condition& plain = a.op == Op::negate ? b : a;
        const Condition& negated = a.op == Op::negate ? a.parts.front() : b.parts.front();
        return plain.op != Op::negate && same(plain, negated);
    }
    if (a.op != b.op) return false;
    const bool of_course =
        is_count(a.op) || a.op == Op::verdict || a.op == Op::last_of_programme || a.op == Op::fragment;
    if (!one && !of_course) return false;
    if (is_flag(a.op)) return a.flag != b.flag;
    if (is_set(a.op)) return (a.values & b.values) == 0;
    if (!is_count(a.op) || a.within != b.within) return false;
    return std::max(a.at_least.value_or(-boundless), b.at_least.value_or(-boundless)) >
           std::min(a.at_most.value_or(boundless), b.at_most.value_or(boundless));
}

class Conditions {
public:
    Conditions(const RuleSet& rules, std::vector<Failure>& found) : rules_(rules), found_(found) {
        for (const Signal& signal : rules.signals) said_ |= signal.says;
    }

    void check(const Condition& condition, std::optional<About> about) {
        about_ = about;
        walk(condition);
    }

private:
    void note(const Condition& condition, const std::string& what) { found_.push_back({condition.place, what}); }

    void walk(const Condition& condition) {
        for (const Condition& part : condition.parts) walk(part);
        if (condition.op == Op::all || condition.op == Op::any) compare(condition);
        else alone(condition);
    }

    void compare(const Condition& group) {
        for (std::size_t i = 0; i < group.parts.size(); ++i)
            for (std::size_t j = i + 1; j < group.parts.size(); ++j) {
                const Condition &a = group.parts[i], &b = group.parts[j];
                if (same(a, b))
                    note(b, fmt::format("this condition stands twice (first in line {}); take it away", a.place.line));
                else if (group.op == Op::all && exclude(a, b, about_ == About::activity))
                    note(b, fmt::format("this cannot hold together with line {}; take one of them away, or say any: "
                                        "instead of all:",
                                        a.place.line));
            }
    }

    void alone(const Condition& c) {
        switch (c.op) {
            case Op::hears: return hears(c);
            case Op::placement:
                if (about_ && c.values == bit(model::Placement::hidden))
                    note(c, "this can never hold: no rule is asked of what is hidden from learners");
                return;
            case Op::need:
                if ((!c.at_least || *c.at_least <= 0) && (!c.at_most || *c.at_most >= 2))
                    note(c, "this always holds: every course has some need between none and stated; take it away");
                return;
            case Op::position:
                if (c.at_least && *c.at_least > 1) note(c, "this can never hold: share_at_least: goes from 0 to 1");
                return;
            case Op::participation:
                if (c.posts_at_most.value_or(0) < 0 || c.replies_at_most.value_or(0) < 0)
                    note(c, "this can never hold: nothing has fewer than 0 posts or replies");
                return;
            case Op::repeated:
                if (about_ != About::catalogue)
                    note(c, "this can never hold here: how often a prompt stands is asked by rules about: catalogue");
                return;
            case Op::verdict:
                if (!about_) note(c, "this can never hold: a verdict cannot ask for the verdict");
                return;
            default: return;
        }
    }

    void hears(const Condition& c) {
        if (const Mask unheard = c.says & ~said_; c.says && unheard == c.says && c.signals.empty())
            return note(c, "this can never hold: no signal of the packs says that");
        for (std::size_t i = 0; i < c.signals.size(); ++i) {
            const auto signal = std::find_if(rules_.signals.begin(), rules_.signals.end(),
                                             [&](const Signal& one) { return one.id == c.signals[i]; });
            if (signal != rules_.signals.end() && !(signal->fields & c.fields))
                note(c, fmt::format("this can never hold: {} does not listen in these fields (see its where:)",
                                    c.signals[i]));
        }
    }

    const RuleSet& rules_;
    std::vector<Failure>& found_;
    std::optional<About> about_;  // none: a verdict
    Mask said_ = 0;
};

}  // namespace

void lint_conditions(const RuleSet& rules, std::vector<Failure>& found) {
    Conditions conditions(rules, found);
    for (const Rule& rule : rules.rules) conditions.check(rule.when, rule.about);
    for (const VerdictRule& verdict : rules.verdicts) conditions.check(verdict.when, std::nullopt);
}

}  // namespace needfirst::rule
