// SPDX-License-Identifier: Apache-2.0
#include "base/glob.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"

#include <string>

namespace needfirst::base {
namespace {

std::size_t character(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
    return length;
}

// Greedy with one point to return to for `*` and one for `**`: no pattern is slow.
bool fits(std::string_view pattern, std::string_view text, bool slash_stops) {
    constexpr auto none = std::string_view::npos;
    struct Return {
        std::size_t pattern = none, text = 0;
    } star, stars;
    std::size_t p = 0, t = 0;
    while (true) {
        if (p < pattern.size() && pattern[p] == '*') {
            const bool any = !slash_stops || (p + 1 < pattern.size() && pattern[p + 1] == '*');
            while (p < pattern.size() && pattern[p] == '*') ++p;
            (any ? stars : star) = {p, t};
            if (any) star.pattern = none;
            continue;
        }
        if (t == text.size() && p == pattern.size()) return true;
        if (t < text.size() && p < pattern.size()) {
            const bool escaped = pattern[p] == '\\' && p + 1 < pattern.size();
            const bool one = pattern[p] == '?' && !(slash_stops && text[t] == '/');
            if (one || pattern[p + escaped] == text[t]) {
                p += escaped + 1u;
                t += one ? character(text, t) : 1;
                continue;
            }
        }
        if (star.pattern != none && star.text < text.size() && text[star.text] != '/') {
            p = star.pattern, t = ++star.text;
        } else if (stars.pattern != none && stars.text < text.size()) {
            p = stars.pattern, t = ++stars.text;
            star.pattern = none;
        } else {
            return false;
        }
    }
}

std::string folded(std::string_view text) { return fold_case(trim(text)); }

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
    if (pattern.starts_with("./")) pattern.remove_prefix(2);
    if (fits(pattern, path, true)) return true;
    for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1))
        if (fits(pattern, path.substr(at + 1), true)) return true;
    return false;
}

bool title_matches(std::string_view pattern, std::string_view title) {
    return fits(folded(pattern), folded(title), false);
}

}  // namespace needfirst::base
