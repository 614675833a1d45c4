// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace needfirst::base {

/// True where all of `bytes` is well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// At most `count` bytes of the beginning, no character of it in part.
std::string first_bytes(std::string_view utf8, std::size_t count);

/// `bytes` as UTF-8 without byte order mark. Order of belief: byte order mark, `declared` (an IANA name; "" for none),
/// well-formed UTF-8, UTF-16 betrayed by its zero bytes, ICU's detector, windows-1252. Text that is UTF-8 but for a few
/// bytes keeps its UTF-8 and takes those bytes as windows-1252. NUL and other control characters but tab and line feed
/// become spaces; CR LF and CR become line feed.
std::string to_utf8(std::string_view bytes, std::string_view declared = {});

/// Character set an HTML member declares in its first 2 KB (`<meta charset>` or http-equiv); "" for none.
std::string html_charset(std::string_view bytes);

/// Repairs UTF-8 that was taken for windows-1252 and encoded again ("â€™" for "’"). Returns the text unchanged where it
/// shows no such trace.
std::string mend_mojibake(std::string text);

/// Unicode normal form C, for comparing member names and titles.
std::string to_nfc(std::string_view utf8);

/// Lower-cased and case-folded, for comparing titles in any script.
std::string fold_case(std::string_view utf8);

}  // namespace needfirst::base
