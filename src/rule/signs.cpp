// SPDX-License-Identifier: Apache-2.0
#include "rule/signs.hpp"

#include <algorithm>
#include <cmath>

namespace needfirst::rule {
SignCount::SignCount(const RuleSet& rules) : rules_(rules) {}

void SignCount::hear(const std::vector<HeardSign>& signs, std::size_t source) {
    if (signs.empty()) return;
    sums_.resize(rules_.signals.size());
    known_.resize(rules_.meanings.size());
    std::size_t sentence = std::string_view::npos;
    std::vector<double> here(rules_.signals.size());
    for (const HeardSign& sign : signs) {
        if (sign.begin != sentence) std::fill(here.begin(), here.end(), 0), sentence = sign.begin;
        const RuleSet::Meaning& meaning = rules_.meanings[sign.meaning];
        Sum& sum = sums_[meaning.signal];
        double& own = here[meaning.signal];
        own += meaning.weight;
        if (own > sum.best) sum.best = own, sum.source = source, sum.begin = sign.begin, sum.end = sign.end;
        if (known_[sign.meaning]) continue;
        known_[sign.meaning] = true;
        sum.all += meaning.weight;
        sum.heard.push_back(sign.meaning);
    }
}

std::vector<SignCount::Rung> SignCount::rung(double words) const {
    std::vector<Rung> found;
    if (words < fewest_words) return found;
    const double share = 1 / std::sqrt(words);
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const Sum& sum = sums_[i];
        const Signal& signal = rules_.signals[i];
        if (sum.best <= 0 || signal.start + sum.all * share < signal.reaches) continue;
        Rung rung{static_cast<std::uint32_t>(i), sum.source, sum.begin, sum.end, {}};
        for (const std::uint32_t meaning : sum.heard)
            rung.heaviest.push_back(
                {signal.signs[rules_.meanings[meaning].sign].entry.source, rules_.meanings[meaning].weight * share});
        std::stable_sort(rung.heaviest.begin(), rung.heaviest.end(),
                         [](const auto& a, const auto& b) { return a.added > b.added; });
        if (rung.heaviest.size() > most_shown) rung.heaviest.resize(most_shown);
        found.push_back(std::move(rung));
    }
    return found;
}

}  // namespace needfirst::rule
