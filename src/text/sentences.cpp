// SPDX-License-Identifier: Apache-2.0
#include "text/sentences.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>

namespace needfirst::text {
namespace {

// Values of the Unicode property Sentence_Break, folded to what the rules tell apart.
enum class Break : std::uint8_t {
    other,
    sep,
    extend,
    sp,
    lower,
    upper,
    o_letter,
    numeric,
    a_term,
    s_continue,
    s_term,
    close
};

constexpr std::array<Break, 128> ascii_breaks = [] {
    std::array<Break, 128> table{};
    for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = Break::lower;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = Break::upper;
    for (unsigned char c = '0'; c <= '9'; ++c) table[c] = Break::numeric;
    for (const unsigned char c : {' ', '\t', '\v', '\f'}) table[c] = Break::sp;
    for (const unsigned char c : {'\n', '\r'}) table[c] = Break::sep;
    for (const unsigned char c : {'(', ')', '[', ']', '{', '}', '"', '\''}) table[c] = Break::close;
    for (const unsigned char c : {',', '-', ':'}) table[c] = Break::s_continue;
    for (const unsigned char c : {'!', '?'}) table[c] = Break::s_term;
    table['.'] = Break::a_term;
    return table;
}();

/// Bytes that neither end a sentence nor need a look at what is around them.
constexpr std::array<bool, 256> runs_on = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 128; ++c) {
        const Break kind = ascii_breaks[c];
        table[c] = kind != Break::sep && kind != Break::a_term && kind != Break::s_term;
    }
    return table;
}();

Break break_of(char32_t c) {
    if (c < 128) return ascii_breaks[c];
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK)) {
        case U_SB_SEP:
        case U_SB_CR:
        case U_SB_LF: return Break::sep;
        case U_SB_EXTEND:
        case U_SB_FORMAT: return Break::extend;
        case U_SB_SP: return Break::sp;
        case U_SB_LOWER: return Break::lower;
        case U_SB_UPPER: return Break::upper;
        case U_SB_OLETTER: return Break::o_letter;
        case U_SB_NUMERIC: return Break::numeric;
        case U_SB_ATERM: return Break::a_term;
        case U_SB_SCONTINUE: return Break::s_continue;
        case U_SB_STERM: return Break::s_term;
        case U_SB_CLOSE: return Break::close;
        default: return Break::other;
    }
}

// The character at `at` with the combining marks behind it (SB5), `at` moved behind them.
Break next_break(std::string_view text, std::size_t& at) {
    const Break found = break_of(next_character(text, at));
    if (found == Break::sep) return found;
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
        std::size_t behind = at;
        if (break_of(next_character(text, behind)) != Break::extend) break;
        at = behind;
    }
    return found;
}

constexpr std::array<std::string_view, 25> abbreviations = {
    "al",  "approx", "bzw",  "ca", "cf",  "dept", "dr", "e.g",  "eg", "esp", "est", "fig", "gov",
    "i.e", "ie",     "incl", "mr", "mrs", "ms",   "nr", "prof", "sr", "vol", "vs",  "z.b"};

bool ends_in_abbreviation(std::string_view text, std::size_t begin, std::size_t dot) {
    std::size_t word = dot;
    while (word > begin && (text[word - 1] == '.' || (text[word - 1] | 32) >= 'a')) --word;
    std::array<char, 8> lower{};
    const std::size_t length = dot - word;
    if (length == 0 || length > lower.size()) return false;
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(word), text.begin() + static_cast<std::ptrdiff_t>(dot),
                   lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::binary_search(abbreviations.begin(), abbreviations.end(), std::string_view(lower.data(), length));
}

// SB8: a full stop does not end a sentence when the next word goes on in lower case.
bool goes_on_in_lower_case(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        switch (next_break(text, at)) {
            case Break::lower: return true;
            case Break::o_letter:
            case Break::upper:
            case Break::sep:
            case Break::s_term:
            case Break::a_term: return false;
            default: break;
        }
    }
    return false;
}

}  // namespace

std::size_t sentence_end(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    Break before = Break::other, last = Break::other;
    while (at < text.size()) {
        const std::size_t run = at;
        while (at < text.size() && runs_on[static_cast<unsigned char>(text[at])]) ++at;
        if (at == text.size()) return at;
        if (at > run) last = ascii_breaks[static_cast<unsigned char>(text[at - 1])];
        const std::size_t here = at;
        const Break found = next_break(text, at);
        if (found == Break::extend) continue;  // a mark on the letter before it
        before = last;
        last = found;
        if (last == Break::sep) return at;
        if (last != Break::a_term && last != Break::s_term) continue;
        const bool stop = last == Break::a_term;
        std::size_t behind = at;
        if (behind < text.size()) {
            std::size_t ahead = behind;
            const Break next = next_break(text, ahead);
            if (stop && next == Break::numeric) continue;                                                      // SB6
            if (stop && next == Break::upper && (before == Break::upper || before == Break::lower)) continue;  // SB7
        }
        // SB9, SB10: closing marks, then blanks, belong to the sentence that ends.
        std::size_t ahead = behind;
        Break next = Break::other;
        const auto pass_over = [&](Break what) {
            while (behind < text.size() && (ahead = behind, next = next_break(text, ahead)) == what) behind = ahead;
        };
        pass_over(Break::close);
        pass_over(Break::sp);
        if (behind >= text.size()) return text.size();
        ahead = behind;
        next = next_break(text, ahead);
        if (next == Break::sep) return ahead;
        if (next == Break::s_continue || next == Break::a_term || next == Break::s_term) continue;  // SB8a
        if (stop && (goes_on_in_lower_case(text, behind) || ends_in_abbreviation(text, begin, here))) continue;
        return behind;
    }
    return text.size();
}

}  // namespace needfirst::text
