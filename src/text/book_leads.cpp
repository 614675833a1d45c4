// SPDX-License-Identifier: Apache-2.0
#include "text/book_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

// What a sentence must have for a phrase to be tried on it.
namespace needfirst::text {
namespace {

/// A choice that is in most sentences tells nothing: it is not asked for.
constexpr std::uint32_t too_common = 1500;
constexpr std::size_t most_ways = 256;

}  // namespace

BuiltBook::Lead BookBuilder::lead_to(std::uint32_t unit, std::uint32_t group, const Way& way) const {
    if (!way.met()) throw PhraseError(0, "a phrase needs at least one word that must be there");
    Choice needs;
    for (const Need& need : way.needs) needs.push_back(need.choice);
    sort_out(needs);
    std::stable_sort(needs.begin(), needs.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return choice_frequencies_[a] < choice_frequencies_[b]; });
    const std::uint32_t first = needs.front();
    std::erase_if(needs, [&](std::uint32_t need) { return need != first && choice_frequencies_[need] > too_common; });
    BuiltBook::Lead lead{unit, group, {}, closest_pair(way.needs, units_[unit].latest)};
    lead.needs.fill(BuiltBook::none);
    const auto kept = static_cast<std::ptrdiff_t>(std::min(needs.size(), lead.needs.size()));
    std::copy(needs.begin(), needs.begin() + kept, lead.needs.begin());
    return lead;
}

void BookBuilder::Span::add(Span other) {
    least = std::min(least + other.least, BuiltBook::Pair::furthest + 1);
    most = std::min(most + other.most, BuiltBook::Pair::furthest + 1);
}

BookBuilder::Span BookBuilder::length_of(const Step& step) const {
    Span length;
    switch (step.kind) {
        case Step::Kind::words: return {1, 1};
        case Step::Kind::gap: length.add({0, step.reach}); return length;
        case Step::Kind::list: return lengths_[step.first];
        case Step::Kind::sequence:
            for (std::uint32_t i = step.first; i < step.last; ++i) length.add(length_of(steps_[i]));
            return length;
        case Step::Kind::optional: return {0, length_of(steps_[step.first]).most};
        case Step::Kind::either: return length_of_any({steps_.data() + step.first, steps_.data() + step.last});
        default: return length;
    }
}

BookBuilder::Span BookBuilder::length_of_any(std::span<const Step> steps) const {
    Span length = length_of(steps.front());
    for (const Step& step : steps) {
        const Span other = length_of(step);
        length = {std::min(length.least, other.least), std::max(length.most, other.most)};
    }
    return length;
}

void BookBuilder::Way::add(const Way& other) {
    const std::size_t first = needs.size();
    needs.insert(needs.end(), other.needs.begin(), other.needs.end());
    if (other.met()) {
        since.add(needs[first].between);
        needs[first].between = since;
        since = other.since;
    } else {
        since.add(other.since);
    }
}

BookBuilder::Way BookBuilder::common_way(const Step& step) {
    Way way;
    // Where in the step the choice is, is not known.
    const auto somewhere = [&](std::uint32_t choice) {
        const Span length = length_of(step);
        if (choice == BuiltBook::none) return Way{{}, length};
        const Span beside{0, length.most - (length.most <= BuiltBook::Pair::furthest ? 1u : 0u)};
        return Way{{{choice, beside}}, beside};
    };
    switch (step.kind) {
        case Step::Kind::words: return {{{step.first, {}}}, {}};
        case Step::Kind::list: return somewhere(anchors_[step.first]);
        case Step::Kind::either: return somewhere(common_need({&steps_[step.first], &steps_[step.last]}));
        case Step::Kind::sequence:
            for (std::uint32_t i = step.first; i < step.last; ++i) way.add(common_way(steps_[i]));
            return way;
        default: return {{}, length_of(step)};
    }
}

std::vector<BookBuilder::Way> BookBuilder::ways(const Step& step) {
    switch (step.kind) {
        case Step::Kind::list: return ways_of_list(step);
        case Step::Kind::either: return ways_of_any(step, {&steps_[step.first], &steps_[step.last]});
        case Step::Kind::sequence: return ways_of_sequence(step);
        default: return {common_way(step)};
    }
}

