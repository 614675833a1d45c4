// SPDX-License-Identifier: Apache-2.0
#include "text/phrase_book.hpp"

#include "base/charset.hpp"
#include "text/numbers.hpp"
#include "text/phrase_graph.hpp"
#include "text/sentences.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <algorithm>

#include <re2/re2.h>
#include <re2/set.h>

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

}  // namespace

struct PhraseBook::Built {
    explicit Built(std::string_view language) : language(language), graph(language) {}
    std::string language;
    PhraseGraph graph;
    std::unordered_map<std::string, std::vector<Edge>> edges;  // by symbol, sorted by `from`, last node first
    std::vector<std::uint32_t> accept_begin;              // of node n: accepts[accept_begin[n] ... accept_begin[n + 1])
    std::vector<std::pair<std::uint32_t, bool>> accepts;  // phrase, and whether it must end the sentence
    std::vector<std::string> patterns;
    std::vector<std::uint32_t> pattern_ids;
    std::vector<std::unique_ptr<re2::RE2>> regexes;
    std::unique_ptr<re2::RE2::Set> any_regex;
};

PhraseBook::PhraseBook(std::string_view language) : built_(std::make_unique<Built>(language)) {}
PhraseBook::~PhraseBook() = default;
PhraseBook::PhraseBook(PhraseBook&&) noexcept = default;

void PhraseBook::add(const Phrase& phrase, std::uint32_t id, const Lists& lists) {
    built_->graph.add(phrase, id, lists);
}

void PhraseBook::add_regex(const std::string& pattern, std::uint32_t id) {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    auto regex = std::make_unique<re2::RE2>(pattern, options);
    if (!regex->ok()) throw PhraseError(0, "not a regular expression: " + regex->error());
    built_->regexes.push_back(std::move(regex));
    built_->patterns.push_back(pattern);
    built_->pattern_ids.push_back(id);
}

void PhraseBook::build() {
    Built& built = *built_;
    const auto& accepts = built.graph.accepts();
    for (const auto& of_node : accepts) {
        built.accept_begin.push_back(static_cast<std::uint32_t>(built.accepts.size()));
        built.accepts.insert(built.accepts.end(), of_node.begin(), of_node.end());
    }
    built.accept_begin.push_back(static_cast<std::uint32_t>(built.accepts.size()));
    for (const auto& arrow : built.graph.arrows())
        built.edges[arrow.symbol].push_back({arrow.from, arrow.to, arrow.reach, !accepts[arrow.to].empty()});
    for (auto& [symbol, edges] : built.edges)
        std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.from > b.from; });
    if (built.patterns.empty()) return;
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    built.any_regex = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
    for (const std::string& pattern : built.patterns) built.any_regex->Add(pattern, nullptr);
    if (!built.any_regex->Compile())
        throw PhraseError(0, "the regular expressions of this pack are too large together");
}

std::size_t PhraseBook::nodes() const { return built_->graph.accepts().size(); }

// What an Ear knows of a word: the edges that it drives. Words are looked up by their surface form, so lower-casing and
// stemming cost once per form and Ear, not once per token.
struct Ear::State {
    struct Known {
        std::uint64_t hash = 0;
        std::uint32_t key = 0, length = 0;  // in `forms`; length 0: free
        const PhraseBook::Edge* edges = nullptr;
        std::size_t count = 0;
    };
    static constexpr std::size_t most_words = 1u << 18;

    explicit State(const PhraseBook& phrases) : book(*phrases.built_), stemmer(book.language) {
        reached.resize(book.graph.accepts().size());
        begun.resize(reached.size());
        known.resize(1u << 12);
    }

    const PhraseBook::Built& book;
    Stemmer stemmer;
    std::vector<std::uint32_t> reached;  // position of the last word that led to a node
    std::vector<std::uint32_t> begun;    // where the first word of that phrase begins in the text
    std::uint32_t position = 1;
    std::vector<Known> known;
    std::size_t words = 0;
    std::string forms;
    std::vector<std::unique_ptr<std::vector<PhraseBook::Edge>>> merged;
    std::vector<Hit> hits;
    std::uint64_t half_words = 0;

    const Known& look_up(std::string_view form, Token::Kind kind);
    void learn(Known& slot, std::string_view form, Token::Kind kind);
    void grow();
    void walk(const Known& word, std::uint32_t first, const Token& token, bool parted);
    void sentence(std::string_view text, std::size_t begin, std::size_t end);
    void match_regexes(std::string_view text, std::size_t begin, std::size_t end);
};

namespace {

// Whether what stands between two words keeps them from being next to each other: "from idea to action, learning how"
// is no "action learning". A comma, a bracket or a dash does; a quote, a slash or a hyphen does not.
bool parted(std::string_view between) {
    if (between.size() < 2) return false;
    for (std::size_t i = 0; i < between.size(); ++i) {
        const char c = between[i];
        if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '[' || c == ']') return true;
        if (c == '-' && i > 0 && between[i - 1] == ' ' && i + 1 < between.size()) return true;
        if (c == '\xE2' && (between.substr(i, 3) == "\u2013" || between.substr(i, 3) == "\u2014")) return true;
    }
    return false;
}

std::uint64_t hash_of(std::string_view form) {
    std::uint64_t hash = 0x9E3779B97F4A7C15ull ^ form.size();
    for (const char c : form) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return hash ^ (hash >> 29);
}

}  // namespace

const Ear::State::Known& Ear::State::look_up(std::string_view form, Token::Kind kind) {
    const std::uint64_t hash = hash_of(form);
    std::size_t at = hash & (known.size() - 1);
    for (; known[at].length != 0; at = (at + 1) & (known.size() - 1)) {
        const Known& slot = known[at];
        if (slot.hash == hash && slot.length == form.size() &&
            std::string_view(forms).substr(slot.key, slot.length) == form)
            return slot;
    }
    if (words * 2 >= known.size()) {
        grow();
        return look_up(form, kind);
    }
    known[at].hash = hash;
    learn(known[at], form, kind);
    return known[at];
}

