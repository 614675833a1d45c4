// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::container {

/// What came of inflating a raw deflate stream step by step.
struct Inflated {
    std::string bytes;
    enum class End { whole, broken, full } end = End::broken;  ///< full: there is more than `at_most`
};

/// Slower than libdeflate, but keeps what stands before a mistake, needs no size, and stops when it has enough.
Inflated inflate_some(std::string_view packed, std::uint64_t at_most);

}  // namespace needfirst::container
