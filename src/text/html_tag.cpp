// SPDX-License-Identifier: Apache-2.0
// Tags, comments and raw content: HTML Standard, 13.2.5.
#include "text/html_tag.hpp"

#include "base/decode.hpp"

#include <algorithm>
#include <optional>

namespace needfirst::text {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::optional<Attribute> known(std::string_view name) {
    const auto is = [&](std::string_view wanted, Attribute one) {
        return base::same_ignoring_case(name, wanted) ? std::optional(one) : std::nullopt;
    };
    if (name.empty()) return std::nullopt;
    const char first = name[0] | 0x20;
    switch (name.size()) {
        case 3: return first == 'a' ? is("alt", Attribute::alt) : is("src", Attribute::src);
        case 4:
            return first == 'h'   ? is("href", Attribute::href)
                   : first == 'o' ? is("open", Attribute::open)
                                  : is("type", Attribute::type);
        case 5:
            return first == 's'   ? is("style", Attribute::style)
                   : first == 't' ? is("title", Attribute::title)
                                  : is("value", Attribute::value);
        case 6: return is("hidden", Attribute::hidden);
        case 11: return is("placeholder", Attribute::placeholder);
        default: return std::nullopt;
    }
}

bool tag_named(std::string_view html, std::size_t at, std::string_view name) {
    if (!base::same_ignoring_case(html.substr(at, name.size()), name)) return false;
    at += name.size();
    return at < html.size() && (is_space(html[at]) || html[at] == '/' || html[at] == '>');
}

}  // namespace

void HtmlTag::keep(std::string_view attribute, std::string_view value) {
    const auto one = known(attribute);
    if (!one || has(*one)) return;
    present_ |= 1u << index(*one);
    values_[index(*one)] = value;
}

std::size_t HtmlTag::read(std::string_view html, std::size_t at) {
    name = {};
    self_closing = false;
    present_ = 0;
    const auto size = html.size();
    const auto begin = ++at;
    while (at < size && !is_space(html[at]) && html[at] != '/' && html[at] != '>') ++at;
    const auto found = html.substr(begin, at - begin);
    while (at < size) {
        while (at < size && is_space(html[at])) ++at;
        if (at == size) break;
        if (html[at] == '>') {
            name = found;
            return at + 1;
        }
        if (html[at] == '/') {
            self_closing = ++at < size && html[at] == '>';
            continue;
        }
        const auto attribute = at++;  // an attribute may begin with '='
        while (at < size && !is_space(html[at]) && html[at] != '/' && html[at] != '>' && html[at] != '=') ++at;
        const auto attribute_end = at;
        while (at < size && is_space(html[at])) ++at;
        std::string_view value;
        if (at < size && html[at] == '=') {
            ++at;
            while (at < size && is_space(html[at])) ++at;
            if (at == size) break;
            const char quote = html[at];
            if (quote == '"' || quote == '\'') {
                const auto close = html.find(quote, at + 1);
                if (close == npos) break;
                value = html.substr(at + 1, close - at - 1);
                at = close + 1;
            } else {
                const auto from = at;
                while (at < size && !is_space(html[at]) && html[at] != '>') ++at;
                value = html.substr(from, at - from);
            }
        }
        keep(html.substr(attribute, attribute_end - attribute), value);
    }
    return size;
}

std::size_t comment_end(std::string_view html, std::size_t at) {
    const auto behind = [&](std::size_t found, std::size_t length) {
        return found == npos ? html.size() : found + length;
    };
    if (html.substr(at, 4) != "<!--") return behind(html.find('>', at), 1);
    at += 4;
    if (html.substr(at, 1) == ">") return at + 1;
    if (html.substr(at, 2) == "->") return at + 2;
    for (at = html.find("--", at); at != npos; at = html.find("--", at + 1)) {
        if (html.substr(at + 2, 1) == ">") return at + 3;
        if (html.substr(at + 2, 2) == "!>") return at + 4;
    }
    return html.size();
}

std::size_t raw_content_end(std::string_view html, std::size_t at, std::string_view name) {
    const bool script = base::same_ignoring_case(name, "script");
    std::size_t escaped_to = 0;  // <script><!-- <script> </script> --></script>
    bool twice = false;
    for (at = html.find('<', at); at != npos; at = html.find('<', at + 1)) {
        if (at >= escaped_to) twice = false;
        if (html.substr(at + 1, 1) == "/") {
            if (!tag_named(html, at + 2, name)) continue;
            if (!twice) return at;
            twice = false;
        } else if (script && at >= escaped_to && html.substr(at, 4) == "<!--") {
            escaped_to = std::min(html.find("-->", at + 2), html.size());
        } else if (at < escaped_to && tag_named(html, at + 1, name)) {
            twice = true;
        }
    }
    return html.size();
}

}  // namespace needfirst::text
