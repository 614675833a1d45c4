// SPDX-License-Identifier: Apache-2.0
#include "text/built_book.hpp"
#include "text/phrase_book.hpp"
#include "text/phrase_graph.hpp"
#include "text/sentences.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <algorithm>
#include <array>

namespace needfirst::text {
namespace {

std::uint64_t hash_of(std::string_view form) {
    std::uint64_t hash = 0x9E3779B97F4A7C15ull ^ form.size();
    for (const char c : form) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return hash ^ (hash >> 29);
}

}  // namespace

/// Words are looked up by their surface form, so lower-casing and stemming cost once per form and Ear, not once per
/// token. Of the graph only those nodes are looked at that a phrase stands on.
struct Ear::State {
    /// What an Ear knows of a word: its symbols, the choices it is part of, and the phrases it begins.
    struct Known {
        std::uint64_t hash = 0;
        std::uint32_t key = 0, length = 0;  // in `forms`; length 0: free
        std::uint32_t choices = 0, choice_count = 0, starts = 0, start_count = 0;
        std::array<std::uint32_t, 3> symbols{};
        std::uint32_t symbol_count = 0;
    };
    /// A node from which a phrase may go on.
    struct Waiting {
        std::uint32_t node;
        std::uint32_t at;     // position of the last word that led to it
        std::uint32_t begun;  // where the first word of that phrase begins in the text
        BuiltBook::Node next;
    };
    /// An edge that the present word takes.
    struct Taken {
        std::uint32_t from, to, order, begun;
    };
    static constexpr std::size_t most_words = 1u << 18;
    static constexpr std::uint32_t nowhere = ~0u;

    explicit State(const BuiltBook& built) : book(built), stemmer(built.language) {
        place.resize(book.nodes.size(), nowhere);
        heard_at.resize(book.choice_count);
        known.resize(1u << 12);
    }

    const BuiltBook& book;
    Stemmer stemmer;
    std::vector<Waiting> waiting;
    std::vector<std::uint32_t> place;     // of each node in `waiting`
    std::vector<std::uint32_t> heard_at;  // by choice: position of the last word of it, kept while a node waits
    std::vector<Taken> taken;
    std::vector<Waiting> closing;  // nodes that count if the sentence ends here; `next` unused
    std::uint32_t position = 1;
    std::vector<Known> known;
    std::size_t words = 0;
    std::string forms;
    std::vector<std::uint32_t> choices;  // of all known words
    std::vector<BuiltBook::Start> starts;
    std::vector<Hit> hits;
    std::uint64_t half_words = 0;

