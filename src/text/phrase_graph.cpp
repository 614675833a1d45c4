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
        case Phrase::Kind::either: return lay_all(phrase.parts, from, depth);
        default: return lay_all({phrase}, from, depth);
    }
}

// One-word alternatives become one step with many symbols; longer ones are laid each on its own.
PhraseGraph::Stands PhraseGraph::lay_all(const std::vector<Phrase>& alternatives, const Stands& from, int depth) {
    std::vector<std::string> symbols;
    std::vector<const Phrase*> longer;
    gather(alternatives, symbols, longer, depth);
    Stands stands;
    if (!symbols.empty()) stands = step(from, std::move(symbols));
    for (const Phrase* phrase : longer) unite(stands, lay(*phrase, from, depth + 1));
    return stands;
}

void PhraseGraph::gather(const std::vector<Phrase>& alternatives, std::vector<std::string>& symbols,
                         std::vector<const Phrase*>& longer, int depth) {
    if (depth > deepest) throw PhraseError(alternatives.front().at, "lists nested too deep (a list inside itself?)");
    std::string symbol;
    for (const Phrase& phrase : alternatives) {
        const Phrase& only =
            phrase.kind == Phrase::Kind::sequence && phrase.parts.size() == 1 ? phrase.parts.front() : phrase;
        if (symbol_of(only, symbol)) {
            symbols.push_back(symbol);
        } else if (only.kind == Phrase::Kind::either) {
            gather(only.parts, symbols, longer, depth + 1);
        } else if (only.kind == Phrase::Kind::number || only.kind == Phrase::Kind::percent ||
                   only.kind == Phrase::Kind::money) {
            gather(forms_of(only), symbols, longer, depth + 1);
        } else if (only.kind == Phrase::Kind::list) {
            const std::vector<Phrase>* entries = (*lists_)(only.text);
            if (!entries) throw PhraseError(only.at, "there is no list {" + only.text + "}");
            if (entries->empty()) throw PhraseError(only.at, "list {" + only.text + "} is empty");
            gather(*entries, symbols, longer, depth + 1);
        } else {
            longer.push_back(&only);
        }
    }
}

bool PhraseGraph::symbol_of(const Phrase& phrase, std::string& symbol) {
    if (phrase.kind == Phrase::Kind::word) {
        Token token;
        next_token(phrase.text, 0, token);
        symbol = symbols_of(phrase.text, token.kind, stemmer_, language_).front();
    } else if (phrase.kind == Phrase::Kind::exact) {
        symbol = "=" + phrase.text;
    } else if (phrase.kind == Phrase::Kind::hashtag) {
        symbol = "#tag";
    } else if (phrase.kind == Phrase::Kind::list && phrase.text == "0") {
        symbol = "#";
    } else if (phrase.kind == Phrase::Kind::list &&
               (phrase.text == "%" || phrase.text == "%%" || phrase.text == "$" || phrase.text == "$$")) {
        symbol = phrase.text;
    } else {
        return false;
    }
    return true;
}

const std::vector<Phrase>& PhraseGraph::forms_of(const Phrase& quantity) const {
    return quantity.kind == Phrase::Kind::number    ? number_forms_
           : quantity.kind == Phrase::Kind::percent ? percent_forms_
                                                    : money_forms_;
}

PhraseGraph::Stands PhraseGraph::step(const Stands& from, std::vector<std::string> symbols) {
    std::sort(symbols.begin(), symbols.end());
    symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
    for (const Stand& stand : from)
        if (stand.closed) throw PhraseError(0, "'$' stands at the end of a phrase only");
    const auto [found, fresh] = shared_.try_emplace({from, symbols}, static_cast<std::uint32_t>(accepts_.size()));
    if (fresh) {
        if (accepts_.size() >= most_nodes)
            throw PhraseError(0, "the phrases of this pack are too many for one automaton");
        accepts_.emplace_back();
        for (const Stand& stand : from)
            for (const std::string& symbol : symbols)
                arrows_.push_back({symbol, stand.node, found->second, stand.reach});
    }
    return {{found->second, 0, false}};
}

}  // namespace needfirst::text
