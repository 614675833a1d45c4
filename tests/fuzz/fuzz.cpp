// SPDX-License-Identifier: Apache-2.0
// One program for libFuzzer; NEEDFIRST_FUZZ_TARGET names the target.
#include "fuzz/targets.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* const target = [] {
        for (const auto& one : needfirst::fuzz::targets())
            if (one.name == NEEDFIRST_FUZZ_TARGET) return &one;
        std::abort();
    }();
    target->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
