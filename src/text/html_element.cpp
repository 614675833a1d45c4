// SPDX-License-Identifier: Apache-2.0
#include "text/html_element.hpp"

#include <array>
#include <iterator>

namespace needfirst::text {
namespace {

// Sorted by name but for the first, which stands for all others. Blocks are what Chromium's innerText puts on lines of
// their own; cells, buttons and options too, so that their words do not run together.
constexpr Element elements[] = {
    {"", Role::inlined, 0},
    {"a", Role::link, formatting},
    {"abbr", Role::inlined, 0},
    {"acronym", Role::inlined, 0},
    {"address", Role::block, ends_paragraph | special},
    {"applet", Role::inlined, special | scope},
    {"area", Role::link, is_void | special},
    {"article", Role::block, ends_paragraph | special},
    {"aside", Role::block, ends_paragraph | special},
    {"audio", Role::hidden, 0},
    {"b", Role::inlined, formatting},
    {"base", Role::inlined, is_void | special},
    {"basefont", Role::inlined, is_void | special},
    {"bdi", Role::inlined, 0},
    {"bdo", Role::inlined, 0},
    {"bgsound", Role::inlined, is_void | special},
    {"big", Role::inlined, formatting},
    {"blockquote", Role::block, ends_paragraph | special},
    {"body", Role::block, special},
    {"br", Role::line_break, is_void | special},
    {"button", Role::block, special},
    {"canvas", Role::hidden, 0},
    {"caption", Role::block, special | scope | table_part},
    {"center", Role::block, ends_paragraph | special},
    {"cite", Role::inlined, 0},
    {"code", Role::inlined, formatting},
    {"col", Role::inlined, is_void | special | table_part},
    {"colgroup", Role::inlined, special | table_part},
    {"data", Role::inlined, 0},
    {"datalist", Role::hidden, 0},
    {"dd", Role::block, ends_paragraph | special},
    {"del", Role::inlined, 0},
    {"desc", Role::inlined, 0},
    {"details", Role::block, ends_paragraph | special},
    {"dfn", Role::inlined, 0},
    {"dialog", Role::block, ends_paragraph | special},
    {"dir", Role::block, ends_paragraph | special},
    {"div", Role::block, ends_paragraph | special},
    {"dl", Role::block, ends_paragraph | special},
    {"dt", Role::block, ends_paragraph | special},
    {"em", Role::inlined, formatting},
    {"embed", Role::frame, is_void | special},
    {"fieldset", Role::block, ends_paragraph | special},
    {"figcaption", Role::block, ends_paragraph | special},
    {"figure", Role::block, ends_paragraph | special},
    {"font", Role::inlined, formatting},
    {"footer", Role::block, ends_paragraph | special},
    {"form", Role::block, ends_paragraph | special},
    {"frame", Role::frame, is_void | special},
    {"frameset", Role::inlined, special},
    {"h1", Role::block, ends_paragraph | special | heading},
    {"h2", Role::block, ends_paragraph | special | heading},
    {"h3", Role::block, ends_paragraph | special | heading},
    {"h4", Role::block, ends_paragraph | special | heading},
    {"h5", Role::block, ends_paragraph | special | heading},
    {"h6", Role::block, ends_paragraph | special | heading},
    {"head", Role::inlined, special},
    {"header", Role::block, ends_paragraph | special},
    {"hgroup", Role::block, ends_paragraph | special},
    {"hr", Role::block, is_void | ends_paragraph | special},
    {"html", Role::block, special | scope},
    {"i", Role::inlined, formatting},
    {"iframe", Role::frame, special | raw},
    {"image", Role::picture, is_void | special},
    {"img", Role::picture, is_void | special},
    {"input", Role::field, is_void | special},
    {"ins", Role::inlined, 0},
    {"kbd", Role::inlined, 0},
    {"keygen", Role::inlined, is_void | special},
    {"label", Role::inlined, 0},
    {"legend", Role::block, 0},
    {"li", Role::block, ends_paragraph | special},
    {"link", Role::inlined, is_void | special},
    {"listing", Role::preserved, ends_paragraph | special},
    {"main", Role::block, ends_paragraph | special},
    {"map", Role::inlined, 0},
    {"mark", Role::inlined, 0},
    {"marquee", Role::inlined, special | scope},
    {"math", Role::inlined, 0},
    {"menu", Role::block, ends_paragraph | special},
    {"meta", Role::inlined, is_void | special},
    {"metadata", Role::inlined, 0},
    {"meter", Role::inlined, 0},
    {"nav", Role::block, ends_paragraph | special},
    {"nobr", Role::inlined, formatting},
    {"noembed", Role::hidden, special | raw},
    {"noframes", Role::hidden, special | raw},
    {"noscript", Role::hidden, special | raw},
    {"object", Role::inlined, special | scope},
    {"ol", Role::block, ends_paragraph | special},
    {"optgroup", Role::block, 0},
    {"option", Role::block, 0},
    {"output", Role::inlined, 0},
    {"p", Role::block, ends_paragraph | special},
    {"param", Role::inlined, is_void | special},
    {"picture", Role::inlined, 0},
    {"pre", Role::preserved, ends_paragraph | special},
    {"progress", Role::inlined, 0},
    {"q", Role::inlined, 0},
    {"rb", Role::inlined, 0},
    {"rp", Role::hidden, 0},
    {"rt", Role::inlined, 0},
    {"rtc", Role::inlined, 0},
    {"ruby", Role::inlined, 0},
    {"s", Role::inlined, formatting},
    {"samp", Role::inlined, 0},
    {"script", Role::hidden, special | raw},
    {"section", Role::block, ends_paragraph | special},
    {"select", Role::block, special},
    {"slot", Role::inlined, 0},
    {"small", Role::inlined, formatting},
    {"source", Role::inlined, is_void | special},
    {"span", Role::inlined, 0},
    {"strike", Role::inlined, formatting},
    {"strong", Role::inlined, formatting},
    {"style", Role::hidden, special | raw},
    {"sub", Role::inlined, 0},
    {"summary", Role::block, ends_paragraph | special},
    {"sup", Role::inlined, 0},
    {"svg", Role::inlined, 0},
    {"table", Role::block, ends_paragraph | special | scope | holds_table_part},
    {"tbody", Role::block, special | table_part | holds_table_part},
    {"td", Role::block, special | scope | table_part},
    {"template", Role::hidden, special | scope},
    {"textarea", Role::preserved, special | raw_text},
    {"tfoot", Role::block, special | table_part | holds_table_part},
    {"th", Role::block, special | scope | table_part},
    {"thead", Role::block, special | table_part | holds_table_part},
    {"time", Role::inlined, 0},
    {"title", Role::title, special | raw_text},
    {"tr", Role::block, special | table_part | holds_table_part},
    {"track", Role::inlined, is_void | special},
    {"tt", Role::inlined, formatting},
    {"u", Role::inlined, formatting},
    {"ul", Role::block, ends_paragraph | special},
    {"var", Role::inlined, 0},
    {"video", Role::hidden, 0},
    {"wbr", Role::inlined, is_void | special},
    {"xmp", Role::preserved, ends_paragraph | special | raw},
};

constexpr std::size_t packed_length = 7, longest_name = 10, slots = 512;

/// The first letters in lower case and the length: different for all elements.
constexpr std::uint64_t pack(std::string_view name) {
    std::uint64_t packed = name.size() << 56;
    for (std::size_t i = 0; i < name.size() && i < packed_length; ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        packed |= static_cast<std::uint64_t>(c >= 'A' && c <= 'Z' ? c + 32 : c) << (8 * i);
    }
    return packed;
}

constexpr std::size_t slot_of(std::uint64_t packed) { return (packed * 0x9E3779B97F4A7C15ull) >> 55; }

struct Slot {
    std::uint64_t packed = 0;
    ElementId id = 0;
};

constexpr std::array<Slot, slots> table = [] {
    std::array<Slot, slots> made{};
    for (std::size_t id = 1; id < std::size(elements); ++id) {
        const auto packed = pack(elements[id].name);
        auto at = slot_of(packed);
        while (made[at].id != 0) at = (at + 1) % slots;
        made[at] = {packed, static_cast<ElementId>(id)};
    }
    return made;
}();

constexpr bool same_tail(std::string_view name, std::string_view wanted) {
    for (std::size_t i = packed_length; i < wanted.size(); ++i)
        if ((name[i] | 0x20) != wanted[i]) return false;
    return true;
}

}  // namespace

const std::size_t element_count = std::size(elements);

ElementId element_id(std::string_view name) {
    if (name.size() > longest_name) return 0;
    const auto packed = pack(name);
    for (auto at = slot_of(packed); table[at].id != 0; at = (at + 1) % slots)
        if (table[at].packed == packed && same_tail(name, elements[table[at].id].name)) return table[at].id;
    return 0;
}

const Element& element(ElementId id) { return elements[id]; }

}  // namespace needfirst::text
