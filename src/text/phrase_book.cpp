// SPDX-License-Identifier: Apache-2.0
#include "text/phrase_book.hpp"

#include "base/charset.hpp"
#include "text/built_book.hpp"
#include "text/numbers.hpp"
#include "text/phrase_graph.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <algorithm>
#include <tuple>

namespace needfirst::text {
namespace {

// The lower-case form words are compared in: ’ and ' are the same.
std::string plain_form(std::string_view word) {
    std::string lower;
    bool ascii = true;
    for (const char c : word) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    lower = ascii ? std::string(word) : base::fold_case(word);
    if (ascii)
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    for (std::size_t at; (at = lower.find("\u2019")) != std::string::npos;) lower.replace(at, 3, "'");
    return lower;
}

void lay_edges(const PhraseGraph& graph, BuiltBook& built) {
    for (const auto& choice : graph.choices())
        built.wide.push_back(choice.size() > BuiltBook::few_symbols ? static_cast<std::uint32_t>(built.wide_count++)
                                                                    : BuiltBook::narrow);
    std::vector<Sieve> sieves(graph.choices().size());
    for (std::size_t choice = 0; choice < sieves.size(); ++choice)
        for (const std::uint32_t symbol : graph.choices()[choice]) sieves[choice].add(symbol);
    struct Leaving {
        std::uint32_t from, order;
    };
    std::vector<Leaving> leaving;
    for (std::uint32_t order = 0; order < graph.arrows().size(); ++order)
        if (graph.arrows()[order].from > PhraseGraph::sentence_start)
            leaving.push_back({graph.arrows()[order].from, order});
    built.nodes.resize(graph.accepts().size());
    const Rows<Leaving> arrows(leaving, built.nodes.size(), [](const Leaving& one) { return one.from; });
    for (std::size_t i = 0; i < built.nodes.size(); ++i) {
        BuiltBook::Node& node = built.nodes[i];
        node.edges = static_cast<std::uint32_t>(built.by_symbol.size());
        node.wide_edges = static_cast<std::uint32_t>(built.by_choice.size());
        for (const auto& [_, order] : arrows[i]) {
            const PhraseGraph::Arrow& arrow = graph.arrows()[order];
            const auto& symbols = graph.choices()[arrow.choice];
            if (built.wide[arrow.choice] != BuiltBook::narrow)
                built.by_choice.push_back({built.wide[arrow.choice], arrow.to, order, arrow.reach});
            else
                for (const std::uint32_t symbol : symbols)
                    built.by_symbol.push_back({symbol, arrow.to, order, arrow.reach});
            for (std::size_t word = 0; word < 2; ++word) node.leads_on.bits[word] |= sieves[arrow.choice].bits[word];
            node.reach = std::max(node.reach, arrow.reach);
        }
        node.edges_end = static_cast<std::uint32_t>(built.by_symbol.size());
        node.wide_edges_end = static_cast<std::uint32_t>(built.by_choice.size());
        std::sort(built.by_symbol.begin() + node.edges, built.by_symbol.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.word, a.order) < std::tie(b.word, b.order); });
    }
    built.pairs = PairSieve(built.by_symbol.size());
    for (std::uint32_t i = 0; i < built.nodes.size(); ++i)
        for (auto edge = built.nodes[i].edges; edge < built.nodes[i].edges_end; ++edge)
            built.pairs.add(i, built.by_symbol[edge].word);
}

}  // namespace

PhraseBook::PhraseBook(std::string_view language)
    : graph_(std::make_unique<PhraseGraph>(language)), built_(std::make_unique<BuiltBook>()) {
    built_->language = language;
}
PhraseBook::~PhraseBook() = default;
PhraseBook::PhraseBook(PhraseBook&&) noexcept = default;

void PhraseBook::add(const Phrase& phrase, std::uint32_t id, const Lists& lists) { graph_->add(phrase, id, lists); }

void PhraseBook::add_regex(const std::string& pattern, std::uint32_t id) { built_->regexes.add(pattern, id); }

void PhraseBook::build() {
    BuiltBook& built = *built_;
    const PhraseGraph& graph = *graph_;
    const std::size_t nodes = graph.accepts().size();
    const std::size_t choice_count = graph.choices().size();

    std::vector<std::pair<std::uint32_t, std::uint32_t>> choices;
    for (std::uint32_t choice = 0; choice < choice_count; ++choice)
        for (const std::uint32_t symbol : graph.choices()[choice]) choices.emplace_back(symbol, choice);
    built.choices = {choices, graph.symbols().size(), [](const auto& pair) { return pair.first; }};
    built.symbols = graph.symbols();

    std::vector<BuiltBook::Start> starts, sentence_starts;
    for (std::uint32_t order = 0; order < graph.arrows().size(); ++order) {
        const PhraseGraph::Arrow& arrow = graph.arrows()[order];
        if (arrow.from > PhraseGraph::sentence_start) continue;
        (arrow.from == PhraseGraph::anywhere ? starts : sentence_starts)
            .push_back({arrow.choice, arrow.to, order, arrow.reach});
    }
    const auto by_choice = [](const BuiltBook::Start& start) { return start.choice; };
    built.starts = {starts, choice_count, by_choice};
    built.sentence_starts = {sentence_starts, choice_count, by_choice};
    lay_edges(graph, built);

    std::vector<BuiltBook::Accept> accepts;
    for (std::uint32_t node = 0; node < nodes; ++node)
        for (const auto& [phrase, at_end] : graph.accepts()[node]) {
            accepts.push_back({node, phrase, at_end});
            built.nodes[node].accepts = true;
        }
    built.accepts = {accepts, nodes, [](const BuiltBook::Accept& accept) { return accept.node; }};
    graph_.reset();
}

std::size_t PhraseBook::nodes() const { return built_->nodes.size(); }

std::vector<std::string> symbols_of(std::string_view form, Token::Kind kind, Stemmer& stemmer,
                                    std::string_view language) {
    switch (kind) {
        case Token::Kind::number: return {"w" + plain_form(form), "#"};
        case Token::Kind::percent: return {"%%"};
        case Token::Kind::money: return {"$$"};
        case Token::Kind::hashtag: return {"#tag"};
        case Token::Kind::sign: return {form == "%" ? "%" : "$"};
        case Token::Kind::word: break;
    }
    const std::string lower = plain_form(form);
    std::string exact = "=" + std::string(form);
    for (std::size_t at; (at = exact.find("\u2019")) != std::string::npos;) exact.replace(at, 3, "'");
    std::vector<std::string> symbols = {"w" + std::string(stemmer.stem(lower)), std::move(exact)};
    const auto& words = numbers_of(language).words;
    if (std::find(words.begin(), words.end(), lower) != words.end()) symbols.emplace_back("#");
    return symbols;
}

}  // namespace needfirst::text
