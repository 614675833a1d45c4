// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/cells.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <array>

namespace needfirst::format::catalogue {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

template <std::size_t N>
bool one_of(std::string_view cell, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return base::same_ignoring_case(cell, word); });
}

/// Words that stand in dates: months and days (by their first three letters, in several languages), marks of time.
bool is_date_word(std::string_view word) {
    if (word.size() < 3) return true;
    constexpr std::string_view starts =
        "jan feb fev mar apr avr abr may mai maj jun jui jul aug aou ago sep set oct okt out nov dec dez dic mon tue "
        "wed thu "
        "fri sat sun die mit don fre sam son lun mer jeu ven sab dom seg ter qua qui sex utc gmt est pst cet edt uhr";
    return word.size() <= 10 && starts.find(base::ascii_lower(word.substr(0, 3))) % 4 == 0;
}

bool looks_like_date(std::string_view cell) {
    std::size_t digits = 0, words = 0, separators = 0, begin = 0;
    for (std::size_t i = 0; i <= cell.size(); ++i) {
        const char c = i < cell.size() ? cell[i] : ' ';
        if (is_letter(c)) continue;
        if (i > begin) {
            if (!is_date_word(cell.substr(begin, i - begin))) return false;
            ++words;
        }
        begin = i + 1;
        digits += is_digit(c);
        separators += c == '-' || c == '/' || c == ':';
    }
    return digits >= 3 && cell.size() <= 40 && words <= 4 && (separators >= 1 || words > 0);
}

std::string_view without_quotes(std::string_view cell) {
    cell = base::trim(cell);
    while (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = base::trim(cell.substr(1, cell.size() - 2));
    return cell;
}

/// "['x', 'y']" as Python writes it: x; y
std::string list_text(std::string_view cell) {
    std::string out;
    char quote = 0;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
        const char c = cell[i];
        if (quote == 0 && (c == '\'' || c == '"')) {
            if (!out.empty()) out += "; ";
            quote = c;
        } else if (c == '\\' && quote != 0 && i + 2 < cell.size()) {
            out += cell[++i];
        } else if (c == quote) {
            quote = 0;
        } else if (quote != 0) {
            out += c;
        }
    }
    return out;
}

bool is_python_list(std::string_view cell) {
    return cell.size() > 3 && cell.front() == '[' && cell.back() == ']' && (cell[1] == '\'' || cell[1] == '"');
}

/// Nothing in it that reading would change.
bool is_plain(std::string_view cell) {
    char before = 'x';
    for (const char c : cell) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte >= 0x80 || c == '<' || c == '&' || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return true;
}

std::size_t open_tag(std::string_view cell) {
    const auto open = cell.rfind('<');
    if (open == std::string_view::npos || open + 1 >= cell.size()) return std::string_view::npos;
    const char next = cell[open + 1];
    const bool tag = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/';
    return tag && cell.find('>', open) == std::string_view::npos ? open : std::string_view::npos;
}

}  // namespace

std::optional<bool> truth_of(std::string_view cell) {
    constexpr std::array<std::string_view, 16> yes = {"yes",  "y",    "true",         "t",           "1",         "x",
                                                      "on",   "oui",  "ja",           "si",          "s\xC3\xAD", "sim",
                                                      "vrai", "wahr", "\xE2\x9C\x93", "\xE2\x9C\x94"};
    constexpr std::array<std::string_view, 11> no = {"no",  "n",    "false", "f",          "0",  "off",
                                                     "non", "nein", "nee",   "n\xC3\xA3o", "nao"};
    if (one_of(cell, yes)) return true;
    if (one_of(cell, no)) return false;
    return std::nullopt;
}

