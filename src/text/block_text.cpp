// SPDX-License-Identifier: Apache-2.0
#include "text/block_text.hpp"

#include "base/decode.hpp"
#include "text/windows_1252.hpp"

#include <algorithm>
#include <array>

namespace needfirst::text {
namespace {

bool is_space(char32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_nothing(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xFEFF;
}

enum class Byte : std::uint8_t { word, blank, odd, markup };

/// Bytes that stand for themselves in a word: ASCII, and beyond it all of a code point whose first byte tells that it
/// is neither space nor nothing.
constexpr std::array<Byte, 256> bytes = [] {
    std::array<Byte, 256> table{};
    for (std::size_t c = 0; c < 0x100; ++c)
        table[c] = c <= 0x20 || c == 0x7F                                                       ? Byte::blank
                   : c == 0xC2 || c == 0xE1 || c == 0xE2 || c == 0xE3 || c == 0xEF || c >= 0xF0 ? Byte::odd
                                                                                                : Byte::word;
    table['<'] = table['&'] = Byte::markup;
    return table;
}();

Byte kind(char c) { return bytes[static_cast<unsigned char>(c)]; }

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
        const auto meant = from_windows_1252(c);
        if (meant == ' ') return space(), length;
        base::append_utf8(mended, meant);
        put(mended);
    } else if (!is_nothing(c)) {
        put(utf8.substr(at, length));
    }
    return length;
}

std::size_t BlockText::add_markup(std::string_view utf8, std::size_t at, bool lines) {
    while (at < utf8.size()) {
        auto end = at;
        while (end < utf8.size() && kind(utf8[end]) == Byte::word) {
            ++end;
            // Words with one blank between them are taken together.
            if (end + 1 < utf8.size() && utf8[end] == ' ' && kind(utf8[end + 1]) == Byte::word) ++end;
        }
        put(utf8.substr(at, end - at));
        if ((at = end) == utf8.size()) break;
        switch (kind(utf8[at])) {
            case Byte::markup: return at;
            case Byte::odd: at += odd(utf8, at); break;
            default:
                if (lines && utf8[at] == '\n') line();
                else space();
                ++at;
        }
    }
    return at;
}

void BlockText::add(std::string_view utf8, bool lines) {
    for (auto at = add_markup(utf8, 0, lines); at < utf8.size(); at = add_markup(utf8, at, lines)) {
        put(utf8.substr(at, 1));
        ++at;
    }
}

}  // namespace needfirst::text
