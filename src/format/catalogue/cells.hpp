// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::format::catalogue {

/// What a cell holds, by its looks.
enum class Cell : std::uint8_t { blank, text, number, date, link, mail, token, yes_no };
Cell kind_of(std::string_view cell);

/// Yes and no in the languages and notations of exports; nothing where it is neither.
std::optional<bool> truth_of(std::string_view cell);

/// True for words that say a course is no longer offered: "Retired", "archived", "tobedeleted".
bool says_retired(std::string_view cell);

/// True where the cell says only that there is nothing: "-", "n/a", "pending", "no abstract available".
bool says_nothing(std::string_view cell);

/// Text of a cell as a reader sees it: outer quotes and list brackets of a careless export off, mojibake mended, HTML
/// and entities read.
std::string cell_text(std::string_view cell);

/// cell_text on one line.
std::string cell_line(std::string_view cell);

/// Characters in UTF-8 text.
std::size_t characters(std::string_view utf8);

/// Whether the cell ends inside a tag or a word, as a cut does.
bool ends_in_tag(std::string_view cell);
bool ends_in_word(std::string_view cell);

/// A hash that does not see case, nor how much white space there is.
std::uint64_t folded_hash(std::string_view text, std::uint64_t seed = 0);

}  // namespace needfirst::format::catalogue
