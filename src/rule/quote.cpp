// SPDX-License-Identifier: Apache-2.0
#include "rule/quote.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"

#include <algorithm>

namespace needfirst::rule {
namespace {

constexpr std::size_t longest = 240;

bool inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

}  // namespace

std::string quote(std::string_view text, std::size_t begin, std::size_t end, std::size_t from, std::size_t to) {
    end = std::min(end, text.size());
    if (end - begin <= longest) return std::string(base::trim(text.substr(begin, end - begin)));
    to = std::min(std::max(to, from), end);
    const std::size_t room = to - from < longest ? (longest - (to - from)) / 2 : 0;
    std::size_t first = from > begin + room ? from - room : begin;
    std::size_t last = std::min(end, first + longest);
    if (first > begin) {
        const std::size_t blank = text.find(' ', first);
        if (blank < from) first = blank + 1;
    }
    if (last < end) {
        const std::size_t blank = text.rfind(' ', last);
        if (blank != std::string_view::npos && blank > std::min(to, last - 40)) last = blank;
    }
    while (inside_character(text, first)) ++first;
    while (inside_character(text, last)) --last;
    std::string cut(base::trim(text.substr(first, last - first)));
    return (first > begin ? "\u2026 " : "") + cut + (last < end ? " \u2026" : "");
}

std::string normalised(std::string_view text) {
    std::string folded = base::fold_case(text), out;
    bool blank = false;
    for (const char c : folded) {
        const bool word = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word) {
            blank = !out.empty();
        } else {
            if (blank) out += ' ';
            blank = false;
            out += c;
        }
    }
    return out;
}

std::string name_in(std::string_view words) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto from = std::find_if(words.begin(), words.end(), upper);
    if (from == words.end()) return std::string(words);
    auto to = from;
    for (auto at = from; at != words.end(); ++at)
        if (*at == ' ' && (at + 1 == words.end() || !upper(at[1]))) break;
        else to = at;
    return {from, to + 1};
}

}  // namespace needfirst::rule
