// SPDX-License-Identifier: Apache-2.0
#include "text/tokens.hpp"

#include "text/utf8.hpp"

#include <array>

namespace needfirst::text {
namespace {

enum class Class : std::uint8_t { gap, letter, digit, apostrophe, point, percent, currency, hash, glyph };

constexpr std::array<Class, 128> ascii_classes = [] {
    std::array<Class, 128> table{};
    for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = Class::letter;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = Class::letter;
    for (unsigned char c = '0'; c <= '9'; ++c) table[c] = Class::digit;
    table['\''] = Class::apostrophe;
    table['.'] = table[','] = Class::point;
    table['%'] = Class::percent;
    table['$'] = Class::currency;
    table['#'] = Class::hash;
    return table;
}();

constexpr Class class_beyond_ascii(char32_t c) {
    if (c < 0xC0)
        return c == 0xA3 || c == 0xA5                ? Class::currency
               : c == 0xAA || c == 0xB5 || c == 0xBA ? Class::letter
                                                     : Class::gap;
    if (c == 0xD7 || c == 0xF7) return Class::gap;
    if (c < 0x0E00) return Class::letter;
    if (c < 0x0E80) return Class::glyph;
    if (c >= 0x2000 && c < 0x2C00) return c == 0x2019 ? Class::apostrophe : c == 0x20AC ? Class::currency : Class::gap;
    if (c >= 0x2E00 && c < 0x2E80) return Class::gap;
    if (c >= 0x3000 && c < 0x3040) return Class::gap;
    if ((c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x30000))
        return Class::glyph;
    if (c >= 0xD800 && c < 0xF900) return Class::gap;
    if (c >= 0xFE10 && c < 0xFE70) return Class::gap;
    if (c >= 0xFF00 && c < 0xFF66)
        return (c >= 0xFF10 && c < 0xFF1A) || (c >= 0xFF21 && c < 0xFF3B) || (c >= 0xFF41 && c < 0xFF5B) ? Class::letter
                                                                                                         : Class::gap;
    if (c >= 0x1F000 && c < 0x20000) return Class::gap;
    return c >= 0xFFF0 && c < 0x10000 ? Class::gap : Class::letter;
}

constexpr std::array<bool, 256> is_ascii_alphanumeric = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 128; ++c)
        table[c] = ascii_classes[c] == Class::letter || ascii_classes[c] == Class::digit;
    return table;
}();

// Class of the character at `at`; `at` moves behind it.
Class take(std::string_view text, std::size_t& at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 128) {
        ++at;
        return ascii_classes[byte];
    }
    return class_beyond_ascii(next_character(text, at));
}

Class look(std::string_view text, std::size_t at) { return at < text.size() ? take(text, at) : Class::gap; }

// Letters, digits, and what joins them: an apostrophe between letters, a point between digits.
std::size_t word_end(std::string_view text, std::size_t at, Class last) {
    while (at < text.size()) {
        if (is_ascii_alphanumeric[static_cast<unsigned char>(text[at])]) {
            do ++at;
            while (at < text.size() && is_ascii_alphanumeric[static_cast<unsigned char>(text[at])]);
            last = ascii_classes[static_cast<unsigned char>(text[at - 1])];
            if (at == text.size() || text[at] == ' ') return at;
        }
        std::size_t behind = at;
        const Class next = take(text, behind);
        if (next != Class::letter && next != Class::digit) {
            const Class beyond = look(text, behind);
            const bool joins = (next == Class::apostrophe && last == Class::letter && beyond == Class::letter) ||
                               (next == Class::point && last == Class::digit && beyond == Class::digit);
            if (!joins) return at;
        }
        last = next;
        at = behind;
    }
    return at;
}

}  // namespace

bool next_token(std::string_view text, std::size_t at, Token& token) {
    while (at < text.size()) {
        token.begin = at;
        const Class first = take(text, at);
        token.half_words = 2;
        if (first == Class::letter) {
            token.kind = Token::Kind::word;
            token.end = word_end(text, at, first);
            return true;
        }
        if (first == Class::digit || (first == Class::currency && look(text, at) == Class::digit)) {
            token.kind = first == Class::digit ? Token::Kind::number : Token::Kind::money;
            token.end = word_end(text, at, Class::digit);
            std::size_t behind = token.end;
            const Class next = token.end < text.size() ? take(text, behind) : Class::gap;
            if (next == Class::percent || next == Class::currency) {
                token.kind = next == Class::percent ? Token::Kind::percent : Token::Kind::money;
                token.end = behind;
            }
            return true;
        }
        if (first == Class::glyph) {
            token = {token.begin, at, 1, Token::Kind::word};
            return true;
        }
        if (first == Class::percent || first == Class::currency) {
            token = {token.begin, at, 0, Token::Kind::sign};
            return true;
        }
        if (first == Class::hash && look(text, at) == Class::letter) {
            token.kind = Token::Kind::hashtag;
            token.end = word_end(text, at, Class::letter);
            return true;
        }
    }
    return false;
}

}  // namespace needfirst::text
