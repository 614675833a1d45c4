// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace needfirst::audit {

/// A part of a run, told by the path of an input alone: every machine with the same tree comes to the same parts.
struct Shard {
    std::uint32_t number = 0, of = 0;  ///< from 1; of 0: the whole run
    bool whole() const { return of == 0; }
    /// Whether an input is in it. The path counts as it is given, but for "./" and doubled slashes.
    bool has(std::string_view path) const;
    std::string text() const;  ///< "3/7", "" for the whole
};

/// Reads "3/7". Throws base::UsageError.
Shard shard_of(const std::string& text);

/// Shards that are together in one store: "1,2,4/7".
struct Shards {
    std::set<std::uint32_t> numbers;
    std::uint32_t of = 0;
    /// "" for none, and where none is missing.
    std::string text() const;
    std::string missing() const;  ///< "3, 5"; "" for none
};
Shards shards_of(std::string_view text);

}  // namespace needfirst::audit
