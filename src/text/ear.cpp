// SPDX-License-Identifier: Apache-2.0
#include "base/deadline.hpp"
#include "text/built_book.hpp"
#include "text/hearing.hpp"
#include "text/phrase_book.hpp"
#include "text/sentence_memory.hpp"
#include "text/sentences.hpp"
#include "text/tokens.hpp"
#include "text/word_memory.hpp"

#include <algorithm>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace needfirst::text {
namespace {

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

/// What an Ear and its copies have in common.
struct Ear::Shared {
    explicit Shared(const BuiltBook& of) : book(of) {}
    const Attention* attention(std::span<const std::uint8_t> wanted);

    const BuiltBook& book;
    SentenceMemory sentences;
    std::mutex mutex;  // of what follows
    std::vector<std::unique_ptr<const Attention>> attentions;
};

const Attention* Ear::Shared::attention(std::span<const std::uint8_t> wanted) {
    const std::lock_guard lock(mutex);
    for (const auto& known : attentions)
        if (std::equal(wanted.begin(), wanted.end(), known->wanted.begin(), known->wanted.end())) return known.get();
    return attentions.emplace_back(std::make_unique<const Attention>(book, wanted)).get();
}

struct Ear::State {
    static constexpr std::size_t longest_remembered = 2048;

    explicit State(std::shared_ptr<Shared> with) : shared(std::move(with)), book(shared->book), words(book) {}

    std::shared_ptr<Shared> shared;
    const BuiltBook& book;
    WordMemory words;
    std::unique_ptr<Hearing<1>> few;  // words in the sentence
    std::unique_ptr<Hearing<4>> more;
    std::unique_ptr<Hearing<16>> many;
    std::unordered_map<const std::uint8_t*, const Attention*> attention_for;
    const Attention* attention = nullptr;
    std::string_view text;
    Sentence sentence{};  // at hand
    std::vector<Spoken> spoken;
    RegexBook::Clues clues = 0;
    std::vector<Hit> hits, by_regex;
    std::vector<std::uint32_t> groups;  // that regular expressions heard
    std::uint64_t half_words = 0;

    void attend(std::span<const std::uint8_t> wanted);
    std::size_t take_in(std::size_t begin, std::size_t end);
    template <std::size_t Words>
    void hear_with(std::unique_ptr<Hearing<Words>>& hearing);
    void hear();
    std::size_t recall_or_hear(std::size_t begin, std::size_t end);
};

void Ear::State::attend(std::span<const std::uint8_t> wanted) {
    const auto [known, fresh] = attention_for.try_emplace(wanted.data(), nullptr);
    if (fresh) known->second = shared->attention(wanted);
    attention = known->second;
}

// The end of a sentence of text[begin, end), which has more words than any sentence has where it ends before `end`.
std::size_t Ear::State::take_in(std::size_t begin, std::size_t end) {
    words.make_room();
    spoken.clear();
    clues = 0;
    Token token;
    std::size_t last_end = begin;
    for (std::size_t at = begin; next_token(text.substr(0, end), at, token); at = token.end) {
        if (spoken.size() + 1 == Places<16>::most) return token.begin;
        half_words += token.half_words;
        const WordMemory::Word& word = words.look_up(text, token);
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
    const auto& wanted = attention->wanted;
    match([&](const Group& group) { return !group.unless && (wanted.empty() || wanted[group.number]); });
    hearing->hear(spoken, *attention, groups, hits);
    if (hits.empty() && groups.empty()) return;
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
    const auto key = may_repeat ? SentenceMemory::key(text.substr(begin, end - begin), attention) : base::Hash128{};
    if (may_repeat && shared->sentences.recall(key, begin, hits, half_words)) {
        sentence.text = text.substr(begin, end - begin);
        sentence.hits = hits;
        spoken.clear();
        return end;
    }
    const std::uint64_t before = half_words;
    const std::size_t taken = take_in(begin, end);
    sentence.text = text.substr(begin, taken - begin);
    hear();
    if (may_repeat && taken == end)
        shared->sentences.keep(key, hits, begin, static_cast<std::uint32_t>(half_words - before));
    return taken;
}

Ear::Ear(const PhraseBook& book) : state_(std::make_unique<State>(std::make_shared<Shared>(*book.built_))) {}
Ear::Ear(const Ear& other) : state_(std::make_unique<State>(other.state_->shared)) {}
Ear::~Ear() = default;
Ear::Ear(Ear&&) noexcept = default;

void Ear::listen(std::string_view text, const std::function<void(const Sentence&)>& heard) {
    State& state = *state_;
    if (!state.attention) state.attend({});
    state.text = text;
    std::size_t number = 0, whole = 0;  // the end of a sentence that may be too long
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        base::Deadline::check();
        if (begin >= whole) whole = sentence_end(text, begin);
        state.sentence = {{}, begin, number, {}};
        const std::size_t end = state.recall_or_hear(begin, whole);
        if (!state.hits.empty()) heard(state.sentence);
        begin = end;
    }
}

void Ear::attend(std::span<const std::uint8_t> wanted) { state_->attend(wanted); }

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
