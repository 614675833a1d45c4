// SPDX-License-Identifier: Apache-2.0
#include "audit/levels.hpp"

#include "base/glob.hpp"
#include "rule/verdict.hpp"

#include <algorithm>

namespace needfirst::audit {
namespace {

bool fits(const LevelChange& change, const std::string& package, const std::string& rule) {
    return base::title_matches(change.rule, rule) &&
           (change.packages.empty() || base::path_matches(change.packages, package));
}

}  // namespace

void apply(const std::vector<LevelChange>& changes, const std::string& package, model::Judgement& judged) {
    if (changes.empty()) return;
    const auto off = [&](const std::string& rule) {
        bool is_off = false;
        for (const auto& change : changes)
            if (fits(change, package, rule)) is_off = !change.level;
        return is_off;
    };
    std::erase_if(judged.findings, [&](const model::Finding& finding) { return off(finding.rule); });
    std::erase_if(judged.questions, [&](const model::Question& question) { return off(question.rule); });
    for (auto& finding : judged.findings)
        for (const auto& change : changes)
            if (change.level && fits(change, package, finding.rule)) finding.level = *change.level;
    judged.score = rule::loudness(judged.findings);
}

}  // namespace needfirst::audit
