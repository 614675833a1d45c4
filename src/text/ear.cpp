// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
#include "text/built_book.hpp"
#include "text/phrase_book.hpp"
#include "text/phrase_graph.hpp"
#include "text/sentences.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace needfirst::text {
namespace {

std::uint64_t four_bytes(const char* at) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, at, 4);
    return bytes;
}

std::uint64_t hash_of(std::string_view form) {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ull;
    std::uint64_t hash = form.size();
    const auto mix = [&](std::uint64_t bytes) {
        hash = (hash ^ bytes) * factor;
        hash ^= hash >> 32;
    };
    const char* at = form.data();
    std::size_t left = form.size();
    for (; left >= 8; at += 8, left -= 8) mix(four_bytes(at) | four_bytes(at + 4) << 32);
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    if (left >= 4) mix(four_bytes(at) | four_bytes(at + left - 4) << 32);
    else if (left > 0) mix(byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16);
    return hash;
}

// Whether what stands between two words keeps them from being next to each other: "from idea to action, learning how"
// is no "action learning". A comma, a bracket or a dash does; a quote, a slash or a hyphen does not.
bool parts(std::string_view between) {
    if (between.size() < 2) return false;
    for (std::size_t i = 0; i < between.size(); ++i) {
        const char c = between[i];
        if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '[' || c == ']') return true;
        if (c == '-' && i > 0 && between[i - 1] == ' ' && i + 1 < between.size()) return true;
        if (c == '\xE2' && (between.substr(i, 3) == "\u2013" || between.substr(i, 3) == "\u2014")) return true;
    }
    return false;
}

}  // namespace

/// Words are looked up by their surface form, so lower-casing and stemming cost once per form and Ear, not once per
/// token. Of the graph only those nodes are looked at that a phrase stands on.
struct Ear::State {
    struct Range {
        std::uint32_t begin = 0, end = 0;
    };
    /// What an Ear knows of a word: its symbols, and the phrases it begins.
    struct Known {
        std::uint64_t hash = 0;
        std::uint32_t key = 0, length = 0;  // in `forms`; length 0: free
        std::array<std::uint32_t, 3> symbols{};
        std::uint32_t symbol_count = 0;
        Sieve sieve;      // of the symbols
        Range whole;      // in `wholes`: nodes where a phrase of this one word ends
        Range next;       // in `nexts`: nodes from which a phrase goes on with the very next word
        Range wide;       // in `wides`: nodes from which it may go on later
        Range beginning;  // in `beginnings`: the same at the start of a sentence
        RegexBook::Clues clues = 0;
        std::uint32_t wide_choices = 0;  // in `wide_choices`: one bit for each wide choice, set where it is in it
    };
    /// A node from which a phrase may go on.
    struct Waiting {
        std::uint32_t node;
        std::uint32_t at;     // position of the last word that led to it
        std::uint32_t begun;  // where the first word of that phrase begins in the text
        std::uint32_t reach;
        Sieve leads_on;
    };
    struct Next {
        Sieve leads_on;
        std::uint32_t node;
    };
    /// An edge that the present word takes.
    struct Taken {
        std::uint32_t from, to, order, begun;
    };
    struct Closing {
        std::uint32_t node, at, begun;
    };
    static constexpr std::size_t most_words = 1u << 17;
    static constexpr std::uint32_t nowhere = ~0u;

    explicit State(const BuiltBook& built) : book(built), stemmer(built.language) {
        place.resize(book.nodes.size(), nowhere);
        known.resize(1u << 12);
    }

    const BuiltBook& book;
    Stemmer stemmer;
    std::vector<Waiting> waiting;
    std::vector<std::uint32_t> place;  // of each node in `waiting`
    std::vector<Taken> taken;
    std::vector<Closing> closing;  // nodes that count if the sentence ends here
    Range next;                    // of the word before
    std::uint32_t next_begun = 0;
    std::uint32_t position = 1;
    bool parted = false;  // from the word before
    std::vector<Known> known;
    std::size_t words = 0;
    std::string forms;
    std::vector<std::uint32_t> wholes, wides;
    std::vector<Next> nexts;
    std::vector<BuiltBook::Start> beginnings;
    std::vector<std::uint64_t> wide_choices;
    std::vector<Hit> hits;
    RegexBook::Clues clues = 0;  // of the sentence
    std::uint64_t half_words = 0;

    const Known& look_up(std::string_view form, Token::Kind kind);
    void learn(Known& slot, std::string_view form, Token::Kind kind);
    void learn_starts(Known& slot, std::vector<BuiltBook::Start>& starts);
    void grow();
    void forget();
    void walk(const Known& word, std::uint32_t first, const Token& token);
    void go_on(const Known& word, std::uint32_t end);
    void try_edges(std::uint32_t node, std::uint32_t begun, const Known& word, std::uint32_t between);
    void reach(std::uint32_t node, std::uint32_t begun, std::uint32_t end);
    void wait(std::uint32_t number, std::uint32_t begun);
    void end_phrases(std::uint32_t node, std::uint32_t begun, std::uint32_t end);
    void sentence(std::string_view text, std::size_t begin, std::size_t end);
};

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
    std::vector<Known> wider(known.size() * 2);
    for (const Known& slot : known) {
        if (slot.length == 0) continue;
        std::size_t at = slot.hash & (wider.size() - 1);
        while (wider[at].length != 0) at = (at + 1) & (wider.size() - 1);
        wider[at] = slot;
    }
    known = std::move(wider);
}

