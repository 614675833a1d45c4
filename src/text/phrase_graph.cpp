// SPDX-License-Identifier: Apache-2.0
#include "text/phrase_graph.hpp"

#include "text/numbers.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

constexpr int deepest = 24;
constexpr std::size_t most_nodes = 4'000'000;

std::vector<Phrase> parsed(const std::vector<std::string_view>& forms) {
    std::vector<Phrase> phrases;
    for (const std::string_view form : forms) phrases.push_back(parse_phrase(form));
    return phrases;
}

template <class T>
void unite(std::vector<T>& into, const std::vector<T>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
}

}  // namespace

PhraseGraph::PhraseGraph(std::string_view language) : language_(language), stemmer_(language), accepts_(2) {
    const Numbers& numbers = numbers_of(language);
    number_forms_ = parsed(numbers.number_forms);
    number_forms_.push_back({Phrase::Kind::list, "0", 0, {}, 0});
    percent_forms_ = parsed(numbers.percent_forms);
    percent_forms_.push_back({Phrase::Kind::list, "%%", 0, {}, 0});
    money_forms_ = parsed(numbers.money_forms);
    money_forms_.push_back({Phrase::Kind::list, "$$", 0, {}, 0});
}

void PhraseGraph::add(const Phrase& phrase, std::uint32_t id, const PhraseBook::Lists& lists) {
    lists_ = &lists;
    for (const Stand& end : lay(phrase, {{anywhere, 0, false}}, 0)) {
        if (end.node <= sentence_start)
            throw PhraseError(phrase.at, "a phrase needs at least one word that must be there");
        auto& accepts = accepts_[end.node];
        if (std::find(accepts.begin(), accepts.end(), std::pair{id, end.closed}) != accepts.end()) continue;
        accepts.emplace_back(id, end.closed);
        if (end.closed && std::find(closing_.begin(), closing_.end(), end.node) == closing_.end())
            closing_.push_back(end.node);
    }
}

PhraseGraph::Stands PhraseGraph::lay(const Phrase& phrase, const Stands& from, int depth) {
    if (depth > deepest) throw PhraseError(phrase.at, "lists or brackets nested too deep (a list inside itself?)");
    Stands stands = from;
    switch (phrase.kind) {
        case Phrase::Kind::sequence:
            for (const Phrase& part : phrase.parts) stands = lay(part, stands, depth + 1);
            return stands;
        case Phrase::Kind::optional: unite(stands, lay(phrase.parts.front(), from, depth + 1)); return stands;
        case Phrase::Kind::gap:
            for (Stand& stand : stands)
                stand.reach = static_cast<std::uint16_t>(std::min(0xFFFF, stand.reach + phrase.reach));
            return stands;
        case Phrase::Kind::start:
            for (Stand& stand : stands) {
                if (stand.node != anywhere) throw PhraseError(phrase.at, "'^' stands at the start of a phrase only");
                stand = {sentence_start, 0, false};
            }
            return stands;
        case Phrase::Kind::end:
            for (Stand& stand : stands) stand.closed = true;
            return stands;
        default: break;
    }
    Parted parted;
    if (phrase.kind == Phrase::Kind::either) gather(phrase.parts, parted, depth);
    else gather_one(phrase, parted, depth);
    return lay_parted(parted, from, depth);
}

// One-word alternatives become one step with many symbols; longer ones are laid each on its own.
PhraseGraph::Stands PhraseGraph::lay_parted(const Parted& parted, const Stands& from, int depth) {
    Stands stands;
    if (!parted.symbols.empty()) stands = step(from, parted.symbols);
    for (const Phrase* phrase : parted.longer) {
        const Stands more = lay(*phrase, from, depth + 1);
        stands.insert(stands.end(), more.begin(), more.end());
    }
    if (!parted.longer.empty()) unite(stands, {});
    return stands;
}

void PhraseGraph::gather(const std::vector<Phrase>& alternatives, Parted& into, int depth) {
    if (depth > deepest) throw PhraseError(alternatives.front().at, "lists nested too deep (a list inside itself?)");
    for (const Phrase& phrase : alternatives)
        gather_one(phrase.kind == Phrase::Kind::sequence && phrase.parts.size() == 1 ? phrase.parts.front() : phrase,
                   into, depth);
}

