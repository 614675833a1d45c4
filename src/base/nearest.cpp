// SPDX-License-Identifier: Apache-2.0
#include "base/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace needfirst::base {
namespace {

constexpr std::size_t most_listed = 30;  // more are no help in a message

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string_view> words) {
    std::string_view best;
    std::size_t distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : words) {
        const std::size_t d = edit_distance(word, candidate);
        if (d < distance) distance = d, best = candidate;
    }
    if (!best.empty()) return " (did you mean \"" + std::string(best) + "\"?)";
    if (words.size() > most_listed) return "";
    std::string all;
    for (const std::string_view candidate : words) all += (all.empty() ? "" : ", ") + std::string(candidate);
    return "; known: " + all;
}

}  // namespace needfirst::base
