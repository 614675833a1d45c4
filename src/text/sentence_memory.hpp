// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/fingerprint.hpp"
#include "text/phrase_book.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// What was heard in sentences before. Courses repeat themselves: of the bytes of real packages and catalogues every
/// fourth to second is of a sentence that was heard already. Holds a bounded number of them.
class SentenceMemory {
public:
    struct Known {
        base::Hash128 of{};
        std::uint32_t first = 0;  ///< in the hits
        std::uint32_t count = 0;
        std::uint32_t half_words = 0;
        bool kept = false;
    };

    SentenceMemory() : known_(smallest) {}
    /// `attending` tells what was listened for.
    static base::Hash128 key(std::string_view sentence, const void* attending) {
        return base::hash128(sentence, reinterpret_cast<std::uintptr_t>(attending));
    }
    /// Null where the sentence is not known. Lives until the next keep().
    const Known* find(const base::Hash128& key) const {
        const Known& known = known_[place(key)];
        return known.kept ? &known : nullptr;
    }
    /// Hits count from the beginning of the sentence.
    std::span<const Hit> hits(const Known& known) const { return {hits_.data() + known.first, known.count}; }
    void keep(const base::Hash128& key, std::span<const Hit> hits, std::size_t begin, std::uint32_t half_words) {
        if (count_ >= most_sentences || hits_.size() + hits.size() > most_hits) {
            known_.assign(smallest, {});
            hits_.clear();
            count_ = 0;
        }
        if (count_ * 2 >= known_.size()) grow();
        known_[place(key)] = {key, static_cast<std::uint32_t>(hits_.size()), static_cast<std::uint32_t>(hits.size()),
                              half_words, true};
        ++count_;
        const auto at = static_cast<std::uint32_t>(begin);
        for (const Hit& hit : hits) hits_.push_back({hit.phrase, hit.begin - at, hit.end - at});
    }

private:
    static constexpr std::size_t smallest = 1u << 10, most_sentences = 1u << 16, most_hits = 1u << 18;

    std::size_t place(const base::Hash128& key) const {
        std::size_t at = key.low & (known_.size() - 1);
        while (known_[at].kept && !(known_[at].of == key)) at = (at + 1) & (known_.size() - 1);
        return at;
    }
    void grow() {
        std::vector<Known> before(known_.size() * 2);
        before.swap(known_);
        for (const Known& known : before)
            if (known.kept) known_[place(known.of)] = known;
    }

    std::vector<Known> known_;
    std::vector<Hit> hits_;
    std::size_t count_ = 0;
};

}  // namespace needfirst::text
