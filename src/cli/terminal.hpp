// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/plain_text.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

namespace needfirst::cli {

/// Whether a stream is a terminal that colours are wanted on (https://no-color.org: NO_COLOR set and not empty).
inline bool in_colour(std::FILE* stream) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return isatty(fileno(stream)) && !(no_color && *no_color) && !(term && std::string_view(term) == "dumb");
}

/// Prints what may hold text of strangers: of control characters, which could steer a terminal, only line breaks stay.
template <class... Values>
void say(std::FILE* to, fmt::format_string<Values...> format, Values&&... values) {
    const std::string text = report::plain(fmt::format(format, std::forward<Values>(values)...), true);
    std::fwrite(text.data(), 1, text.size(), to);
}

}  // namespace needfirst::cli
