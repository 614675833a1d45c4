// SPDX-License-Identifier: Apache-2.0
#include "audit/catalogue.hpp"

#include "rule/quote.hpp"

#include <algorithm>

namespace needfirst::audit {
namespace {

constexpr std::size_t shortest_title = 8;  // "Intro" is the title of many courses

std::vector<std::size_t> matches(const std::unordered_multimap<std::string, std::size_t>& index,
                                 const std::string& key) {
    std::vector<std::size_t> found;
    const auto [first, last] = index.equal_range(key);
    for (auto it = first; it != last; ++it) found.push_back(it->second);
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

void Catalogue::add(rule::Heard&& row, std::size_t package) {
    const std::size_t number = rows_.size();
    Row& kept = rows_.emplace_back();
    kept.heard = std::move(row);
    kept.package = package;
    if (!kept.heard.facts.identifier.empty()) by_identifier_.emplace(kept.heard.facts.identifier, number);
    const std::string title = rule::normalised(kept.heard.facts.title);
    if (title.size() >= shortest_title) by_title_.emplace(title, number);
}

std::vector<std::size_t> Catalogue::claim(rule::Heard& heard) {
    std::vector<std::size_t> numbers;
    if (rows_.empty()) return numbers;
    if (!heard.facts.identifier.empty()) numbers = matches(by_identifier_, heard.facts.identifier);
    if (numbers.empty()) numbers = matches(by_title_, rule::normalised(heard.facts.title));
    std::vector<std::size_t> packages;
    for (const std::size_t number : numbers) {
        Row& row = rows_[number];
        row.claimed = true;
        rule::join(heard, rule::Heard(row.heard));
        if (std::find(packages.begin(), packages.end(), row.package) == packages.end()) packages.push_back(row.package);
    }
    return packages;
}

}  // namespace needfirst::audit
