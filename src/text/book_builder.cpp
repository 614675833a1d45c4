// SPDX-License-Identifier: Apache-2.0
#include "text/book_builder.hpp"

#include "text/common_words.hpp"
#include "text/numbers.hpp"
#include "text/symbols.hpp"

#include <algorithm>
#include <utility>

namespace needfirst::text {
namespace {

constexpr int deepest = 24;
constexpr std::uint64_t most_steps = 100'000;
constexpr std::uint32_t number_frequency = 1500, sign_frequency = 50;

std::vector<Phrase> parsed(const std::vector<std::string_view>& forms, std::string_view sign) {
    std::vector<Phrase> phrases;
    for (const std::string_view form : forms) phrases.push_back(parse_phrase(form));
    phrases.push_back({Phrase::Kind::list, std::string(sign), 0, {}, 0});
    return phrases;
}

bool is_wordless(const Phrase& phrase) {
    switch (phrase.kind) {
        case Phrase::Kind::gap:
        case Phrase::Kind::optional:
        case Phrase::Kind::start:
        case Phrase::Kind::end: return true;
        case Phrase::Kind::sequence: return std::all_of(phrase.parts.begin(), phrase.parts.end(), is_wordless);
        case Phrase::Kind::either: return std::any_of(phrase.parts.begin(), phrase.parts.end(), is_wordless);
        default: return false;
    }
}

}  // namespace

BookBuilder::BookBuilder(std::string_view language) : language_(language), stemmer_(language) {
    const Numbers& numbers = numbers_of(language);
    number_forms_ = parsed(numbers.number_forms, "0");
    percent_forms_ = parsed(numbers.percent_forms, "%%");
    money_forms_ = parsed(numbers.money_forms, "$$");
}

void BookBuilder::add(const Phrase& phrase, std::uint32_t id, const PhraseBook::Lists& lists, Group group) {
    lists_ = &lists;
    group_count_ = std::max<std::size_t>(group_count_, group.number + 1);
    if (is_wordless(phrase)) throw PhraseError(phrase.at, "a phrase needs at least one word that must be there");
    if (phrase.kind == Phrase::Kind::either) {
        for (const Phrase& alternative : phrase.parts) add(alternative, id, lists, group);
        return;
    }
    std::uint32_t latest = BuiltBook::anywhere;
    // Gaps before the first word ask for nothing; "^ .. a" begins with the "a".
    if (phrase.kind == Phrase::Kind::sequence) {
        const Phrase* first = phrase.parts.data();
        if (first->kind == Phrase::Kind::start) latest = 0, ++first;
        for (; first->kind == Phrase::Kind::gap; ++first)
            if (latest != BuiltBook::anywhere) latest += first->reach;
        const Step step =
            lay_sequence({first, phrase.parts.data() + phrase.parts.size()}, {latest == BuiltBook::anywhere, true, 0});
        return enter_phrase(step, id, latest, group);
    }
    enter_phrase(lay(phrase, {true, true, 0}), id, latest, group);
}

BuiltBook::Step BookBuilder::lay(const Phrase& phrase, const Around& around) {
    if (around.depth > deepest)
        throw PhraseError(phrase.at, "lists or brackets nested too deep (a list inside itself?)");
    switch (phrase.kind) {
        case Phrase::Kind::sequence: return lay_sequence(phrase.parts, {around.first, around.last, around.depth + 1});
        case Phrase::Kind::optional:
            return block(Step::Kind::optional,
                         {lay(phrase.parts.front(), {around.first, around.last, around.depth + 1})});
        case Phrase::Kind::gap: return {Step::Kind::gap, phrase.reach, 0, 0};
        case Phrase::Kind::start:
            if (!around.first) throw PhraseError(phrase.at, "'^' stands at the start of a phrase only");
            starts_ = true;
            return {Step::Kind::start, 0, 0, 0};
        case Phrase::Kind::end:
            if (!around.last) throw PhraseError(phrase.at, "'$' stands at the end of a phrase only");
            ends_ = true;
            return {Step::Kind::end, 0, 0, 0};
        case Phrase::Kind::either: return lay_either(phrase.parts, around);
        default: break;
    }
    return lay_either({&phrase, 1}, around);
}

BuiltBook::Step BookBuilder::lay_sequence(std::span<const Phrase> parts, const Around& around) {
    std::vector<Step> steps;
    std::size_t last_word = parts.size();
    while (last_word > 0 && is_wordless(parts[last_word - 1])) --last_word;
    bool first = around.first;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        steps.push_back(lay(parts[i], {first, around.last && i + 1 >= last_word, around.depth}));
        first = first && is_wordless(parts[i]);
    }
    return steps.size() == 1 ? steps.front() : block(Step::Kind::sequence, steps);
}

