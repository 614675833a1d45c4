// SPDX-License-Identifier: Apache-2.0
#include "format/html_tags.hpp"

#include "text/html.hpp"

namespace needfirst::format {

std::string tag_attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = 0; at < tag.size();) {
        const std::size_t equals = tag.find('=', at);
        if (equals == std::string_view::npos) return {};
        std::string_view key = base::trim(tag.substr(at, equals - at));
        key = key.substr(std::min(key.find_last_of(" \t\r\n\"'") + 1, key.size()));
        std::size_t begin = tag.find_first_not_of(" \t\r\n", equals + 1);
        if (begin == std::string_view::npos) return {};
        const char quote = tag[begin];
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) ++begin;
        const std::size_t end =
            std::min(quoted ? tag.find(quote, begin) : tag.find_first_of(" \t\r\n/", begin), tag.size());
        if (base::same_ignoring_case(key, name)) return text::unescape_entities(tag.substr(begin, end - begin));
        at = end + 1;
    }
    return {};
}

std::size_t end_of_script(std::string_view html, std::size_t at) {
    constexpr std::string_view script = "script";
    for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
        if (base::same_ignoring_case(html.substr(at + 2, script.size()), script)) return at;
    return html.size();
}

}  // namespace needfirst::format
