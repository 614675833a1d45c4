// SPDX-License-Identifier: Apache-2.0
#include "text/block_text.hpp"

#include "base/decode.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

/// C1 control characters are windows-1252 that was written as a number: "&#146;".
constexpr char16_t windows_1252[32] = {0x20AC, 0x20,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x20,   0x017D, 0x20,
                                       0x20,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x20,   0x017E, 0x0178};

bool is_space(char32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_nothing(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xFEFF;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F; }

}  // namespace

void BlockText::put(std::string_view piece) {
    if (piece.empty()) return;
    if (gap_ != Gap::none && !text_.empty()) text_ += gap_ == Gap::line ? '\n' : ' ';
    gap_ = Gap::none;
    text_ += piece;
}

/// One code point beyond ASCII; its length.
std::size_t BlockText::odd(std::string_view utf8, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[at + i]); };
    const auto lead = byte(0);
    const auto length = std::min<std::size_t>(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, utf8.size() - at);
    char32_t c = 0xFFFF;  // of no interest
    if (length == 2) c = (lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    if (length == 3) c = (lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    if (is_space(c)) {
        space();
    } else if (c == 0x2028 || c == 0x2029) {
        line();
    } else if (c >= 0x80 && c < 0xA0) {
        std::string mended;
        if (windows_1252[c - 0x80] == 0x20) return space(), length;
        base::append_utf8(mended, windows_1252[c - 0x80]);
        put(mended);
    } else if (!is_nothing(c)) {
        put(utf8.substr(at, length));
    }
    return length;
}

void BlockText::add(std::string_view utf8, bool lines) {
    for (std::size_t at = 0; at < utf8.size();) {
        auto end = at;
        while (end < utf8.size() && is_plain(utf8[end])) ++end;
        put(utf8.substr(at, end - at));
        if ((at = end) == utf8.size()) break;
        if (static_cast<unsigned char>(utf8[at]) >= 0x80) {
            at += odd(utf8, at);
        } else {
            if (lines && utf8[at] == '\n') line();
            else space();
            ++at;
        }
    }
}

}  // namespace needfirst::text
