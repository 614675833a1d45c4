// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace needfirst::text {

/// The attributes that matter to a reader.
enum class Attribute : std::uint8_t { alt, hidden, href, open, placeholder, src, style, title, type, value };

/// A start tag, in views of the page. However many attributes it has, only those above are kept, the first of each.
class HtmlTag {
public:
    std::string_view name;
    bool self_closing = false;  ///< "<br/>"

    bool has(Attribute one) const { return (present_ & (1u << index(one))) != 0; }
    /// As written, references and all; "" where there is none.
    std::string_view raw(Attribute one) const { return has(one) ? values_[index(one)] : std::string_view(); }

    /// Reads the tag that begins at html[at], "<" and a letter; gives the place behind it. A tag that the page's end
    /// cuts off has no name.
    std::size_t read(std::string_view html, std::size_t at);

private:
    static std::size_t index(Attribute one) { return static_cast<std::size_t>(one); }
    void keep(std::string_view name, std::string_view value);
    std::array<std::string_view, 10> values_;
    std::uint32_t present_ = 0;
};

/// Where what begins with html[at], "<!", "<?" or "</" and no letter, ends: a comment, a declaration, an instruction.
std::size_t comment_end(std::string_view html, std::size_t at);

/// Where the end tag of the raw element `name` stands whose content begins at `at`; the page's end where it has none.
std::size_t raw_content_end(std::string_view html, std::size_t at, std::string_view name);

}  // namespace needfirst::text