// One-word alternatives become one step with many symbols.
BuiltBook::Step BookBuilder::lay_either(std::span<const Phrase> alternatives, const Around& around) {
    Parted parted;
    for (const Phrase& alternative : alternatives) part(alternative, around, parted);
    if (!parted.words.empty()) parted.longer.push_back({Step::Kind::words, 0, choice_of(std::move(parted.words)), 0});
    return parted.longer.size() == 1 ? parted.longer.front() : block(Step::Kind::either, parted.longer);
}

void BookBuilder::part(const Phrase& phrase, const Around& around, Parted& into) {
    std::uint32_t symbol = 0;
    if (around.depth > deepest) throw PhraseError(phrase.at, "lists nested too deep (a list inside itself?)");
    const Around inside{around.first, around.last, around.depth + 1};
    if (phrase.kind == Phrase::Kind::sequence && phrase.parts.size() == 1) part(phrase.parts.front(), inside, into);
    else if (symbol_of(phrase, symbol)) into.words.push_back(symbol);
    else if (phrase.kind == Phrase::Kind::either)
        for (const Phrase& alternative : phrase.parts) part(alternative, inside, into);
    else if (phrase.kind == Phrase::Kind::number) part_named(phrase, number_forms_, inside, into);
    else if (phrase.kind == Phrase::Kind::percent) part_named(phrase, percent_forms_, inside, into);
    else if (phrase.kind == Phrase::Kind::money) part_named(phrase, money_forms_, inside, into);
    else if (phrase.kind == Phrase::Kind::list) {
        const std::vector<Phrase>* entries = (*lists_)(phrase.text);
        if (!entries) throw PhraseError(phrase.at, "there is no list {" + phrase.text + "}");
        if (entries->empty()) throw PhraseError(phrase.at, "list {" + phrase.text + "} is empty");
        part_named(phrase, *entries, inside, into);
    } else {
        into.longer.push_back(lay(phrase, inside));
    }
}

void BookBuilder::part_named(const Phrase& phrase, const std::vector<Phrase>& entries, const Around& around,
                             Parted& into) {
    const List& list = list_of(entries, around.depth);
    if (!list.done) throw PhraseError(phrase.at, "lists nested too deep (a list inside itself?)");
    if (list.starts && !around.first) throw PhraseError(phrase.at, "'^' stands at the start of a phrase only");
    if (list.ends && !around.last) throw PhraseError(phrase.at, "'$' stands at the end of a phrase only");
    starts_ = starts_ || list.starts;
    ends_ = ends_ || list.ends;
    into.words.insert(into.words.end(), list.words.begin(), list.words.end());
    if (list.is_long) into.longer.push_back({Step::Kind::list, 0, list.number, 0});
}

const BookBuilder::List& BookBuilder::list_of(const std::vector<Phrase>& entries, int depth) {
    const auto [known, fresh] = named_.try_emplace(&entries);
    List& list = known->second;  // stays where it is
    if (!fresh) return list;
    const bool started = std::exchange(starts_, false), ended = std::exchange(ends_, false);
    Parted parted;
    try {
        for (const Phrase& entry : entries) part(entry, {true, true, depth}, parted);
    } catch (const PhraseError&) {
        named_.erase(&entries);  // each phrase that names it says what is wrong
        throw;
    }
    sort_out(parted.words);
    list.words = std::move(parted.words);
    list.is_long = !parted.longer.empty();
    if (list.is_long) {
        list.number = static_cast<std::uint32_t>(anchors_.size());
        anchors_.push_back(common_need(parted.longer));
        std::uint64_t cost = 1;
        for (const Step& step : parted.longer) cost += cost_of(step);
        costs_.push_back(std::min(cost, most_steps + 1));
        lengths_.push_back(length_of_any(parted.longer));
        entries_.resize(anchors_.size());
        for (const Step& step : parted.longer)
            entries_[list.number].push_back(
                lead_to(enter(step, list.number, BuiltBook::anywhere), 0, common_way(step)));
    }
    list.starts = std::exchange(starts_, started);
    list.ends = std::exchange(ends_, ended);
    list.done = true;
    return list;
}

