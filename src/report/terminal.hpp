// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::report {

/// Columns that `text` takes on a terminal.
int width(std::string_view text);

/// `text` cut to `columns`, with an ellipsis where something is lost. Line breaks and control characters, which could
/// move the cursor, are spaces.
std::string fit(std::string_view text, int columns);

/// The same, filled up to `columns` with spaces.
std::string pad(std::string_view text, int columns);

/// `text` broken between words into at most `lines` lines; what does not fit ends in an ellipsis.
std::vector<std::string> wrap(std::string_view text, int columns, int lines);

/// Colours, where they are wanted.
struct Ink {
    bool colour = false;
    std::string bold(std::string_view text) const { return paint("1", text); }
    std::string dim(std::string_view text) const { return paint("2", text); }
    std::string red(std::string_view text) const { return paint("31", text); }
    std::string yellow(std::string_view text) const { return paint("33", text); }
    std::string green(std::string_view text) const { return paint("32", text); }
    std::string cyan(std::string_view text) const { return paint("36", text); }
    /// `alarm` and `tacked-on` red, `warning` and `unproven` yellow, `purposeful` green: text in the colour of `word`.
    std::string of(std::string_view word, std::string_view text) const;

private:
    std::string paint(std::string_view code, std::string_view text) const;
};

}  // namespace needfirst::report
