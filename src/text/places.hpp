// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace needfirst::text {

/// Places between the words of a sentence, as bits: place i is before word i, counted from 0.
template <std::size_t Words>
class Places {
public:
    static constexpr std::size_t most = Words * 64;

    void add(std::size_t place) { bits_[place / 64] |= std::uint64_t{1} << (place % 64); }
    bool any() const {
        std::uint64_t all = 0;
        for (const std::uint64_t word : bits_) all |= word;
        return all != 0;
    }
    std::size_t count() const {
        std::size_t all = 0;
        for (const std::uint64_t word : bits_) all += static_cast<std::size_t>(std::popcount(word));
        return all;
    }
    /// The last of them; of none, nothing that means anything.
    std::size_t last() const {
        std::size_t word = Words - 1;
        while (word > 0 && bits_[word] == 0) --word;
        return word * 64 + 63 - static_cast<std::size_t>(std::countl_zero(bits_[word] | 1));
    }
    template <class Each>
    void for_each(const Each& each) const {
        for (std::size_t word = 0; word < Words; ++word)
            for (std::uint64_t left = bits_[word]; left != 0; left &= left - 1)
                each(word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }
    /// All of them `by` words further on; by is less than 64.
    Places moved(std::size_t by) const {
        Places found;
        for (std::size_t word = 0; word < Words; ++word) {
            found.bits_[word] = bits_[word] << by;
            if (word > 0 && by > 0) found.bits_[word] |= bits_[word - 1] >> (64 - by);
        }
        return found;
    }
    /// They, and all places up to `reach` words behind one of them.
    Places widened(std::size_t reach) const {
        Places found = *this;
        for (std::size_t covered = 0; covered < reach && covered < most;) {
            const std::size_t by = std::min({covered + 1, reach - covered, std::size_t{63}});
            found |= found.moved(by);
            covered += by;
        }
        return found;
    }
    static Places up_to(std::size_t last) {
        Places found;
        for (std::size_t word = 0; word < Words; ++word)
            if (last >= word * 64 + 63) found.bits_[word] = ~std::uint64_t{0};
            else if (last >= word * 64) found.bits_[word] = (std::uint64_t{2} << (last % 64)) - 1;
        return found;
    }
    Places& operator|=(const Places& other) {
        for (std::size_t word = 0; word < Words; ++word) bits_[word] |= other.bits_[word];
        return *this;
    }
    Places& operator&=(const Places& other) {
        for (std::size_t word = 0; word < Words; ++word) bits_[word] &= other.bits_[word];
        return *this;
    }
    bool operator==(const Places&) const = default;
    friend Places operator|(Places a, const Places& b) { return a |= b; }
    friend Places operator&(Places a, const Places& b) { return a &= b; }
    Places without(const Places& other) const {
        Places found;
        for (std::size_t word = 0; word < Words; ++word) found.bits_[word] = bits_[word] & ~other.bits_[word];
        return found;
    }

private:
    std::array<std::uint64_t, Words> bits_{};
};

}  // namespace needfirst::text