BuiltBook::Step BookBuilder::block(Step::Kind kind, const std::vector<Step>& parts) {
    const auto first = static_cast<std::uint32_t>(steps_.size());
    steps_.insert(steps_.end(), parts.begin(), parts.end());
    return {kind, 0, first, static_cast<std::uint32_t>(steps_.size())};
}

std::uint32_t BookBuilder::enter(const Step& step, std::uint32_t owner, std::uint32_t latest) {
    if (cost_of(step) > most_steps)
        throw PhraseError(0, "lists of lists stand for too many words here; name fewer of them in one phrase");
    units_.push_back({static_cast<std::uint32_t>(steps_.size()), owner, latest});
    steps_.push_back(step);
    return static_cast<std::uint32_t>(units_.size() - 1);
}

void BookBuilder::enter_phrase(const Step& step, std::uint32_t id, std::uint32_t latest, Group group) {
    const std::uint32_t unit = enter(step, id, latest);
    auto& leads = group.unless ? unless_ : phrases_;
    for (const Way& way : ways(step)) leads.push_back(lead_to(unit, group.number, way));
}

std::uint64_t BookBuilder::cost_of(const Step& step) const {
    if (step.kind == Step::Kind::list) return costs_[step.first];
    std::uint64_t cost = 1;
    for (std::uint32_t i = step.first; step.kind != Step::Kind::words && i < step.last; ++i)
        cost = std::min(cost + cost_of(steps_[i]), most_steps + 1);
    return cost;
}

bool BookBuilder::symbol_of(const Phrase& phrase, std::uint32_t& symbol) {
    if (phrase.kind == Phrase::Kind::word) {
        const auto [known, fresh] = words_.try_emplace(phrase.text);
        if (fresh) {
            Token token;
            next_token(phrase.text, 0, token);
            known->second = number_of(symbols_of(phrase.text, token.kind, stemmer_, language_).front(),
                                      frequency_of(phrase.text, language_));
        }
        symbol = known->second;
    } else if (phrase.kind == Phrase::Kind::exact) {
        symbol = number_of("=" + phrase.text, frequency_of(plain_form(phrase.text), language_));
    } else if (phrase.kind == Phrase::Kind::hashtag) {
        symbol = number_of("#tag", sign_frequency);
    } else if (phrase.kind == Phrase::Kind::list && phrase.text == "0") {
        symbol = number_of("#", number_frequency);
    } else if (phrase.kind == Phrase::Kind::list &&
               (phrase.text == "%" || phrase.text == "%%" || phrase.text == "$" || phrase.text == "$$")) {
        symbol = number_of(phrase.text, sign_frequency);
    } else {
        return false;
    }
    return true;
}

std::uint32_t BookBuilder::number_of(const std::string& symbol, std::uint32_t frequency) {
    const auto [found, fresh] = symbols_.try_emplace(symbol, static_cast<std::uint32_t>(symbols_.size()));
    if (fresh) symbol_frequencies_.push_back(frequency);
    else symbol_frequencies_[found->second] = std::max(symbol_frequencies_[found->second], frequency);
    return found->second;
}

void BookBuilder::sort_out(Choice& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

std::uint32_t BookBuilder::choice_of(Choice symbols) {
    sort_out(symbols);
    const auto [found, fresh] =
        choice_numbers_.try_emplace(std::move(symbols), static_cast<std::uint32_t>(choices_.size()));
    if (fresh) {
        choices_.push_back(found->first);
        std::uint32_t frequency = 0;
        for (const std::uint32_t symbol : found->first) frequency += symbol_frequencies_[symbol];
        choice_frequencies_.push_back(frequency);
    }
    return found->second;
}

std::size_t BookBuilder::Hash::operator()(const Choice& choice) const {
    std::size_t hash = choice.size();
    for (const std::uint32_t symbol : choice) hash = (hash ^ symbol) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 32);
}

