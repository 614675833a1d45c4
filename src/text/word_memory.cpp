// SPDX-License-Identifier: Apache-2.0
#include "text/word_memory.hpp"

#include "base/decode.hpp"
#include "base/fingerprint.hpp"
#include "text/symbols.hpp"

#include <bit>
#include <cstring>
#include <utility>

namespace needfirst::text {

WordKey::WordKey(std::string_view text, std::size_t begin, std::size_t end)
    : length(static_cast<std::uint32_t>(end - begin)) {
    if (length > longest) {
        const auto hash = base::hash128(text.substr(begin, length), 0);
        first = hash.low, second = hash.high;
        return;
    }
    std::array<std::uint64_t, 2> bytes{};
    if (std::endian::native == std::endian::little && text.size() - begin >= longest) {
        std::memcpy(bytes.data(), text.data() + begin, longest);  // of a fixed size, which is no call
        const auto keep = [](std::size_t count) { return count >= 8 ? ~0ull : (1ull << count * 8) - 1; };
        first = bytes[0] & keep(length);
        second = bytes[1] & keep(length > 8 ? length - 8 : 0);
        return;
    }
    std::memcpy(bytes.data(), text.data() + begin, length);
    first = bytes[0], second = bytes[1];
}

const WordMemory::Word& WordMemory::look_up(std::string_view text, const Token& token) {
    const WordKey key(text, token.begin, token.end);
    const auto same = [&](const Word& word) {
        return key.length <= WordKey::longest ||
               std::memcmp(forms_.data() + word.form, text.data() + token.begin, key.length) == 0;
    };
    std::size_t at = key.hash(seed_) & (slots_.size() - 1);
    for (; slots_[at].word != free; at = (at + 1) & (slots_.size() - 1))
        if (slots_[at].key == key && same(words_[slots_[at].word])) return words_[slots_[at].word];
    slots_[at] = {key, static_cast<std::uint32_t>(words_.size())};
    words_.push_back(learn(text.substr(token.begin, key.length), token.kind));
    if (words_.size() * 2 >= slots_.size()) grow();
    return words_.back();
}

void WordMemory::grow() {
    std::vector<Slot> wider(slots_.size() * 2);
    for (const Slot& slot : slots_) {
        if (slot.word == free) continue;
        std::size_t at = slot.key.hash(seed_) & (wider.size() - 1);
        while (wider[at].word != free) at = (at + 1) & (wider.size() - 1);
        wider[at] = slot;
    }
    slots_ = std::move(wider);
}

void WordMemory::make_room() {
    if (words_.size() < most_words) return;
    slots_.assign(smallest, Slot{});
    words_.clear();
    forms_.clear();
}

WordMemory::Word WordMemory::learn(std::string_view form, Token::Kind kind) {
    Word word;
    if (form.size() > WordKey::longest) {
        word.form = static_cast<std::uint32_t>(forms_.size());
        forms_ += form;
    }
    for (const std::string& symbol : symbols_of(form, kind, stemmer_, book_.language))
        if (const auto found = book_.symbols.find(symbol)) word.symbols[word.symbol_count++] = *found;
    word.clues = book_.regexes.clues_of(base::ascii_lower(form));
    return word;
}

}  // namespace needfirst::text
