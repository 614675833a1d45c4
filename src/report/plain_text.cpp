// SPDX-License-Identifier: Apache-2.0
#include "report/plain_text.hpp"

#include "base/charset.hpp"

namespace needfirst::report {
namespace {

/// Bytes of the character at `at` of well-formed UTF-8, and the character.
std::pair<std::size_t, char32_t> character(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + length > text.size()) return {1, 0};
    char32_t c = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(at + i) & 0x3Fu);
    return {length, c};
}

/// Control characters, the halves of pairs, what Unicode reserves as no character, and overrides of direction.
bool is_dropped(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) || (c >= 0xFDD0 && c < 0xFDF0) ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           c == 0x2028 || c == 0x2029;
}

}  // namespace

std::string plain(std::string_view text, bool lines) {
    std::string mended;
    if (!base::is_utf8(text)) text = mended = base::to_utf8(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [length, c] = character(text, at);
        if (c == '\n' && lines) result += '\n';
        else if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) result += ' ';
        else if (!is_dropped(c)) result += text.substr(at, length);
        at += length;
    }
    return result;
}

std::string markup(std::string_view text, bool lines) {
    std::string result;
    for (const char c : plain(text, lines)) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&#39;"; break;
            default: result += c;
        }
    }
    return result;
}

std::string cut(std::string_view text, std::size_t characters) {
    std::size_t at = 0, seen = 0, space = 0;
    for (; at < text.size() && seen < characters; ++seen) {
        if (text[at] == ' ') space = at;
        at += character(text, at).first;
    }
    if (at >= text.size()) return std::string(text);
    if (space * 2 > at) at = space;
    return std::string(text.substr(0, at)) + "…";
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::int64_t number, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", grouped(number), number == 1 ? one : more);
}

}  // namespace needfirst::report
