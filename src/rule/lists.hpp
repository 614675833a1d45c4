// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Named lists of phrases: which one a name means, and packs as they would be without some of them.
namespace needfirst::rule {

/// The list that a name means in a signal: its own, else its pack's. Null where there is none.
const std::vector<text::Phrase>* list_of(const RuleSet& rules, const Signal& signal, std::string_view name);

/// Names of the lists that a phrase uses itself.
void gather_lists(const text::Phrase& phrase, std::set<std::string>& names);

/// Names of all lists that a signal uses, those that its lists use among them.
std::set<std::string> lists_used(const RuleSet& rules, const Signal& signal);

/// The phrase as it is without these lists: alternatives that need one are left out. Nothing where nothing is left.
std::optional<text::Phrase> without(const text::Phrase& phrase, const std::set<std::string>& gone);

/// All phrases of a signal by their ids, that is indices into RuleSet::meanings.
struct Entries {
    std::vector<std::uint32_t> phrases, unless, signs;
};
std::vector<Entries> entries_of(const RuleSet& rules);

/// A book of nothing but these signals, under the ids that they have in the whole book, with the list `gone` taken out.
/// Built: ready to listen.
text::PhraseBook small_book(const RuleSet& rules, const std::vector<Entries>& entries,
                            const std::vector<std::size_t>& signals, const std::string& gone = {});

}  // namespace needfirst::rule