Cell kind_of(std::string_view cell) {
    cell = base::trim(cell);
    if (cell.empty()) return Cell::blank;
    if (truth_of(cell)) return is_digit(cell.front()) ? Cell::number : Cell::yes_no;
    const auto head = cell.substr(0, 300);
    std::size_t letters = 0, digits = 0, blanks = 0, foreign = 0;
    for (const char c : head) {
        letters += is_letter(c);
        foreign += static_cast<unsigned char>(c) >= 0x80;
        digits += is_digit(c);
        blanks += is_blank(c);
    }
    if (letters == 0) return Cell::number;
    if (blanks == 0) {
        const auto lower = base::ascii_lower(head.substr(0, 8));
        if (head.find("://") != std::string_view::npos || lower.starts_with("www.") || lower.starts_with("mailto:"))
            return Cell::link;
        const auto at = head.find('@');
        if (at != std::string_view::npos && at > 0 && head.find('.', at) != std::string_view::npos) return Cell::mail;
        if (head.size() < 300 && digits > 0 && looks_like_date(head)) return Cell::date;
        // Texts of other scripts do without blanks.
        if (foreign > 0 || head.find_first_of("<&") != std::string_view::npos) return Cell::text;
        if (digits > 0 || head.find_first_of("_/\\") != std::string_view::npos) return Cell::token;
        return Cell::text;
    }
    if (looks_like_date(head) && head.size() == cell.size()) return Cell::date;
    return letters * 4 < digits ? Cell::number : Cell::text;
}

bool says_retired(std::string_view cell) {
    constexpr std::array<std::string_view, 25> words = {
        "retired",    "archived",    "archive",        "inactive",          "not active", "withdrawn", "discontinued",
        "deleted",    "tobedeleted", "to be deleted",  "deprecated",        "suspended",  "cancelled", "canceled",
        "expired",    "obsolete",    "closed",         "no longer offered", "ended",      "ceased",    "terminated",
        "archiviert", "inaktiv",     "archiv\xC3\xA9", "disabled"};
    return one_of(base::trim(cell.substr(cell.find_last_of(":/") + 1)), words);
}

bool says_nothing(std::string_view cell) {
    constexpr std::array<std::string_view, 18> words = {"-",
                                                        "--",
                                                        "n/a",
                                                        "na",
                                                        "null",
                                                        "none",
                                                        "nan",
                                                        "nil",
                                                        "tbd",
                                                        "tba",
                                                        "tbc",
                                                        "pending",
                                                        "undefined",
                                                        "\\N",
                                                        "no abstract available",
                                                        "no description available",
                                                        "not listed",
                                                        "unknown"};
    cell = without_quotes(cell);
    return cell.empty() || one_of(cell, words);
}

std::string cell_text(std::string_view cell) {
    const bool quoted = !cell.empty() && base::trim(cell).starts_with('"');
    cell = without_quotes(cell);
    if (const auto cut = open_tag(cell); cut != std::string_view::npos) cell = cell.substr(0, cut);
    if (is_python_list(cell)) return text::any_text(base::mend_mojibake(list_text(cell)));
    if (is_plain(cell)) return std::string(base::trim(cell));
    auto text = base::mend_mojibake(std::string(cell));
    if (quoted) text = base::replaced(text, "\"\"", "\"");
    return text::any_text(text);
}

std::string cell_line(std::string_view cell) {
    auto text = cell_text(cell);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool ends_in_tag(std::string_view cell) { return open_tag(cell) != std::string_view::npos; }

bool ends_in_word(std::string_view cell) { return !cell.empty() && (is_letter(cell.back()) || cell.back() == ','); }

std::uint64_t folded_hash(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = 0xCBF29CE484222325ull ^ seed;
    bool blank = true;  // leading white space does not count
    for (const char c : text) {
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        if (blank && hash != (0xCBF29CE484222325ull ^ seed)) hash = (hash ^ ' ') * 0x100000001B3ull;
        blank = false;
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        hash = (hash ^ static_cast<unsigned char>(lower)) * 0x100000001B3ull;
    }
    return hash;
}

}  // namespace needfirst::format::catalogue