void Ear::State::grow() {
    if (known.size() >= most_words) {  // a text of endless different words: forget, and go on in bounded memory
        std::fill(known.begin(), known.end(), Known{});
        forms.clear();
        merged.clear();
        words = 0;
        return;
    }
    std::vector<Known> wider(known.size() * 2);
    for (const Known& slot : known) {
        if (slot.length == 0) continue;
        std::size_t at = slot.hash & (wider.size() - 1);
        while (wider[at].length != 0) at = (at + 1) & (wider.size() - 1);
        wider[at] = slot;
    }
    known = std::move(wider);
}

void Ear::State::learn(Known& slot, std::string_view form, Token::Kind kind) {
    ++words;
    slot.key = static_cast<std::uint32_t>(forms.size());
    slot.length = static_cast<std::uint32_t>(form.size());
    forms += form;
    std::vector<const std::vector<PhraseBook::Edge>*> driven;
    for (const std::string& symbol : symbols_of(form, kind, stemmer, book.language)) {
        const auto found = book.edges.find(symbol);
        if (found != book.edges.end()) driven.push_back(&found->second);
    }
    if (driven.empty()) return;
    const std::vector<PhraseBook::Edge>* edges = driven.front();
    if (driven.size() > 1) {
        auto together = std::make_unique<std::vector<PhraseBook::Edge>>();
        for (const auto* part : driven) together->insert(together->end(), part->begin(), part->end());
        std::stable_sort(together->begin(), together->end(),
                         [](const auto& a, const auto& b) { return a.from > b.from; });
        edges = together.get();
        merged.push_back(std::move(together));
    }
    slot.edges = edges->data();
    slot.count = edges->size();
}

// Edges come with their last `from` first, so that a word which continues a phrase and also begins it again does the
// first before the second overwrites where the phrase stood.
void Ear::State::walk(const Known& word, std::uint32_t first, const Token& token, bool parted) {
    const auto begin = static_cast<std::uint32_t>(token.begin), end = static_cast<std::uint32_t>(token.end);
    for (std::size_t i = 0; i < word.count; ++i) {
        const PhraseBook::Edge& edge = word.edges[i];
        if (edge.from == PhraseGraph::anywhere) {
            begun[edge.to] = begin;
        } else {
            const std::uint32_t at = reached[edge.from];
            if (at + 1 < first || position - at - 1 > edge.reach) continue;
            if (parted && edge.reach == 0 && edge.from != PhraseGraph::sentence_start) continue;
            begun[edge.to] = edge.from == PhraseGraph::sentence_start ? begin : begun[edge.from];
        }
        reached[edge.to] = position;
        if (!edge.accepts) continue;
        for (std::uint32_t a = book.accept_begin[edge.to]; a < book.accept_begin[edge.to + 1]; ++a)
            if (!book.accepts[a].second) hits.push_back({book.accepts[a].first, begun[edge.to], end});
    }
}

void Ear::State::sentence(std::string_view text, std::size_t begin, std::size_t end) {
    if (position > 0xF0000000u) {
        std::fill(reached.begin(), reached.end(), 0);
        position = 1;
    }
    reached[PhraseGraph::sentence_start] = ++position;
    const std::uint32_t first = position + 1;
    Token token;
    std::size_t last_end = begin;
    for (std::size_t at = begin; next_token(text.substr(0, end), at, token); at = token.end) {
        ++position;
        half_words += token.half_words;
        const Known& word = look_up(text.substr(token.begin, token.end - token.begin), token.kind);
        if (word.count != 0) walk(word, first, token, parted(text.substr(last_end, token.begin - last_end)));
        last_end = token.end;
    }
    for (const std::uint32_t node : book.graph.closing_nodes())
        if (reached[node] == position && position >= first)
            for (std::uint32_t a = book.accept_begin[node]; a < book.accept_begin[node + 1]; ++a)
                if (book.accepts[a].second)
                    hits.push_back({book.accepts[a].first, begun[node], static_cast<std::uint32_t>(last_end)});
}

void Ear::State::match_regexes(std::string_view text, std::size_t begin, std::size_t end) {
    std::vector<int> matched;
    const std::string_view sentence = text.substr(begin, end - begin);
    if (!book.any_regex->Match({sentence.data(), sentence.size()}, &matched)) return;
    std::sort(matched.begin(), matched.end());
    for (const int number : matched) {
        const auto pattern = static_cast<std::size_t>(number);
        re2::StringPiece span;
        if (!book.regexes[pattern]->Match({sentence.data(), sentence.size()}, 0, sentence.size(), re2::RE2::UNANCHORED,
                                          &span, 1))
            continue;
        const auto at = static_cast<std::uint32_t>(span.data() - text.data());
        hits.push_back({book.pattern_ids[pattern], at, at + static_cast<std::uint32_t>(span.size())});
    }
}

Ear::Ear(const PhraseBook& book) : state_(std::make_unique<State>(book)) {}
Ear::~Ear() = default;
Ear::Ear(Ear&&) noexcept = default;

void Ear::listen(std::string_view text, const std::function<void(const Sentence&)>& heard) {
    State& state = *state_;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = sentence_end(text, begin);
        state.hits.clear();
        state.sentence(text, begin, end);
        if (state.book.any_regex) state.match_regexes(text, begin, end);
        if (!state.hits.empty()) heard({text.substr(begin, end - begin), begin, number, state.hits});
        begin = end;
    }
}

std::uint64_t Ear::take_half_words() { return std::exchange(state_->half_words, 0); }

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