void PhraseGraph::gather_one(const Phrase& phrase, Parted& into, int depth) {
    std::uint32_t symbol = 0;
    if (symbol_of(phrase, symbol)) {
        into.symbols.push_back(symbol);
    } else if (phrase.kind == Phrase::Kind::either) {
        gather(phrase.parts, into, depth + 1);
    } else if (phrase.kind == Phrase::Kind::number || phrase.kind == Phrase::Kind::percent ||
               phrase.kind == Phrase::Kind::money) {
        gather_named(forms_of(phrase), into, depth);
    } else if (phrase.kind == Phrase::Kind::list) {
        const std::vector<Phrase>* entries = (*lists_)(phrase.text);
        if (!entries) throw PhraseError(phrase.at, "there is no list {" + phrase.text + "}");
        if (entries->empty()) throw PhraseError(phrase.at, "list {" + phrase.text + "} is empty");
        gather_named(*entries, into, depth);
        into.whole = false;
    } else {
        into.longer.push_back(&phrase);
    }
}

void PhraseGraph::gather_named(const std::vector<Phrase>& alternatives, Parted& into, int depth) {
    auto known = parted_.find(&alternatives);
    if (known == parted_.end()) {
        Parted parted;
        gather(alternatives, parted, depth + 1);
        if (!parted.whole) {
            into.symbols.insert(into.symbols.end(), parted.symbols.begin(), parted.symbols.end());
            into.longer.insert(into.longer.end(), parted.longer.begin(), parted.longer.end());
            return;
        }
        known = parted_.emplace(&alternatives, std::move(parted)).first;
    }
    into.symbols.insert(into.symbols.end(), known->second.symbols.begin(), known->second.symbols.end());
    into.longer.insert(into.longer.end(), known->second.longer.begin(), known->second.longer.end());
}

bool PhraseGraph::symbol_of(const Phrase& phrase, std::uint32_t& symbol) {
    if (phrase.kind == Phrase::Kind::word) {
        const auto [known, fresh] = words_.try_emplace(phrase.text);
        if (fresh) {
            Token token;
            next_token(phrase.text, 0, token);
            known->second = number_of(symbols_of(phrase.text, token.kind, stemmer_, language_).front());
        }
        symbol = known->second;
    } else if (phrase.kind == Phrase::Kind::exact) {
        symbol = number_of("=" + phrase.text);
    } else if (phrase.kind == Phrase::Kind::hashtag) {
        symbol = number_of("#tag");
    } else if (phrase.kind == Phrase::Kind::list && phrase.text == "0") {
        symbol = number_of("#");
    } else if (phrase.kind == Phrase::Kind::list &&
               (phrase.text == "%" || phrase.text == "%%" || phrase.text == "$" || phrase.text == "$$")) {
        symbol = number_of(phrase.text);
    } else {
        return false;
    }
    return true;
}

std::uint32_t PhraseGraph::number_of(const std::string& symbol) {
    return symbols_.try_emplace(symbol, static_cast<std::uint32_t>(symbols_.size())).first->second;
}

const std::vector<Phrase>& PhraseGraph::forms_of(const Phrase& quantity) const {
    return quantity.kind == Phrase::Kind::number    ? number_forms_
           : quantity.kind == Phrase::Kind::percent ? percent_forms_
                                                    : money_forms_;
}

std::size_t PhraseGraph::Hash::operator()(const Choice& choice) const {
    std::size_t hash = choice.size();
    for (const std::uint32_t symbol : choice) hash = (hash ^ symbol) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 32);
}

std::size_t PhraseGraph::Hash::operator()(const Step& step) const {
    std::size_t hash = step.choice;
    for (const Stand& stand : step.from)
        hash = (hash ^ stand.node ^ (std::size_t{stand.reach} << 32)) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 32);
}

PhraseGraph::Stands PhraseGraph::step(const Stands& from, Choice symbols) {
    for (const Stand& stand : from)
        if (stand.closed) throw PhraseError(0, "'$' stands at the end of a phrase only");
    std::sort(symbols.begin(), symbols.end());
    symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
    const auto [choice, new_choice] =
        choice_numbers_.try_emplace(std::move(symbols), static_cast<std::uint32_t>(choices_.size()));
    if (new_choice) choices_.push_back(choice->first);
    const auto [found, fresh] =
        shared_.try_emplace({from, choice->second}, static_cast<std::uint32_t>(accepts_.size()));
    if (fresh) {
        if (accepts_.size() >= most_nodes)
            throw PhraseError(0, "the phrases of this pack are too many for one automaton");
        accepts_.emplace_back();
        for (const Stand& stand : from) arrows_.push_back({choice->second, stand.node, found->second, stand.reach});
    }
    return {{found->second, 0, false}};
}

}  // namespace needfirst::text
