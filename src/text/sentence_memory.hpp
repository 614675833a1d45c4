// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/fingerprint.hpp"
#include "text/phrase_book.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// What was heard in sentences before. Courses repeat themselves: of the bytes of real packages and catalogues every
/// fourth to second is of a sentence that was heard already. Holds a bounded number of them. Any number of threads.
class SentenceMemory {
public:
    /// `attending` tells what was listened for.
    static base::Hash128 key(std::string_view sentence, const void* attending) {
        return base::hash128(sentence, reinterpret_cast<std::uintptr_t>(attending));
    }
    /// The hits of a sentence that begins at `begin`, and its words are added to `half_words`; false where it is not
    /// known.
    bool recall(const base::Hash128& key, std::size_t begin, std::vector<Hit>& hits, std::uint64_t& half_words) {
        Part& part = part_of(key);
        const std::lock_guard lock(part.mutex);
        const Known& known = part.known[part.place(key)];
        if (!known.kept) return false;
        half_words += known.half_words;
        hits.clear();
        const auto at = static_cast<std::uint32_t>(begin);
        for (const Hit& hit : std::span(part.hits).subspan(known.first, known.count))
            hits.push_back({hit.phrase, hit.begin + at, hit.end + at});
        return true;
    }
    void keep(const base::Hash128& key, std::span<const Hit> hits, std::size_t begin, std::uint32_t half_words) {
        Part& part = part_of(key);
        const std::lock_guard lock(part.mutex);
        if (part.known[part.place(key)].kept) return;  // by another thread meanwhile
        part.make_room(hits.size());
        part.known[part.place(key)] = {key, static_cast<std::uint32_t>(part.hits.size()),
                                       static_cast<std::uint32_t>(hits.size()), half_words, true};
        ++part.count;
        const auto at = static_cast<std::uint32_t>(begin);
        for (const Hit& hit : hits) part.hits.push_back({hit.phrase, hit.begin - at, hit.end - at});
    }

private:
    /// So many that two threads hardly ever want the same.
    static constexpr std::size_t parts = 32;
    static constexpr std::size_t smallest = 1u << 6, most_sentences = (1u << 16) / parts,
                                 most_hits = (1u << 18) / parts;

    struct Known {
        base::Hash128 of{};
        std::uint32_t first = 0;  ///< in the hits, which count from the beginning of the sentence
        std::uint32_t count = 0;
        std::uint32_t half_words = 0;
        bool kept = false;
    };

    struct alignas(64) Part {
        std::mutex mutex;
        std::vector<Known> known = std::vector<Known>(smallest);
        std::vector<Hit> hits;
        std::size_t count = 0;

        std::size_t place(const base::Hash128& key) const {
            std::size_t at = key.low & (known.size() - 1);
            while (known[at].kept && !(known[at].of == key)) at = (at + 1) & (known.size() - 1);
            return at;
        }
        void make_room(std::size_t more_hits) {
            if (count >= most_sentences || hits.size() + more_hits > most_hits) {
                known.assign(smallest, {});
                hits.clear();
                count = 0;
            }
            if (count * 2 < known.size()) return;
            std::vector<Known> before(known.size() * 2);
            before.swap(known);
            for (const Known& one : before)
                if (one.kept) known[place(one.of)] = one;
        }
    };
    Part& part_of(const base::Hash128& key) { return parts_[key.high % parts]; }

    std::array<Part, parts> parts_;
};

}  // namespace needfirst::text
