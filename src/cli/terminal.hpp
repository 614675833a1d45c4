// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace needfirst::cli {

/// Whether a stream is a terminal that colours are wanted on (https://no-color.org: NO_COLOR set and not empty).
inline bool in_colour(std::FILE* stream) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return isatty(fileno(stream)) && !(no_color && *no_color) && !(term && std::string_view(term) == "dumb");
}

}  // namespace needfirst::cli
