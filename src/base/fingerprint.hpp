// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::base {

/// 128 bits of XXH3 as 32 hexadecimal digits, the same on every machine. Tells edits, not forgeries.
std::string fingerprint(std::string_view bytes);

/// 64 bits of XXH3.
std::uint64_t hash64(std::string_view bytes);

}  // namespace needfirst::base
