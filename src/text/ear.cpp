// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
#include "text/built_book.hpp"
#include "text/hearing.hpp"
#include "text/phrase_book.hpp"
#include "text/sentence_memory.hpp"
#include "text/sentences.hpp"
#include "text/stemmer.hpp"
#include "text/symbols.hpp"
#include "text/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>
#include <utility>

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
/// token.
struct Ear::State {
    /// What an Ear knows of a word.
    struct Word {
        std::array<std::uint32_t, 3> symbols{};  // those the book knows
        std::uint8_t symbol_count = 0;
        std::uint32_t key = 0, length = 0;  // in `forms`
        RegexBook::Clues clues = 0;
    };
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t word = free;
    };
    static constexpr std::size_t most_words = 1u << 17, longest_remembered = 2048;
    static constexpr std::uint32_t free = ~0u;

    explicit State(const BuiltBook& built) : book(built), stemmer(built.language), slots(1u << 12) {}

    const BuiltBook& book;
    Stemmer stemmer;
    std::unique_ptr<Hearing<1>> few;  // words in the sentence
    std::unique_ptr<Hearing<4>> more;
    std::unique_ptr<Hearing<16>> many;
    std::vector<Slot> slots;
    std::vector<Word> words;
    std::string forms;
    std::span<const std::uint8_t> wanted;  // groups
    std::string_view text;
    Sentence sentence{};  // at hand
    std::vector<Spoken> spoken;
    RegexBook::Clues clues = 0;
    std::vector<Hit> hits, by_regex;
    std::vector<std::uint32_t> groups;  // that regular expressions heard
    std::uint64_t half_words = 0;
    SentenceMemory memory;

    const Word& look_up(std::string_view form, Token::Kind kind);
    Word learn(std::string_view form, Token::Kind kind);
    void grow();
    void forget();
    std::size_t take_in(std::size_t begin, std::size_t end);
    template <std::size_t Words>
    void hear_with(std::unique_ptr<Hearing<Words>>& hearing);
    void hear();
    std::size_t recall_or_hear(std::size_t begin, std::size_t end);
};

const Ear::State::Word& Ear::State::look_up(std::string_view form, Token::Kind kind) {
    const std::uint64_t hash = hash_of(form);
    std::size_t at = hash & (slots.size() - 1);
    for (; slots[at].word != free; at = (at + 1) & (slots.size() - 1)) {
        if (slots[at].hash != hash) continue;
        const Word& word = words[slots[at].word];
        if (word.length == form.size() && std::memcmp(forms.data() + word.key, form.data(), form.size()) == 0)
            return word;
    }
    slots[at] = {hash, static_cast<std::uint32_t>(words.size())};
    words.push_back(learn(form, kind));
    if (words.size() * 2 >= slots.size()) grow();
    return words.back();
}

void Ear::State::grow() {
    std::vector<Slot> wider(slots.size() * 2);
    for (const Slot& slot : slots) {
        if (slot.word == free) continue;
        std::size_t at = slot.hash & (wider.size() - 1);
        while (wider[at].word != free) at = (at + 1) & (wider.size() - 1);
        wider[at] = slot;
    }
    slots = std::move(wider);
}

/// A text of endless different words is heard in bounded memory.
void Ear::State::forget() {
    slots.assign(1u << 12, Slot{});
    words.clear();
    forms.clear();
}

Ear::State::Word Ear::State::learn(std::string_view form, Token::Kind kind) {
    Word word;
    word.key = static_cast<std::uint32_t>(forms.size());
    word.length = static_cast<std::uint32_t>(form.size());
    forms += form;
    for (const std::string& symbol : symbols_of(form, kind, stemmer, book.language))
        if (const auto found = book.symbols.find(symbol); found != book.symbols.end())
            word.symbols[word.symbol_count++] = found->second;
    word.clues = book.regexes.clues_of(base::ascii_lower(form));
    return word;
}

