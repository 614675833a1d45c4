// SPDX-License-Identifier: Apache-2.0
#include "text/html.hpp"

#include "base/charset.hpp"
#include "text/block_text.hpp"
#include "text/html_page.hpp"
#include "text/html_reference.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

constexpr auto npos = std::string_view::npos;

/// A tag or an end tag begins somewhere.
bool has_markup(std::string_view text) {
    for (auto at = text.find('<'); at != npos && at + 1 < text.size(); at = text.find('<', at + 1)) {
        const char c = text[at + 1] | 0x20;
        if ((c >= 'a' && c <= 'z') || text[at + 1] == '/' || text[at + 1] == '!') return text.find('>', at) != npos;
    }
    return false;
}

/// The reference at text[at] that is written in full.
Reference full_reference(std::string_view text, std::size_t at) {
    Reference found;
    resolve_reference(text, at, false, found);
    if (found.length && text[at + found.length - 1] != ';') found.length = 0;
    return found;
}

bool has_reference(std::string_view text) {
    for (auto at = text.find('&'); at != npos; at = text.find('&', at + 1))
        if (full_reference(text, at).length) return true;
    return false;
}

}  // namespace

Html read_html(std::string_view utf8) {
    if (!base::is_utf8(utf8) || utf8.find('\0') != npos) {
        const auto mended = base::to_utf8(utf8);
        return mended.find('\0') == npos ? read_html(mended) : Html();
    }
    return HtmlPage(utf8).read();
}

std::string html_text(std::string_view utf8) {
    if (utf8.find_first_of(std::string_view("<&\0", 3)) != npos || !base::is_utf8(utf8)) return read_html(utf8).text;
    BlockText text;
    text.add(utf8);
    return text.take();
}

std::string any_text(std::string_view utf8) {
    std::string text(utf8);
    for (int round = 0; round < 4; ++round) {
        const bool markup = has_markup(text);
        if (!markup && !has_reference(text)) return plain_text(text);
        if (!markup) {
            text = unescape_entities(text);
            continue;
        }
        text = html_text(text);
        // Tags that show now were meant to be read ("the <p> tag"); those that are still escaped were not.
        if (text.find("&lt;") == npos && !has_reference(text)) return text;
        text = unescape_entities(text);
    }
    return plain_text(text);
}

std::string plain_text(std::string_view utf8) {
    if (!base::is_utf8(utf8)) return plain_text(base::to_utf8(utf8));
    BlockText text;
    text.reserve(utf8.size());
    text.add(utf8, true);
    return text.take();
}

std::string unescape_entities(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = std::min(utf8.find('&', at), utf8.size());
        text.append(utf8, at, next - at);
        if ((at = next) == utf8.size()) break;
        const auto reference = full_reference(utf8, at);
        text += reference.length ? reference.value() : "&";
        at += std::max<std::size_t>(reference.length, 1);
    }
    return text;
}

}  // namespace needfirst::text
