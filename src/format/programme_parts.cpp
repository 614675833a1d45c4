// SPDX-License-Identifier: Apache-2.0
#include "format/programme_parts.hpp"

#include "base/decode.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace needfirst::format {
namespace {

constexpr int most_steps = 20;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Words of a part. A level, a unit or a year is none: "Excel, level 2" is another course, not the next step.
bool is_part(std::string_view word) {
    constexpr std::array<std::string_view, 15> words = {"part", "step",  "module",  "stage",  "phase",
                                                        "teil", "modul", "schritt", "parte",  "módulo",
                                                        "paso", "etapa", "fase",    "partie", "étape"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

int roman(std::string_view word) {
    constexpr std::array<std::string_view, 10> numbers = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    const auto found = std::find(numbers.begin(), numbers.end(), word);
    return found == numbers.end() ? 0 : static_cast<int>(found - numbers.begin()) + 1;
}

int step_in(std::string_view word) {
    if (word.empty() || word.size() > 4) return 0;
    if (!std::all_of(word.begin(), word.end(), is_digit)) return roman(word);
    int number = 0;
    for (const char c : word) number = number * 10 + (c - '0');
    return number <= most_steps ? number : 0;
}

// One word from `at` on; `at` then stands behind it.
std::string_view word_at(std::string_view text, std::size_t& at) {
    while (at < text.size() && text[at] == ' ') ++at;
    const std::size_t from = at;
    while (at < text.size() && (is_letter(text[at]) || is_digit(text[at]))) ++at;
    return text.substr(from, at - from);
}

// Behind the number the title ends, or something else begins: not in "part 2 licence".
bool ends_there(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    if (at == text.size() || !(is_letter(text[at]) || is_digit(text[at]))) return true;
    const std::string_view next = word_at(text, at);
    return next == "of" || next == "von" || next == "de" || next == "sur";
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view edge = " ,.:;-/([|";
    while (!text.empty() && edge.find(text.back()) != edge.npos) text.remove_suffix(1);
    for (const std::string_view dash : {"–", "—"})
        if (text.ends_with(dash)) return trimmed(text.substr(0, text.size() - dash.size()));
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return std::string(text);
}

}  // namespace

std::string place_of(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != address.npos) address.remove_prefix(scheme + 3);
    while (!address.empty() && address.back() == '/') address.remove_suffix(1);
    const std::size_t host = std::min(address.find('/'), address.size());
    return base::ascii_lower(address.substr(0, host)) + std::string(address.substr(host));
}

std::optional<NumberedTitle> numbered(std::string_view title) {
    const std::string text = base::ascii_lower(title);
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter(text[at]) && !is_digit(text[at])) {
            ++at;
            continue;
        }
        const std::size_t from = at;
        if (!is_part(word_at(text, at))) continue;
        std::size_t behind = at;
        const int step = step_in(word_at(text, behind));
        if (step > 0 && ends_there(text, behind)) return NumberedTitle{trimmed(title.substr(0, from)), step};
    }
    return std::nullopt;
}

void tell_step(const model::Course& course, std::string_view platform, std::string_view category,
               std::string_view category_name, model::Package& package) {
    const auto title = numbered(course.title);
    if (!title || platform.empty() || (title->whole.empty() && category.empty())) return;
    model::Programme part;
    part.identifier = place_of(platform) + " " + std::string(category) + " " + base::ascii_lower(title->whole);
    part.title = title->whole.empty() ? std::string(category_name) : title->whole;
    part.courses = {!course.names.empty()       ? course.names.front()
                    : course.identifier.empty() ? course.title
                                                : course.identifier};
    part.basis = model::Basis::guessed;
    part.step = title->step;
    if (!part.title.empty()) package.programmes.push_back(std::move(part));
}

void tell_links(const model::Course& course, const std::function<std::string(std::string_view)>& course_at,
                model::Package& package) {
    model::Programme programme;
    std::set<std::string> once(course.names.begin(), course.names.end());
    std::size_t shown = 0, leading = 0;
    for (const model::Item& item : course.items) {
        const bool hidden = item.section >= 0 && course.sections[static_cast<std::size_t>(item.section)].hidden;
        if (item.placement != model::Placement::placed || hidden || item.kind == model::Kind::announcement) continue;
        ++shown;
        std::string other = item.link.empty() ? std::string() : course_at(item.link);
        if (other.empty() || std::find(course.names.begin(), course.names.end(), other) != course.names.end()) continue;
        ++leading;
        if (once.insert(other).second) programme.courses.push_back(std::move(other));
    }
    if (programme.courses.size() < 2 || leading * 2 < shown) return;
    programme.identifier = course.names.empty() ? course.identifier : course.names.front();
    programme.title = course.title;
    programme.basis = model::Basis::linked;
    package.programmes.push_back(std::move(programme));
}

}  // namespace needfirst::format
