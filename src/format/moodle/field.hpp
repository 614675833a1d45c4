// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// How Moodle writes values into its backups, all versions.
namespace needfirst::format::moodle {

/// Trimmed text of a child, "" for the NULL of PHP that exports write out as `$@NULL@$`.
std::string value(base::xml::Element parent, std::string_view child);

/// The whole number at the start of a child's text ("80.00000" is 80); 0 for NULL and for what is no number.
std::int64_t number(base::xml::Element parent, std::string_view child);
std::int64_t to_number(std::string_view text);

/// Learner-visible text of a value in one of Moodle's text formats (0 automatic, 1 HTML, 2 plain, 4 Markdown; ""
/// unknown). Encoded links (`$@FORUMVIEWBYID*12@$`) that show are taken out, and of texts in several languages
/// (`{mlang de}...{mlang}`, `<span class="multilang">`) the one in `language` is kept, else English, else the first.
std::string visible(std::string_view value, std::string_view format, std::string_view language);

/// The HTML behind visible(): NULL, encoded links and other languages out, tags kept.
std::string markup(std::string_view value, std::string_view language);

/// visible() of child `name` in the format that child `name` + "format" tells.
std::string visible_child(base::xml::Element parent, std::string_view name, std::string_view language);

/// A name or title: visible(), on one line.
std::string title(std::string_view value, std::string_view language);

}  // namespace needfirst::format::moodle