// Many phrases name the same lists.
const std::vector<BookBuilder::Way>& BookBuilder::ways_of_list(const Step& list) {
    const auto [known, fresh] = list_ways_.try_emplace(list.first);
    if (!fresh) return known->second;
    std::vector<Step> entries;
    for (const BuiltBook::Lead& entry : entries_[list.first]) entries.push_back(steps_[units_[entry.unit].step]);
    auto all = ways_of_any(list, entries);
    return list_ways_[list.first] = std::move(all);
}

std::vector<BookBuilder::Way> BookBuilder::ways_of_any(const Step& step, std::span<const Step> alternatives) {
    std::vector<Way> all;
    for (const Step& alternative : alternatives) {
        auto more = ways(alternative);
        const bool met = std::all_of(more.begin(), more.end(), [](const Way& way) { return way.met(); });
        if (!met || all.size() + more.size() > most_ways) return {common_way(step)};
        std::move(more.begin(), more.end(), std::back_inserter(all));
    }
    return all;
}

// What is rarest in it is told apart.
std::vector<BookBuilder::Way> BookBuilder::ways_of_sequence(const Step& step) {
    std::vector<Way> parts;
    for (std::uint32_t i = step.first; i < step.last; ++i) parts.push_back(common_way(steps_[i]));
    const auto rarest = std::min_element(parts.begin(), parts.end(),
                                         [&](const Way& a, const Way& b) { return rarity_of(a) < rarity_of(b); });
    const auto apart = static_cast<std::uint32_t>(rarest - parts.begin());
    Way before, behind;
    for (std::uint32_t i = 0; i < apart; ++i) before.add(parts[i]);
    for (std::uint32_t i = apart + 1; i < parts.size(); ++i) behind.add(parts[i]);
    const bool is_plain = steps_[step.first + apart].kind == Step::Kind::words;
    std::vector<Way> all = is_plain ? std::vector{parts[apart]} : ways(steps_[step.first + apart]);
    for (Way& way : all) {
        Way whole = before;
        whole.add(way);
        whole.add(behind);
        way = std::move(whole);
    }
    return all;
}

std::uint32_t BookBuilder::rarity_of(const Way& way) const {
    std::uint32_t rarest = BuiltBook::none;
    for (const Need& need : way.needs) rarest = std::min(rarest, choice_frequencies_[need.choice]);
    return rarest;
}

BuiltBook::Pair BookBuilder::closest_pair(const std::vector<Need>& needs, std::uint32_t latest) const {
    BuiltBook::Pair pair;
    if (latest != BuiltBook::anywhere) {
        Span before = needs.front().between;
        before.add({0, latest});
        if (before.most <= BuiltBook::Pair::furthest)
            return {BuiltBook::Pair::beginning, needs.front().choice, 0, static_cast<std::uint16_t>(before.most)};
    }
    std::uint64_t fewest = ~0ull;
    for (std::size_t i = 1; i < needs.size(); ++i) {
        const Span& between = needs[i].between;
        if (between.most > BuiltBook::Pair::furthest) continue;
        const std::uint64_t chance = std::uint64_t{choice_frequencies_[needs[i - 1].choice]} *
                                     choice_frequencies_[needs[i].choice] * (between.most - between.least + 1);
        if (chance >= fewest) continue;
        fewest = chance;
        pair = {needs[i - 1].choice, needs[i].choice, static_cast<std::uint16_t>(between.least),
                static_cast<std::uint16_t>(between.most)};
    }
    return pair;
}

std::uint32_t BookBuilder::common_need(std::span<const Step> steps) {
    Choice any;
    for (const Step& step : steps) {
        const auto needs = common_way(step).needs;
        const auto rarest = std::min_element(needs.begin(), needs.end(), [&](const Need& a, const Need& b) {
            return choice_frequencies_[a.choice] < choice_frequencies_[b.choice];
        });
        if (rarest == needs.end()) return BuiltBook::none;
        const Choice& choice = choices_[rarest->choice];
        any.insert(any.end(), choice.begin(), choice.end());
    }
    return choice_of(std::move(any));
}

}  // namespace needfirst::text
