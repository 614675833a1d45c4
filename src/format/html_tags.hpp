// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/decode.hpp"

#include <cctype>
#include <string>
#include <string_view>

namespace needfirst::format {

/// Value of an attribute in the text of a start tag, character references resolved; "" where absent.
std::string tag_attribute(std::string_view tag, std::string_view name);

/// Where the script that begins at `at` ends: before its end tag, else at the end of all.
std::size_t end_of_script(std::string_view html, std::size_t at);

/// Calls `found(name, attributes, place behind the tag)` for each start tag, comments and what stands in scripts passed
/// over. Linear.
template <class Found>
void each_tag(std::string_view html, Found found) {
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
        if (html.substr(at, 4) == "<!--") {
            const std::size_t end = html.find("-->", at);
            if (end == std::string_view::npos) return;
            at = end;
            continue;
        }
        std::size_t name_end = at + 1;
        while (name_end < html.size() && std::isalnum(static_cast<unsigned char>(html[name_end]))) ++name_end;
        if (name_end == at + 1) {
            at = name_end;
            continue;
        }
        const std::size_t end = html.find('>', name_end);
        if (end == std::string_view::npos) return;
        const std::string name = base::ascii_lower(html.substr(at + 1, name_end - at - 1));
        found(name, html.substr(name_end, end - name_end), end + 1);
        at = name == "script" ? end_of_script(html, end) : end;
    }
}

}  // namespace needfirst::format
