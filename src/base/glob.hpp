// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

// Patterns as users write them in settings and waivers: `*` is any run of characters (of a path: up to the next `/`),
// `**` any run at all, `?` one character, `\` takes the next one as it is. Brackets mean themselves: file names and
// titles are full of them.
namespace needfirst::base {

/// Whether a pattern fits a path: all of it, or its end from a `/` on ("*.mbz" fits "archive/safety.mbz").
bool path_matches(std::string_view pattern, std::string_view path);

/// Whether a pattern fits a title, whatever the case; here `*` passes over `/`.
bool title_matches(std::string_view pattern, std::string_view title);

}  // namespace needfirst::base
