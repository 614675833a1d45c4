// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace needfirst::text {

/// What was meant by a C1 control character (0x80 to 0x9F): windows-1252 written as a number, "&#146;". A space for the
/// five that mean nothing.
constexpr char32_t from_windows_1252(char32_t c) {
    constexpr char16_t meant[32] = {0x20AC, 0x20,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x20,   0x017D, 0x20,
                                    0x20,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x20,   0x017E, 0x0178};
    return meant[c - 0x80];
}

}  // namespace needfirst::text