/// A text of endless different words is heard in bounded memory. Between sentences only: `next` is of a known word.
void Ear::State::forget() {
    known.assign(1u << 12, Known{});
    words = 0;
    forms.clear();
    wholes.clear();
    wides.clear();
    nexts.clear();
    beginnings.clear();
    wide_choices.clear();
}

void Ear::State::learn(Known& slot, std::string_view form, Token::Kind kind) {
    ++words;
    slot.key = static_cast<std::uint32_t>(forms.size());
    slot.length = static_cast<std::uint32_t>(form.size());
    forms += form;
    std::vector<BuiltBook::Start> starts;
    slot.beginning.begin = static_cast<std::uint32_t>(beginnings.size());
    slot.wide_choices = static_cast<std::uint32_t>(wide_choices.size());
    for (const std::string& symbol : symbols_of(form, kind, stemmer, book.language)) {
        const auto found = book.symbols.find(symbol);
        if (found == book.symbols.end()) continue;
        slot.symbols[slot.symbol_count++] = found->second;
        slot.sieve.add(found->second);
        wide_choices.resize(slot.wide_choices + book.wide_count / 64 + 1);
        const auto first = static_cast<std::ptrdiff_t>(starts.size());
        for (const auto& [_, choice] : book.choices[found->second]) {
            if (const std::uint32_t wide = book.wide[choice]; wide != BuiltBook::narrow)
                wide_choices[slot.wide_choices + wide / 64] |= std::uint64_t{1} << (wide % 64);
            for (const auto& start : book.starts[choice]) starts.push_back(start);
            for (const auto& start : book.sentence_starts[choice]) beginnings.push_back(start);
        }
        std::sort(starts.begin() + first, starts.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
    }
    slot.beginning.end = static_cast<std::uint32_t>(beginnings.size());
    learn_starts(slot, starts);
    slot.clues = book.regexes.clues_of(base::ascii_lower(form));
}

void Ear::State::learn_starts(Known& slot, std::vector<BuiltBook::Start>& starts) {
    const auto begin = [](const auto& all) { return Range{static_cast<std::uint32_t>(all.size()), 0}; };
    slot.whole = begin(wholes), slot.next = begin(nexts), slot.wide = begin(wides);
    for (const BuiltBook::Start& start : starts) {
        const BuiltBook::Node& node = book.nodes[start.to];
        if (node.accepts) wholes.push_back(start.to);
        if (node.is_last()) continue;
        if (node.reach > 0) wides.push_back(start.to);
        else nexts.push_back({node.leads_on, start.to});
    }
    slot.whole.end = begin(wholes).begin, slot.next.end = begin(nexts).begin, slot.wide.end = begin(wides).begin;
}

void Ear::State::wait(std::uint32_t number, std::uint32_t begun) {
    if (place[number] == nowhere) {
        const BuiltBook::Node& node = book.nodes[number];
        place[number] = static_cast<std::uint32_t>(waiting.size());
        waiting.push_back({number, position, begun, node.reach, node.leads_on});
    } else {
        waiting[place[number]].at = position;
        waiting[place[number]].begun = begun;
    }
}

void Ear::State::end_phrases(std::uint32_t node, std::uint32_t begun, std::uint32_t end) {
    bool closes = false;
    for (const BuiltBook::Accept& accept : book.accepts[node])
        if (accept.at_end) closes = true;
        else hits.push_back({accept.phrase, begun, end});
    if (closes) closing.push_back({node, position, begun});
}

void Ear::State::reach(std::uint32_t number, std::uint32_t begun, std::uint32_t end) {
    const BuiltBook::Node& node = book.nodes[number];
    if (!node.is_last()) wait(number, begun);
    if (node.accepts) end_phrases(number, begun, end);
}

void Ear::State::try_edges(std::uint32_t number, std::uint32_t begun, const Known& word, std::uint32_t between) {
    const BuiltBook::Node& node = book.nodes[number];
    const auto take = [&](const BuiltBook::Edge& edge) {
        if (between <= edge.reach && !(parted && edge.reach == 0))
            taken.push_back({number, edge.to, edge.order, begun});
    };
    const auto* const first = book.by_symbol.data() + node.edges;
    const auto* const last = book.by_symbol.data() + node.edges_end;
    if (node.edges_end - node.edges <= BuiltBook::few_edges) {
        for (const auto* edge = first; edge != last; ++edge)
            for (std::uint32_t i = 0; i < word.symbol_count; ++i)
                if (edge->word == word.symbols[i]) take(*edge);
    } else {
        const auto before = [](const BuiltBook::Edge& edge, std::uint32_t symbol) { return edge.word < symbol; };
        for (std::uint32_t i = 0; i < word.symbol_count; ++i) {
            const std::uint32_t symbol = word.symbols[i];
            if (!book.pairs.may_hold(number, symbol)) continue;
            for (const auto* edge = std::lower_bound(first, last, symbol, before); edge != last && edge->word == symbol;
                 ++edge)
                take(*edge);
        }
    }
    const std::uint64_t* const choices = wide_choices.data() + word.wide_choices;
    for (std::uint32_t i = node.wide_edges; i < node.wide_edges_end; ++i) {
        const BuiltBook::Edge& edge = book.by_choice[i];
        if (choices[edge.word / 64] >> (edge.word % 64) & 1) take(edge);
    }
}

// The phrases that stand somewhere and go on with this word, those with the last node first: hits come in that order,
// and of two that lead to one node the later counts. One that stands on a node twice goes on once, from where it began
// last.
void Ear::State::go_on(const Known& word, std::uint32_t end) {
    taken.clear();
    for (std::uint32_t i = 0; i < waiting.size();) {
        const Waiting& one = waiting[i];
        const std::uint32_t between = position - one.at - 1;
        if (between > one.reach) {
            place[one.node] = nowhere;
            if (i + 1 < waiting.size()) {
                waiting[i] = waiting.back();
                place[waiting[i].node] = i;
            }
            waiting.pop_back();
            continue;
        }
        if (one.leads_on.may_share(word.sieve)) try_edges(one.node, one.begun, word, between);
        ++i;
    }
    for (std::uint32_t i = next.begin; i < next.end; ++i)
        if (nexts[i].leads_on.may_share(word.sieve)) try_edges(nexts[i].node, next_begun, word, 0);
    if (taken.size() > 1) {
        std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) {
            return a.from != b.from ? a.from > b.from : a.order != b.order ? a.order < b.order : a.begun > b.begun;
        });
        taken.erase(std::unique(taken.begin(), taken.end(),
                                [](const Taken& a, const Taken& b) { return a.from == b.from && a.order == b.order; }),
                    taken.end());
    }
    for (const Taken& edge : taken) reach(edge.to, edge.begun, end);
}

