// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::text {

/// Gathers text piece by piece and normalises it on the way: one space for any run of white space or odd spaces, soft
/// hyphens and zero-width characters out, lines trimmed, empty lines out.
class BlockText {
public:
    /// Line feeds part lines where `lines` is set, else they are spaces. `utf8` is well-formed.
    void add(std::string_view utf8, bool lines = false);
    /// The same for text with markup in it: from `at` to the next '<' or '&'; gives its place.
    std::size_t add_markup(std::string_view utf8, std::size_t at, bool lines);
    void space() {
        if (gap_ == Gap::none) gap_ = Gap::space;
    }
    void line() { gap_ = Gap::line; }
    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); }
    void reserve(std::size_t bytes) { text_.reserve(bytes); }

private:
    enum class Gap : std::uint8_t { none, space, line };
    void put(std::string_view piece);
    std::size_t odd(std::string_view utf8, std::size_t at);
    std::string text_;
    Gap gap_ = Gap::none;
};

}  // namespace needfirst::text
