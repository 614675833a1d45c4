// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/built_book.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace needfirst::text {

/// The phrases of the groups that are listened for.
struct Attention {
    /// A lead, and a choice it needs beside its rarest.
    struct Chance {
        std::uint32_t need, lead;
    };
    std::vector<std::uint8_t> wanted;   ///< by group; empty: all
    Rows<Chance> chances;               ///< by the rarest choice they need
    std::vector<std::uint64_t> rarest;  ///< a bit for each choice that has some

    /// `of`: by group, whether it is wanted.
    Attention(const BuiltBook& book, std::span<const std::uint8_t> of);
};

}  // namespace needfirst::text
