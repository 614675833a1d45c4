// SPDX-License-Identifier: Apache-2.0
// For scripts/compare-html: each HTML member below a folder as a line of JSON: its place, its source, the text we read.
#include "support/html_members.hpp"
#include "text/html.hpp"

#include <cstdio>
#include <iostream>

namespace {

std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) {
            json += c;
        } else {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            json += escaped;
        }
    }
    return json + '"';
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    needfirst::support::for_each_page(arguments[1], [](const std::string& place, const std::string& html) {
        std::cout << "{\"place\":" << quoted(place) << ",\"html\":" << quoted(html)
                  << ",\"text\":" << quoted(needfirst::text::read_html(html).text) << "}\n";
    });
}
