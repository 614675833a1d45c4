// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/decode.hpp"

#include <cctype>
#include <string>
#include <string_view>

namespace needfirst::format {

/// Value of an attribute in the text of a start tag, character references resolved; "" where absent.
std::string tag_attribute(std::string_view tag, std::string_view name);

/// Calls `found(name, attributes, place behind the tag)` for each start tag, comments passed over.
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
        const std::size_t end = html.find('>', name_end);
        if (end == std::string_view::npos) return;
        if (name_end > at + 1)
            found(base::ascii_lower(html.substr(at + 1, name_end - at - 1)), html.substr(name_end, end - name_end),
                  end + 1);
        at = name_end;
    }
}

}  // namespace needfirst::format
