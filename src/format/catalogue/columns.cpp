// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/columns.hpp"

#include "base/charset.hpp"
#include "format/catalogue/synonyms.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace needfirst::format::catalogue {
namespace {

using Table = std::unordered_map<std::string_view, Meaning>;

std::vector<std::string_view> parts(std::string_view text, char at) {
    std::vector<std::string_view> found;
    while (true) {
        const auto end = text.find(at);
        if (end != 0 && !text.empty()) found.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return found;
        text.remove_prefix(end + 1);
    }
}

Table table_of(std::span<const Synonyms> rows) {
    Table table;
    for (const auto& row : rows)
        for (const auto header : parts(row.headers, '|')) table.try_emplace(header, Meaning{row.role, row.certainty});
    return table;
}

/// Letters of Latin scripts without their accents: headers are typed with and without them.
std::string without_accents(std::string_view text) {
    static constexpr std::string_view plain[] = {"a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e",
                                                 "e", "i", "i", "i", "i", "d", "n",  "o", "o",  "o", "o",
                                                 "o", " ", "o", "u", "u", "u", "u",  "y", "th", "ss"};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0xC3 && i + 1 < text.size()) {
            const auto low = static_cast<unsigned char>(text[++i]);
            out += low == 0x9F ? "ss" : low == 0xBF ? "y" : plain[low & 0x1F];
        } else if (byte == 0xC2 && i + 1 < text.size()) {
            ++i;
            out += ' ';
        } else {
            out += text[i];
        }
    }
    return out;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool hump(std::string_view text, std::size_t at) {
    if (at == 0) return false;
    const char before = text[at - 1], here = text[at];
    if (is_upper(here)) return is_lower(before) || (is_upper(before) && at + 1 < text.size() && is_lower(text[at + 1]));
    return is_digit(here) && (is_lower(before) || is_upper(before));
}

/// One blank between words, none at the ends.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ') out += c;
        else if (!out.empty() && out.back() != ' ') out += c;
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::optional<Meaning> in_table(std::string_view normalised) {
    static const Table table = table_of(synonyms());
    const auto found = table.find(normalised);
    if (found == table.end()) return std::nullopt;
    return found->second;
}

bool is_subject_noun(std::string_view word) {
    static const Table nouns = [] {
        Table all;
        for (const auto noun : parts(subject_nouns(), '|')) all[noun] = {};
        return all;
    }();
    return nouns.contains(word);
}

/// "training title 2" as "title", of a course.
std::optional<Meaning> behind_nouns(std::vector<std::string_view> words, std::string_view whole) {
    bool course = false;
    const auto all = words.size();
    while (words.size() > 1 && words.back().find_first_not_of("0123456789") == std::string_view::npos) words.pop_back();
    const bool numbered = words.size() < all;
    if (words.empty()) return std::nullopt;
    const auto end = static_cast<std::size_t>(words.back().data() + words.back().size() - whole.data());
    for (std::size_t first = 0; first < words.size(); ++first) {
        const auto rest = whole.substr(static_cast<std::size_t>(words[first].data() - whole.data()));
        const auto bare = rest.substr(0, end - (whole.size() - rest.size()));
        if (auto meaning = in_table(bare)) {
            if (numbered) meaning->certainty = Certainty::vague;
            if (course && meaning->certainty == Certainty::plain) meaning->certainty = Certainty::course;
            if (course && meaning->certainty == Certainty::vague) meaning->certainty = Certainty::plain;
            return meaning;
        }
        if (!is_subject_noun(words[first])) return std::nullopt;
        course = true;
    }
    return std::nullopt;
}

std::optional<Meaning> by_words(const std::vector<std::string_view>& words) {
    for (const auto& row : telling_words())
        for (const auto telling : parts(row.headers, '|'))
            if (std::find(words.begin(), words.end(), telling) != words.end()) return Meaning{row.role, row.certainty};
    return std::nullopt;
}

Meaning of_one_name(std::string_view header) {
    auto whole = normalised_header(header);
    if (auto meaning = in_table(whole)) return *meaning;
    if (const auto bracket = whole.find_first_of("(["); bracket != std::string::npos && bracket > 0) {
        const auto close = whole.find_first_of(")]", bracket);
        whole.erase(bracket, close == std::string::npos ? close : close - bracket + 1);
        whole = squeezed(whole);
        if (auto meaning = in_table(whole)) return *meaning;
    }
    const auto words = parts(whole, ' ');
    if (auto meaning = behind_nouns(words, whole)) return *meaning;
    if (auto meaning = by_words(words)) return *meaning;
    return {};
}

/// Names that say how a text is held, not what it says: "description.html", "title.en".
bool says_only_how(std::string_view part) {
    static const Table how = [] {
        Table all;
        for (const auto name : {"text", "html", "value", "@value", "label", "literal", "note literal", "string",
                                "plain", "raw", "pref label", "display label"})
            all[name] = {};
        return all;
    }();
    return part.size() == 2 || how.contains(part);
}

/// "course.provider.name": the first part that means anything tells, but a course that is only the holder of others.
/// What belongs to a person is contact data, wherever the person is named.
Meaning of_path(const std::vector<std::string_view>& names) {
    for (const auto name : names)
        if (const auto meaning = of_one_name(name); meaning.role == Role::contact) return meaning;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto meaning = of_one_name(names[i]);
        const bool last = i + 1 == names.size();
        const bool holder = meaning.role == Role::title && !last && !says_only_how(normalised_header(names[i + 1]));
        if (meaning.role != Role::unknown && !holder) return meaning;
    }
    return {};
}

}  // namespace

std::string normalised_header(std::string_view header) {
    if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
    std::string out;
    const auto ascii = without_accents(header);
    for (std::size_t i = 0; i < ascii.size(); ++i) {
        if (hump(ascii, i)) out += ' ';
        const char c = ascii[i];
        if (c == '\'' || c == '"' || c == '?' || c == '*') continue;
        const bool blank = c == '_' || c == '-' || c == '.' || c == '/' || static_cast<unsigned char>(c) <= ' ';
        out += blank ? ' ' : is_upper(c) ? static_cast<char>(c + 32) : c;
    }
    return squeezed(out);
}

Meaning meaning_of(std::string_view header) {
    if (auto meaning = in_table(normalised_header(header))) return *meaning;
    if (header.find("://") != std::string_view::npos) return meaning_of(header.substr(header.find_last_of("/#") + 1));
    if (const auto colon = header.find(':'); colon != std::string_view::npos && colon > 0) {
        // "Audience: areas of work", but "ceterms:name".
        const bool prefix = colon + 1 < header.size() && header[colon + 1] != ' ';
        return meaning_of(prefix ? header.substr(colon + 1) : header.substr(0, colon));
    }
    const auto names = parts(header, '.');
    if (names.size() > 1 && header.find(". ") == std::string_view::npos) return of_path(names);
    return of_one_name(header);
}

bool speaks_of_courses(std::string_view header) {
    const auto whole = normalised_header(header);
    for (const auto word : parts(whole, ' '))
        for (const auto noun : {"course",   "courses",    "training",  "trainings",   "learning", "curriculum",
                                "kurs",     "formation",  "curso",     "corso",       "cursus",   "lehrgang",
                                "schulung", "competency", "shortname", "cpnt",        "syllabus", "prerequisites",
                                "ceterms",  "percipio",   "seminar",   "educational", "lesson",   "elearning"})
            if (word == noun) return true;
    return false;
}

}  // namespace needfirst::format::catalogue
