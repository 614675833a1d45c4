// SPDX-License-Identifier: Apache-2.0
// Named and numeric character references: HTML Standard, 13.2.5.72 to 13.2.5.80.
#include "text/html_reference.hpp"

#include "base/decode.hpp"
#include "text/windows_1252.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

struct Entity {
    std::string_view name;  ///< behind '&'; with ';' but for the old ones that may go without
    std::string_view value;
};

constexpr Entity entities[] = {
#include "text/html_entities.inc"
};

constexpr std::size_t longest_name = 32, shortest_name = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

const Entity* entity(std::string_view name) {
    const auto* const found =
        std::lower_bound(std::begin(entities), std::end(entities), name,
                         [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
    return found != std::end(entities) && found->name == name ? found : nullptr;
}

/// The longest name that `text` begins with.
const Entity* longest_entity(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && length < longest_name && is_alphanumeric(text[length])) ++length;
    if (length < text.size() && text[length] == ';')
        if (const auto* found = entity(text.substr(0, length + 1))) return found;
    for (length = std::min<std::size_t>(length, 6); length >= shortest_name; --length)  // the old ones are short
        if (const auto* found = entity(text.substr(0, length))) return found;
    return nullptr;
}

int digit_of(char c, int base) {
    const int value = is_digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : 16;
    return value < base ? value : -1;
}

void resolve_number(std::string_view text, std::size_t at, Reference& found) {
    constexpr char32_t beyond = 0x110000;
    std::size_t digits = at + 2;
    const bool hex = digits < text.size() && (text[digits] | 0x20) == 'x';
    digits += hex;
    auto end = digits;
    char32_t value = 0;
    for (int digit; end < text.size() && (digit = digit_of(text[end], hex ? 16 : 10)) >= 0; ++end)
        value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), beyond);
    if (end == digits) return;
    if (value >= 0x80 && value < 0xA0) value = from_windows_1252(value);
    if (value == 0) value = 0xFFFD;
    std::string utf8;
    base::append_utf8(utf8, value);
    std::copy(utf8.begin(), utf8.end(), found.number);
    found.number_bytes = static_cast<std::uint8_t>(utf8.size());
    found.length = end - at + (end < text.size() && text[end] == ';');
}

}  // namespace

void resolve_reference(std::string_view text, std::size_t at, bool in_attribute, Reference& found) {
    found = {};
    if (at + 1 >= text.size()) return;
    if (text[at + 1] == '#') return resolve_number(text, at, found);
    const auto* const named = longest_entity(text.substr(at + 1, longest_name + 1));
    if (named == nullptr) return;
    const auto behind = at + 1 + named->name.size();
    if (in_attribute && named->name.back() != ';' && behind < text.size() &&
        (text[behind] == '=' || is_alphanumeric(text[behind])))
        return;
    found.named = named->value;
    found.length = behind - at;
}

std::string attribute_value(std::string_view raw) {
    std::string value;
    for (std::size_t at = 0; at < raw.size();) {
        const auto next = std::min(raw.find('&', at), raw.size());
        value.append(raw, at, next - at);
        if ((at = next) == raw.size()) break;
        Reference reference;
        resolve_reference(raw, at, true, reference);
        value += reference.length ? reference.value() : "&";
        at += std::max<std::size_t>(reference.length, 1);
    }
    return value;
}

}  // namespace needfirst::text
