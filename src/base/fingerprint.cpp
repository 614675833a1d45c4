// SPDX-License-Identifier: Apache-2.0
#include "base/fingerprint.hpp"

#include <charconv>

#include <spdlog/fmt/fmt.h>
#include <xxhash.h>

namespace needfirst::base {

std::string fingerprint(std::string_view bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return text_of({hash.low64, hash.high64});
}

std::string text_of(const Hash128& hash) { return fmt::format("{:016x}{:016x}", hash.high, hash.low); }

std::optional<Hash128> hash_of(std::string_view fingerprint) {
    Hash128 hash;
    if (fingerprint.size() != 32) return std::nullopt;
    const auto read = [&](std::size_t from, std::uint64_t& half) {
        const char* const end = fingerprint.data() + from + 16;
        const auto [stopped, problem] = std::from_chars(fingerprint.data() + from, end, half, 16);
        return problem == std::errc() && stopped == end;
    };
    if (!read(0, hash.high) || !read(16, hash.low)) return std::nullopt;
    return hash;
}

Hash128 hash128(std::string_view bytes, std::uint64_t seed) {
    const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
    return {hash.low64, hash.high64};
}

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace needfirst::base
