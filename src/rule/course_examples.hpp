// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"
#include "rule/pack.hpp"

#include <functional>
#include <map>
#include <vector>

namespace needfirst::rule {

/// The small courses of all rules and verdicts, listened to once: their conditions can then be asked again and again.
/// `rules` outlives it.
class CourseExamples {
public:
    explicit CourseExamples(const RuleSet& rules);

    /// Examples that come out otherwise than they say.
    std::vector<const Example*> wrong(const Rule& rule) const;
    std::vector<const Example*> wrong(const VerdictRule& verdict) const;
    bool all_right() const;

    /// What was heard in an example: in each of its courses, or in its one programme.
    const std::vector<Heard>& heard(const Example& example) const { return heard_.at(&example); }

private:
    bool rings(const Rule& rule, const Example& example) const;

    const RuleSet& rules_;
    std::map<const Example*, std::vector<Heard>> heard_;
};

}  // namespace needfirst::rule