// The end of a sentence of text[begin, end), which has more words than any sentence has where it ends before `end`.
std::size_t Ear::State::take_in(std::size_t begin, std::size_t end) {
    if (words.size() >= most_words) forget();
    spoken.clear();
    clues = 0;
    Token token;
    std::size_t last_end = begin;
    for (std::size_t at = begin; next_token(text.substr(0, end), at, token); at = token.end) {
        if (spoken.size() + 1 == Places<16>::most) return token.begin;
        half_words += token.half_words;
        const Word& word = look_up(text.substr(token.begin, token.end - token.begin), token.kind);
        clues |= word.clues;
        spoken.push_back({word.symbols, word.symbol_count, parts(text.substr(last_end, token.begin - last_end)),
                          static_cast<std::uint32_t>(token.begin), static_cast<std::uint32_t>(token.end)});
        last_end = token.end;
    }
    return end;
}

template <std::size_t Words>
void Ear::State::hear_with(std::unique_ptr<Hearing<Words>>& hearing) {
    if (!hearing) hearing = std::make_unique<Hearing<Words>>(book);
    const auto match = [&](const auto& is_wanted) {
        book.regexes.match(text, sentence.begin, sentence.begin + sentence.text.size(), clues, is_wanted, by_regex,
                           groups);
    };
    match([&](const Group& group) { return !group.unless && (wanted.empty() || wanted[group.number]); });
    hearing->hear(spoken, wanted, groups, hits);
    match([&](const Group& group) { return group.unless && hearing->heard(group.number); });
}

void Ear::State::hear() {
    hits.clear();
    by_regex.clear();
    groups.clear();
    if (spoken.size() < Places<1>::most) hear_with(few);
    else if (spoken.size() < Places<4>::most) hear_with(more);
    else hear_with(many);
    const auto order = [](const Hit& hit) { return std::tuple(hit.end, hit.phrase, hit.begin); };
    std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return order(a) < order(b); });
    hits.erase(std::unique(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return order(a) == order(b); }),
               hits.end());
    std::sort(by_regex.begin(), by_regex.end(), [](const Hit& a, const Hit& b) { return a.phrase < b.phrase; });
    hits.insert(hits.end(), by_regex.begin(), by_regex.end());
    sentence.hits = hits;
}

// The sentence text[begin, end); gives its end, as take_in() does.
std::size_t Ear::State::recall_or_hear(std::size_t begin, std::size_t end) {
    const bool may_repeat = end - begin <= longest_remembered;
    const auto key = may_repeat ? SentenceMemory::key(text.substr(begin, end - begin), wanted.data()) : base::Hash128{};
    const auto* const known = may_repeat ? memory.find(key) : nullptr;
    if (known) {
        half_words += known->half_words;
        hits.clear();
        const auto at = static_cast<std::uint32_t>(begin);
        for (const Hit& hit : memory.hits(*known)) hits.push_back({hit.phrase, hit.begin + at, hit.end + at});
        sentence.text = text.substr(begin, end - begin);
        sentence.hits = hits;
        spoken.clear();
        return end;
    }
    const std::uint64_t before = half_words;
    const std::size_t taken = take_in(begin, end);
    sentence.text = text.substr(begin, taken - begin);
    hear();
    if (may_repeat && taken == end) memory.keep(key, hits, begin, static_cast<std::uint32_t>(half_words - before));
    return taken;
}

Ear::Ear(const PhraseBook& book) : state_(std::make_unique<State>(*book.built_)) {}
Ear::~Ear() = default;
Ear::Ear(Ear&&) noexcept = default;

void Ear::listen(std::string_view text, const std::function<void(const Sentence&)>& heard) {
    State& state = *state_;
    state.text = text;
    std::size_t number = 0, whole = 0;  // the end of a sentence that may be too long
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        if (begin >= whole) whole = sentence_end(text, begin);
        state.sentence = {{}, begin, number, {}};
        const std::size_t end = state.recall_or_hear(begin, whole);
        if (!state.hits.empty()) heard(state.sentence);
        begin = end;
    }
}

void Ear::attend(std::span<const std::uint8_t> wanted) { state_->wanted = wanted; }

std::span<const Hit> Ear::again() {
    const Sentence& sentence = state_->sentence;
    if (state_->spoken.empty()) {  // it was known
        const std::uint64_t counted = state_->half_words;
        state_->take_in(sentence.begin, sentence.begin + sentence.text.size());
        state_->half_words = counted;
    }
    state_->hear();
    return state_->hits;
}

std::uint64_t Ear::take_half_words() { return std::exchange(state_->half_words, 0); }

}  // namespace needfirst::text
