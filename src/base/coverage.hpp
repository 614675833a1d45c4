// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::base {

/// What became of one member of a package.
enum class CoverageState : std::uint8_t { read, partly, skipped, limited, error };

/// The word the store uses: "read", "partly", "skipped", "limited", "error".
constexpr std::string_view name(CoverageState state) {
    constexpr std::string_view names[] = {"read", "partly", "skipped", "limited", "error"};
    return names[static_cast<std::size_t>(state)];
}

constexpr std::size_t values_of(CoverageState) { return 5; }

/// One member, or set of rows, that was not read whole, and why. `reason` is for a person: what happened, which limit,
/// what to do.
struct Coverage {
    std::string member;
    std::uint64_t bytes = 0;
    CoverageState state = CoverageState::skipped;
    std::string reason;
    bool gap = true;  ///< text of the course may be missing for it; false for settings, pictures, what was left out
                      ///< knowingly: counts against the share of text that was read
    bool operator==(const Coverage&) const = default;
};

}  // namespace needfirst::base
