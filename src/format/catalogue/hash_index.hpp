// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace needfirst::format::catalogue {

/// 64-bit hashes, each with the first number it was seen with. Twelve bytes a slot, at most three slots in four used:
/// for millions of rows.
class HashIndex {
public:
    /// The number that `hash` was first seen with; `number` itself the first time.
    std::uint32_t see(std::uint64_t hash, std::uint32_t number) {
        if (hash == 0) hash = 1;
        if ((used_ + 1) * 4 > hashes_.size() * 3) grow();
        const std::size_t at = slot(hash);
        if (hashes_[at] == hash) return numbers_[at];
        ++used_;
        hashes_[at] = hash;
        return numbers_[at] = number;
    }

private:
    std::size_t slot(std::uint64_t hash) const {
        std::size_t at = (hash * 0x9E3779B97F4A7C15ull >> 20) & (hashes_.size() - 1);
        while (hashes_[at] != 0 && hashes_[at] != hash) at = (at + 1) & (hashes_.size() - 1);
        return at;
    }
    void grow() {
        const auto hashes =
            std::exchange(hashes_, std::vector<std::uint64_t>(hashes_.empty() ? 64 : hashes_.size() * 2));
        const auto numbers = std::exchange(numbers_, std::vector<std::uint32_t>(hashes_.size()));
        for (std::size_t i = 0; i < hashes.size(); ++i)
            if (hashes[i] != 0) {
                const std::size_t at = slot(hashes[i]);
                hashes_[at] = hashes[i];
                numbers_[at] = numbers[i];
            }
    }

    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint32_t> numbers_;
    std::size_t used_ = 0;
};

}  // namespace needfirst::format::catalogue
