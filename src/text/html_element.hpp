// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace needfirst::text {

/// What an element is to a reader.
enum class Role : std::uint8_t { inlined, block, hidden, line_break, link, frame, title, picture, field, preserved };

/// How its tags nest, after the tree construction of the HTML Standard (13.2.6).
enum Nesting : std::uint16_t {
    is_void = 1,            ///< has no content
    ends_paragraph = 2,     ///< its start tag ends an open <p>
    special = 4,            ///< an inline end tag does not reach through it
    scope = 8,              ///< an end tag does not reach through it
    formatting = 16,        ///< its end tag leaves what was opened within it open
    raw = 32,               ///< its content is characters up to its end tag
    raw_text = 64,          ///< the same, with character references
    heading = 128,          ///< h1 to h6 end each other
    table_part = 256,       ///< cells, rows and their groups
    holds_table_part = 512  ///< a table part's start tag ends what is open up to here
};

struct Element {
    std::string_view name;
    Role role = Role::inlined;
    std::uint16_t nesting = 0;
};

/// Index into the table of elements; 0 for one that HTML does not know.
using ElementId = std::uint8_t;

/// The element with this name in any case.
ElementId element_id(std::string_view name);
const Element& element(ElementId id);
inline bool nests(ElementId id, std::uint16_t how) { return (element(id).nesting & how) != 0; }

/// Number of the table's rows.
extern const std::size_t element_count;

}  // namespace needfirst::text
