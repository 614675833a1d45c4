// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::base {

/// 128 bits of XXH3 as 32 hexadecimal digits, the same on every machine. Tells edits, not forgeries.
std::string fingerprint(std::string_view bytes);

struct Hash128 {
    std::uint64_t low = 0, high = 0;
    bool operator==(const Hash128&) const = default;
};
/// 128 bits of XXH3.
Hash128 hash128(std::string_view bytes, std::uint64_t seed);
/// As a fingerprint is written, and back; nothing where the text is none.
std::string text_of(const Hash128& hash);
std::optional<Hash128> hash_of(std::string_view fingerprint);

/// 64 bits of XXH3.
std::uint64_t hash64(std::string_view bytes);

}  // namespace needfirst::base
