// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace needfirst::report {

/// `text` of a course as any format may hold it: well-formed UTF-8, without control characters, characters that are
/// none, and marks that turn the direction of what follows. Line breaks and tabs are spaces unless `lines` keeps "\n".
std::string plain(std::string_view text, bool lines = false);

/// The same, with & < > " ' as entities: for HTML and XML, content and attributes.
std::string markup(std::string_view text, bool lines = false);

/// Cut to `characters` at the end of a word, with an ellipsis.
std::string cut(std::string_view text, std::size_t characters);

/// 12,345.
std::string grouped(std::int64_t number);

/// "1 course", "2,000 courses".
std::string counted(std::int64_t number, std::string_view one, std::string_view more);

}  // namespace needfirst::report