    const Known& look_up(std::string_view form, Token::Kind kind);
    void learn(Known& slot, std::string_view form, Token::Kind kind);
    void grow();
    void walk(const Known& word, std::uint32_t first, const Token& token);
    void go_on(const Known& word, std::uint32_t end);
    void try_edges(const Waiting& one, const Known& word, std::uint32_t between);
    void reach(std::uint32_t node, std::uint32_t begun, std::uint32_t end);
    void sentence(std::string_view text, std::size_t begin, std::size_t end);
    void match_regexes(std::string_view text, std::size_t begin, std::size_t end);
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
    if (known.size() >= most_words) {  // a text of endless different words: forget, and go on in bounded memory
        std::fill(known.begin(), known.end(), Known{});
        forms.clear();
        choices.clear();
        starts.clear();
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
    slot.symbol_count = 0;
    slot.choices = static_cast<std::uint32_t>(choices.size());
    slot.starts = static_cast<std::uint32_t>(starts.size());
    for (const std::string& symbol : symbols_of(form, kind, stemmer, book.language)) {
        const auto found = book.symbols.find(symbol);
        if (found == book.symbols.end()) continue;
        slot.symbols[slot.symbol_count++] = found->second;
        const auto first = static_cast<std::ptrdiff_t>(starts.size());
        for (const auto& [_, choice] : book.choices[found->second]) {
            choices.push_back(choice);
            const auto begins = book.starts[choice];
            starts.insert(starts.end(), begins.begin(), begins.end());
        }
        std::sort(starts.begin() + first, starts.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
    }
    slot.choice_count = static_cast<std::uint32_t>(choices.size()) - slot.choices;
    slot.start_count = static_cast<std::uint32_t>(starts.size()) - slot.starts;
}

void Ear::State::reach(std::uint32_t number, std::uint32_t begun, std::uint32_t end) {
    const BuiltBook::Node& node = book.nodes[number];
    if (node.leads_on()) {
        if (place[number] == nowhere) {
            place[number] = static_cast<std::uint32_t>(waiting.size());
            waiting.push_back({number, position, begun, node});
        } else {
            waiting[place[number]].at = position;
            waiting[place[number]].begun = begun;
        }
    }
    if (!node.accepts) return;
    bool closes = false;
    for (const BuiltBook::Accept& accept : book.accepts[number])
        if (accept.at_end) closes = true;
        else hits.push_back({accept.phrase, begun, end});
    if (closes) closing.push_back({number, position, begun, {}});
}

void Ear::State::try_edges(const Waiting& one, const Known& word, std::uint32_t between) {
    const auto take = [&](const BuiltBook::Edge& edge) {
        if (between <= edge.reach) taken.push_back({one.node, edge.to, edge.order, one.begun});
    };
    for (std::uint32_t i = one.next.edges; i < one.next.edges_end; ++i)
        if (heard_at[book.edges[i].word] == position) take(book.edges[i]);
    if (one.next.by_symbol == one.next.by_symbol_end) return;
    const auto before = [](const BuiltBook::Edge& edge, std::uint32_t symbol) { return edge.word < symbol; };
    const auto* const begin = book.by_symbol.data() + one.next.by_symbol;
    const auto* const end = book.by_symbol.data() + one.next.by_symbol_end;
    for (std::uint32_t i = 0; i < word.symbol_count; ++i)
        for (const auto* edge = std::lower_bound(begin, end, word.symbols[i], before);
             edge != end && edge->word == word.symbols[i]; ++edge)
            take(*edge);
}

// The phrases that stand somewhere and go on with this word, those with the last node first: hits come in that order,
// and of two that lead to one node the later counts.
void Ear::State::go_on(const Known& word, std::uint32_t end) {
    for (std::uint32_t i = word.choices; i < word.choices + word.choice_count; ++i) heard_at[choices[i]] = position;
    taken.clear();
    std::uint32_t left = 0;
    for (std::uint32_t i = 0; i < waiting.size(); ++i) {
        const std::uint32_t between = position - waiting[i].at - 1;
        if (between > waiting[i].next.reach) {
            place[waiting[i].node] = nowhere;
            continue;
        }
        try_edges(waiting[i], word, between);
        if (left != i) {
            waiting[left] = waiting[i];
            place[waiting[left].node] = left;
        }
        ++left;
    }
    waiting.resize(left);
    if (taken.size() > 1)
        std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) {
            return a.from != b.from ? a.from > b.from : a.order < b.order;
        });
    for (const Taken& edge : taken) reach(edge.to, edge.begun, end);
}

void Ear::State::walk(const Known& word, std::uint32_t first, const Token& token) {
    const auto begin = static_cast<std::uint32_t>(token.begin), end = static_cast<std::uint32_t>(token.end);
    if (!waiting.empty()) go_on(word, end);
    const std::uint32_t between = position - first;  // since the sentence began
    if (between <= book.start_reach)
        for (std::uint32_t i = word.choices; i < word.choices + word.choice_count; ++i)
            for (const BuiltBook::Start& start : book.sentence_starts[choices[i]])
                if (between <= start.reach) reach(start.to, begin, end);
    for (std::uint32_t i = word.starts; i < word.starts + word.start_count; ++i) reach(starts[i].to, begin, end);
}

void Ear::State::sentence(std::string_view text, std::size_t begin, std::size_t end) {
    if (position > 0xF0000000u) {
        std::fill(heard_at.begin(), heard_at.end(), 0);
        position = 1;
    }
    for (const Waiting& one : waiting) place[one.node] = nowhere;
    waiting.clear();
    closing.clear();
    const std::uint32_t first = ++position + 1;
    Token token;
    std::size_t last_end = begin;
    for (std::size_t at = begin; next_token(text.substr(0, end), at, token); at = token.end) {
        ++position;
        half_words += token.half_words;
        const Known& word = look_up(text.substr(token.begin, token.end - token.begin), token.kind);
        last_end = token.end;
        if (word.choice_count != 0) walk(word, first, token);
    }
    for (const Waiting& one : closing)
        if (one.at == position)
            for (const BuiltBook::Accept& accept : book.accepts[one.node])
                if (accept.at_end) hits.push_back({accept.phrase, one.begun, static_cast<std::uint32_t>(last_end)});
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
        if (state.book.any_regex) state.match_regexes(text, begin, end);
        if (!state.hits.empty()) heard({text.substr(begin, end - begin), begin, number, state.hits});
        begin = end;
    }
}

std::uint64_t Ear::take_half_words() { return std::exchange(state_->half_words, 0); }

}  // namespace needfirst::text
