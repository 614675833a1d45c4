// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::base {

/// Base64 (standard or URL alphabet, white space ignored); nothing where it is not base64.
std::optional<std::string> from_base64(std::string_view text);

/// %XX unescaped, in paths and hrefs.
std::string percent_decode(std::string_view text);

/// A JavaScript string literal that starts at `source[at]` with a quote: its value with all escapes resolved (\n, \xNN,
/// \uNNNN with surrogates), and `at` moved behind the closing quote. Nothing where it never closes.
std::optional<std::string> js_string(std::string_view source, std::size_t& at);

/// The string literals of one source. Of one that never closes it is kept how far it was looked for: what begins inside
/// it does not close either, and many such take no longer than one.
class JsStrings {
public:
    explicit JsStrings(std::string_view source) : source_(source) {}
    std::string_view source() const { return source_; }
    /// As js_string().
    std::optional<std::string> read(std::size_t& at);

private:
    std::string_view source_;
    std::array<std::size_t, 3> open_until_{};  ///< for each kind of quote
};

/// zlib or gzip data inflated, at most `limit` bytes. Throws InputError.
std::string inflate(std::string_view packed, std::size_t limit);

/// One code point added to `text` as UTF-8; U+FFFD for what is none.
void append_utf8(std::string& text, char32_t c);

/// `text` with `to` in place of each `from`, however many there are.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

/// White space at both ends off.
std::string_view trim(std::string_view text);

/// ASCII case-blind comparison, and the lower case of ASCII letters.
bool same_ignoring_case(std::string_view a, std::string_view b);
std::string ascii_lower(std::string_view text);

}  // namespace needfirst::base