void Ear::State::walk(const Known& word, std::uint32_t first, const Token& token) {
    const auto begin = static_cast<std::uint32_t>(token.begin), end = static_cast<std::uint32_t>(token.end);
    if (!waiting.empty() || next.begin != next.end) go_on(word, end);
    for (std::uint32_t i = word.beginning.begin; i < word.beginning.end; ++i)
        if (position - first <= beginnings[i].reach) reach(beginnings[i].to, begin, end);
    for (std::uint32_t i = word.whole.begin; i < word.whole.end; ++i) end_phrases(wholes[i], begin, end);
    for (std::uint32_t i = word.wide.begin; i < word.wide.end; ++i) wait(wides[i], begin);
    next = word.next;
    next_begun = begin;
}

void Ear::State::sentence(std::string_view text, std::size_t begin, std::size_t end) {
    if (position > 0xF0000000u) position = 1;
    if (words >= most_words) forget();
    for (const Waiting& one : waiting) place[one.node] = nowhere;
    waiting.clear();
    closing.clear();
    next = {};
    clues = 0;
    const std::uint32_t first = ++position + 1;
    Token token;
    std::size_t last_end = begin;
    for (std::size_t at = begin; next_token(text.substr(0, end), at, token); at = token.end) {
        ++position;
        half_words += token.half_words;
        const Known& word = look_up(text.substr(token.begin, token.end - token.begin), token.kind);
        parted = parts(text.substr(last_end, token.begin - last_end));
        if (parted) next = {};
        last_end = token.end;
        clues |= word.clues;
        if (word.symbol_count != 0) walk(word, first, token);
        else next = {};
    }
    for (const Closing& one : closing)
        if (one.at == position)
            for (const BuiltBook::Accept& accept : book.accepts[one.node])
                if (accept.at_end) hits.push_back({accept.phrase, one.begun, static_cast<std::uint32_t>(last_end)});
}

Ear::Ear(const PhraseBook& book) : state_(std::make_unique<State>(*book.built_)) {}
Ear::~Ear() = default;
Ear::Ear(Ear&&) noexcept = default;

void Ear::listen(std::string_view text, const std::function<void(const Sentence&)>& heard) {
    State& state = *state_;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = sentence_end(text, begin);
        state.hits.clear();
        state.sentence(text, begin, end);
        state.book.regexes.match(text, begin, end, state.clues, state.hits);
        if (!state.hits.empty()) heard({text.substr(begin, end - begin), begin, number, state.hits});
        begin = end;
    }
}

std::uint64_t Ear::take_half_words() { return std::exchange(state_->half_words, 0); }

}  // namespace needfirst::text
