// SPDX-License-Identifier: Apache-2.0
#include "report/terminal.hpp"

#include <cstdint>

namespace needfirst::report {
namespace {

/// The code point at `text[at]`, and `at` behind it. Text of a store is well-formed.
std::uint32_t next(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0x80u;
    };
    const std::uint32_t first = byte(at);
    const int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    std::uint32_t point = more == 0 ? first : first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) point = point << 6 | (byte(++at) & 0x3Fu);
    ++at;
    return point;
}

bool is_control(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

int width_of(std::uint32_t c) {
    const auto in = [c](std::uint32_t from, std::uint32_t to) { return c >= from && c <= to; };
    if (in(0x300, 0x36F) || in(0x200B, 0x200F) || in(0xFE00, 0xFE0F) || in(0x20D0, 0x20FF) || c == 0xAD || c == 0xFEFF)
        return 0;  // combining marks and what has no width
    if (in(0x1100, 0x115F) || in(0x2E80, 0x303E) || in(0x3041, 0xA4CF) || in(0xAC00, 0xD7A3) || in(0xF900, 0xFAFF) ||
        in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF60) || in(0xFFE0, 0xFFE6) || in(0x1F300, 0x1F64F) ||
        in(0x1F900, 0x1F9FF) || in(0x20000, 0x3FFFD))
        return 2;  // East Asian wide, and pictures
    return 1;
}

}  // namespace

int width(std::string_view text) {
    int columns = 0;
    for (std::size_t at = 0; at < text.size();) columns += width_of(next(text, at));
    return columns;
}

std::string fit(std::string_view text, int columns) {
    std::string shown;
    int used = 0;
    std::size_t room_for_dots = 0;  // where an ellipsis would still have its column
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const std::uint32_t c = next(text, at);
        const int wide = is_control(c) ? 1 : width_of(c);
        if (used + wide > columns) return shown.substr(0, room_for_dots) + "…";
        used += wide;
        if (is_control(c)) shown += ' ';
        else shown += text.substr(from, at - from);
        if (used < columns) room_for_dots = shown.size();
    }
    return shown;
}

std::string pad(std::string_view text, int columns) {
    std::string shown = fit(text, columns);
    const int used = width(shown);
    return shown.append(static_cast<std::size_t>(std::max(0, columns - used)), ' ');
}

std::vector<std::string> wrap(std::string_view text, int columns, int lines) {
    std::vector<std::string> broken;
    while (static_cast<int>(broken.size()) + 1 < lines && width(text) > columns) {
        std::size_t cut = 0;
        for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
            if (width(text.substr(0, at)) > columns) break;
            cut = at;
        }
        if (cut == 0) break;
        broken.push_back(fit(text.substr(0, cut), columns));
        text.remove_prefix(cut + 1);
    }
    broken.push_back(fit(text, columns));
    return broken;
}

std::string Ink::of(std::string_view word, std::string_view text) const {
    if (word == "alarm" || word == "tacked-on" || word == "error") return red(text);
    if (word == "warning" || word == "unproven" || word == "limited") return yellow(text);
    if (word == "purposeful" || word == "stated") return green(text);
    return std::string(text);
}

std::string Ink::paint(std::string_view code, std::string_view text) const {
    return colour ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

}  // namespace needfirst::report
