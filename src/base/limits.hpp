// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace needfirst::base {

/// How much of one package is read before the reader stops and says so. Each has an option on the command line.
struct Limits {
    std::uint64_t members = 200'000;           ///< entries listed in one container
    std::uint64_t member_bytes = 64ull << 20;  ///< one member, inflated
    std::uint64_t package_bytes = 1ull << 30;  ///< all members of one package together, inflated
    std::uint64_t text_bytes = 64ull << 20;    ///< text kept of one package; of a catalogue a course at a time is kept
    std::uint64_t ratio = 200;                 ///< inflated : packed, of one member ...
    std::uint64_t ratio_floor = 1ull << 20;    ///< ... judged only above this many inflated bytes
    std::uint32_t depth = 3;                   ///< archives inside archives
    std::uint32_t nesting = 512;               ///< elements inside elements, objects inside objects
};

}  // namespace needfirst::base