void BookBuilder::number_choices(BuiltBook& built) {
    std::vector<std::uint32_t> number(choices_.size(), BuiltBook::none), order;
    const auto next = [&](std::uint32_t choice) {
        if (choice == BuiltBook::none || number[choice] != BuiltBook::none) return;
        number[choice] = static_cast<std::uint32_t>(order.size());
        order.push_back(choice);
    };
    for (const BuiltBook::Lead& lead : phrases_) next(lead.needs.front());
    built.rarest_count = order.size();
    const auto next_needs = [&](const BuiltBook::Lead& lead) {
        for (const std::uint32_t need : lead.needs) next(need);
    };
    for (const auto* all : {&phrases_, &unless_})
        for (const BuiltBook::Lead& lead : *all) next_needs(lead);
    for (const auto& entries : entries_)
        for (const BuiltBook::Lead& lead : entries) next_needs(lead);
    const std::size_t needed = order.size();
    for (std::uint32_t choice = 0; choice < choices_.size(); ++choice) next(choice);

    std::vector<Choice> numbered;
    for (const std::uint32_t choice : order) numbered.push_back(std::move(choices_[choice]));
    choices_ = std::move(numbered);
    for (Step& step : steps_)
        if (step.kind == Step::Kind::words) step.first = number[step.first];
    const auto renumber = [&](BuiltBook::Lead& lead) {
        for (std::uint32_t& need : lead.needs)
            if (need != BuiltBook::none) need = number[need];
        for (std::uint32_t* choice : {&lead.pair.before, &lead.pair.behind})
            if (*choice != BuiltBook::none) *choice = number[*choice];
    };
    for (auto* all : {&phrases_, &unless_})
        for (BuiltBook::Lead& lead : *all) renumber(lead);
    for (auto& entries : entries_)
        for (BuiltBook::Lead& lead : entries) renumber(lead);

    built.needed_words = needed / 64 + 1;
    std::vector<std::uint64_t> bits(symbols_.size());
    std::vector<BuiltBook::Needed> all;
    for (std::uint32_t word = 0; word < built.needed_words; ++word) {
        Choice touched;
        for (std::size_t bit = 0; bit < 64 && word * 64 + bit < needed; ++bit)
            for (const std::uint32_t symbol : choices_[word * 64 + bit]) {
                if (bits[symbol] == 0) touched.push_back(symbol);
                bits[symbol] |= std::uint64_t{1} << bit;
            }
        for (const std::uint32_t symbol : touched) all.push_back({std::exchange(bits[symbol], 0), word, symbol});
    }
    built.needed = {all, symbols_.size(), [](const auto& one) { return one.symbol; }};
}

void BookBuilder::finish(BuiltBook& built) {
    built.language = language_;
    number_choices(built);
    built.phrases = std::move(phrases_);
    built.unless = {unless_, group_count_, [](const BuiltBook::Lead& lead) { return lead.group; }};
    built.entries = Rows<BuiltBook::Lead>(entries_);
    built.group_count = group_count_;
    built.choices = Rows<std::uint32_t>(choices_);
    built.symbol_words = symbols_.size() / 64 + 1;
    for (const Choice& choice : choices_) {
        built.sets.push_back(choice.size() > BuiltBook::few_symbols ? static_cast<std::uint32_t>(built.members.size())
                                                                    : BuiltBook::no_set);
        if (choice.size() <= BuiltBook::few_symbols) continue;
        built.members.resize(built.members.size() + built.symbol_words);
        for (const std::uint32_t symbol : choice)
            built.members[built.sets.back() + symbol / 64] |= std::uint64_t{1} << (symbol % 64);
    }
    built.symbols = SymbolTable(symbols_);
    built.steps = std::move(steps_);
    built.units = std::move(units_);
}

}  // namespace needfirst::text
