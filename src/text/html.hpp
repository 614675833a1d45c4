// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// A link or embedded frame as the learner meets it.
struct Link {
    std::string url;
    std::string label;
    bool operator==(const Link&) const = default;
};

/// What a learner sees of an HTML page.
struct Html {
    std::string title;        ///< of <title>, normalised
    std::string text;         ///< visible text, normalised; one block (paragraph, heading, list item, cell) per line
    std::vector<Link> links;  ///< <a href>, <iframe src>, in document order
};

/// Reads a page or a fragment, UTF-8. Comments, scripts, styles, templates, hidden elements (`hidden`,
/// `display:none`, `visibility:hidden`, aria-hidden is visible) and attributes are not text, but for `alt` of pictures
/// and `placeholder`/`value` of form fields that a learner reads. Inline tags join, blocks and <br> part.
Html read_html(std::string_view utf8);

/// read_html(fragment).text
std::string html_text(std::string_view utf8);

/// Text that may be HTML, or HTML escaped once or twice more, or plain: unescaped as many times as it was escaped, then
/// read as html_text. For fields of exports that do not say what they hold.
std::string any_text(std::string_view utf8);

/// Plain text normalised as html_text does: non-breaking and other odd spaces folded, soft hyphens and zero-width
/// characters out, runs of white space within a line made one space, empty lines out.
std::string plain_text(std::string_view utf8);

/// Character references (named, decimal, hexadecimal) resolved once.
std::string unescape_entities(std::string_view utf8);

}  // namespace needfirst::text
