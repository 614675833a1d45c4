// SPDX-License-Identifier: Apache-2.0
#include "text/symbol_table.hpp"

#include "base/fingerprint.hpp"

#include <bit>

namespace needfirst::text {

SymbolTable::SymbolTable(const std::unordered_map<std::string, std::uint32_t>& numbers)
    : ends_(numbers.size()), slots_(std::bit_ceil(numbers.size() * 2 + 1), free) {
    std::vector<std::string_view> texts(numbers.size());
    for (const auto& [text, number] : numbers) texts[number] = text;
    for (std::uint32_t number = 0; number < texts.size(); ++number) {
        texts_ += texts[number];
        ends_[number] = static_cast<std::uint32_t>(texts_.size());
        slots_[slot_of(texts[number])] = number;
    }
}

std::optional<std::uint32_t> SymbolTable::find(std::string_view symbol) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t number = slots_[slot_of(symbol)];
    return number == free ? std::nullopt : std::optional(number);
}

std::string_view SymbolTable::text(std::uint32_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(texts_).substr(begin, ends_[number] - begin);
}

// Where it is, or may be put.
std::size_t SymbolTable::slot_of(std::string_view symbol) const {
    std::size_t at = base::hash64(symbol) & (slots_.size() - 1);
    while (slots_[at] != free && text(slots_[at]) != symbol) at = (at + 1) & (slots_.size() - 1);
    return at;
}

}  // namespace needfirst::text
