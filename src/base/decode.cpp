// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <libdeflate.h>

namespace needfirst::base {
namespace {

constexpr std::uint8_t no_digit = 0xFF, blank = 0xFE;

constexpr std::array<std::uint8_t, 256> base64_digits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(no_digit);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    table['-'] = 62;
    table['_'] = 63;
    for (char c : std::string_view(" \t\r\n\f\v")) table[static_cast<unsigned char>(c)] = blank;
    return table;
}();

constexpr int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// `count` hexadecimal digits at source[at], or -1.
int hex_number(std::string_view source, std::size_t at, std::size_t count) {
    if (at + count > source.size()) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = hex_digit(source[at + i]);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// \uNNNN (with the low surrogate that may follow it) or \u{N...}; `at` stands on the 'u'.
void unicode_escape(std::string_view source, std::size_t& at, std::string& value) {
    if (at + 1 < source.size() && source[at + 1] == '{') {
        const auto end = source.find('}', at);
        const auto length = end == std::string_view::npos ? 0 : end - at - 2;
        const int code = length >= 1 && length <= 6 ? hex_number(source, at + 2, length) : -1;
        if (code < 0) return void(value += 'u');
        append_utf8(value, static_cast<char32_t>(code));
        at = end;
        return;
    }
    int code = hex_number(source, at + 1, 4);
    if (code < 0) return void(value += 'u');
    at += 4;
    if (code >= 0xD800 && code < 0xDC00 && source.substr(std::min(at + 1, source.size()), 2) == "\\u") {
        const int low = hex_number(source, at + 3, 4);
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
        }
    }
    append_utf8(value, static_cast<char32_t>(code));
}

/// One escape; `at` stands behind the backslash and is left on the escape's last character.
void js_escape(std::string_view source, std::size_t& at, std::string& value) {
    switch (const char c = source[at]) {
        case 'n': value += '\n'; break;
        case 'r': value += '\r'; break;
        case 't': value += '\t'; break;
        case 'b':
        case 'f':
        case 'v':
        case '0': value += ' '; break;
        case '\r':
            if (at + 1 < source.size() && source[at + 1] == '\n') ++at;
            break;
        case '\n': break;
        case 'u': unicode_escape(source, at, value); break;
        case 'x':
            if (const int code = hex_number(source, at + 1, 2); code >= 0) {
                append_utf8(value, static_cast<char32_t>(code));
                at += 2;
                break;
            }
            [[fallthrough]];
        default: value += c;
    }
}

}  // namespace

void append_utf8(std::string& text, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::optional<std::string> from_base64(std::string_view text) {
    text = trim(text);
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text = trim(text.substr(0, text.size() - 1));
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (char c : text) {
        const auto digit = base64_digits[static_cast<unsigned char>(c)];
        if (digit == blank) continue;
        if (digit == no_digit) return std::nullopt;
        bits = bits << 6 | digit;
        if (++count == 4) {
            bytes += static_cast<char>(bits >> 16);
            bytes += static_cast<char>(bits >> 8);
            bytes += static_cast<char>(bits);
            bits = count = 0;
        }
    }
    if (count == 1) return std::nullopt;
    if (count >= 2) bytes += static_cast<char>(count == 2 ? bits >> 4 : bits >> 10);
    if (count == 3) bytes += static_cast<char>(bits >> 2);
    return bytes;
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int code = text[i] == '%' ? hex_number(text, i + 1, 2) : -1;
        decoded += code < 0 ? text[i] : static_cast<char>(code);
        if (code >= 0) i += 2;
    }
    return decoded;
}

std::optional<std::string> js_string(std::string_view source, std::size_t& at) { return JsStrings(source).read(at); }

std::optional<std::string> JsStrings::read(std::size_t& at) {
    constexpr std::string_view quotes = "'\"`";
    const std::string_view source = source_;
    const std::size_t kind = at < source.size() ? quotes.find(source[at]) : std::string_view::npos;
    if (kind == std::string_view::npos || at < open_until_[kind]) return std::nullopt;
    const char quote = source[at];
    std::string value;
    std::size_t i = at + 1;
    for (; i < source.size(); ++i) {
        auto plain = i;
        while (plain < source.size() && source[plain] != quote && source[plain] != '\\' && source[plain] != '\n')
            ++plain;
        value.append(source, i, plain - i);
        i = plain;
        if (plain == source.size()) break;
        if (source[i] == quote) {
            at = i + 1;
            return value;
        }
        if (source[i] == '\n') {
            if (quote != '`') break;  // only a template literal runs over lines
            value += '\n';
        } else if (++i < source.size()) {
            js_escape(source, i, value);
        }
    }
    open_until_[kind] = i;
    return std::nullopt;
}

std::string inflate(std::string_view packed, std::size_t limit) {
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> tool(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    auto* const unpack = packed.starts_with("\x1f\x8b") ? &libdeflate_gzip_decompress : &libdeflate_zlib_decompress;
    std::string bytes;
    // The format does not say how large the result is: try with growing room.
    for (std::size_t room = std::min(limit, std::max<std::size_t>(packed.size() * 4, 4096));;
         room = std::min(limit, room * 4)) {
        bytes.resize(room);
        std::size_t size = 0;
        const auto result = unpack(tool.get(), packed.data(), packed.size(), bytes.data(), room, &size);
        if (result == LIBDEFLATE_SUCCESS) {
            bytes.resize(size);
            return bytes;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) throw InputError("packed data is damaged: neither zlib nor gzip");
        if (room >= limit)
            throw InputError("packed data is larger than " + std::to_string(limit) + " bytes when unpacked");
    }
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t found = std::min(text.find(from, at), text.size());
        out.append(text.substr(at, found - at));
        if (found < text.size()) out.append(to);
        at = found + from.size();
    }
    return out;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view white = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(white);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lower;
}

}  // namespace needfirst::base
