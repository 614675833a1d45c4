// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::text {

/// What a character reference stands for, as UTF-8.
struct Reference {
    std::size_t length = 0;  ///< of the reference as written; 0: there is none, '&' is itself
    std::string_view named;  ///< of a named one
    char number[4] = {};     ///< of a numeric one
    std::uint8_t number_bytes = 0;
    std::string_view value() const { return number_bytes ? std::string_view(number, number_bytes) : named; }
};

/// Resolves the reference at text[at], which is '&', as browsers do: named (also "&nbsp" without its semicolon where
/// HTML allows it), decimal or hexadecimal; numbers of windows-1252 mended. In an attribute "&copy=1" is no reference.
void resolve_reference(std::string_view text, std::size_t at, bool in_attribute, Reference& found);

/// All references of an attribute's value resolved.
std::string attribute_value(std::string_view raw);

}  // namespace needfirst::text
