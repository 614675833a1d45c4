// SPDX-License-Identifier: Apache-2.0
// Markdown, WebVTT and SubRip.
#include "base/decode.hpp"
#include "format/document/families.hpp"
#include "text/html.hpp"

#include <algorithm>

namespace needfirst::format::document {
namespace {

constexpr auto npos = std::string_view::npos;

/// Calls `found` for each line, without its line feed.
template <class Found>
void each_line(std::string_view text, Found found) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        found(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Marks of emphasis and code out, `[label](address)` to its label.
std::string without_marks(std::string_view line) {
    std::string plain;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\\' && i + 1 < line.size()) {
            plain += line[++i];
        } else if (c == '!' && i + 1 < line.size() && line[i + 1] == '[') {
            continue;
        } else if (c == '[') {
            const auto close = line.find("](", i);
            const auto end = close == npos ? npos : line.find(')', close);
            if (end == npos) {
                plain += c;
                continue;
            }
            plain += line.substr(i + 1, close - i - 1);
            i = end;
        } else if (c != '*' && c != '`') {
            plain += c;
        }
    }
    return plain;
}

bool is_rule(std::string_view line) { return !line.empty() && line.find_first_not_of("-=_*| :") == npos; }

}  // namespace

std::string markdown_text(std::string_view utf8) {
    std::string text;
    bool fenced = false;
    each_line(utf8, [&](std::string_view line) {
        line = base::trim(line);
        if (line.starts_with("```") || line.starts_with("~~~")) return void(fenced = !fenced);
        if (fenced || is_rule(line)) return;
        const auto start = line.find_first_not_of("#> ");
        line.remove_prefix(std::min(start, line.size()));
        if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) line.remove_prefix(2);
        text += without_marks(line) + '\n';
    });
    return text.find('<') == npos ? text::plain_text(text::unescape_entities(text)) : text::any_text(text);
}

std::string caption_text(std::string_view utf8) {
    std::string text, last;
    bool passing = false;  // a NOTE, STYLE or REGION block runs to the next empty line
    each_line(utf8, [&](std::string_view line) {
        line = base::trim(line);
        if (line.empty()) return void(passing = false);
        if (line.starts_with("WEBVTT") || line.starts_with("NOTE") || line.starts_with("STYLE") ||
            line.starts_with("REGION"))
            passing = true;
        const bool number = line.find_first_not_of("0123456789") == npos;
        if (line.find("-->") != npos) return void(passing = false);
        if (passing || number) return;
        auto words = text::html_text(line);
        if (words.empty() || words == last) return;  // rolling captions repeat the line before
        const bool ended = text.empty() || std::string_view(".!?:").find(text.back()) != npos;
        text += (ended && !text.empty() ? "\n" : text.empty() ? "" : " ") + words;
        last = std::move(words);
    });
    return text;
}

}  // namespace needfirst::format::document
