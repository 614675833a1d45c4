// SPDX-License-Identifier: Apache-2.0
#include "format/authoring/linked_pages.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"

#include <algorithm>
#include <unordered_set>

namespace needfirst::format::authoring {
namespace {

constexpr std::size_t most_pages = 5'000, longest_name = 400;

/// Names of pages in `html`, quoted, in order.
std::vector<std::string> page_names(std::string_view html) {
    std::vector<std::string> names;
    for (auto at = html.find(".htm"); at != std::string_view::npos; at = html.find(".htm", at + 4)) {
        const auto before = html.substr(at - std::min(at, longest_name), std::min(at, longest_name));
        const auto quote = before.find_last_of("\"'<>\n=");
        if (quote == std::string_view::npos || (before[quote] != '"' && before[quote] != '\'')) continue;
        const auto begin = at - before.size() + quote + 1;
        auto name = html.substr(begin, longest_name);
        const auto end = name.find_first_of("\"'?#&\\", at - begin);
        if (end == std::string_view::npos) continue;
        name = name.substr(0, end);
        if (name.starts_with("./")) name.remove_prefix(2);
        if (name.find("//") == std::string_view::npos) names.push_back(base::percent_decode(name));
    }
    return names;
}

}  // namespace

void each_linked_page(PayloadReading& payload, const std::string& start,
                      const std::function<void(const std::string& member, const std::string& html)>& visit) {
    auto& container = payload.reading.container;
    std::unordered_set<std::size_t> met;
    std::vector<std::size_t> waiting;
    if (const auto first = container.find(start)) waiting.push_back(*first);
    while (!waiting.empty() && met.size() < most_pages) {
        const auto index = waiting.back();
        waiting.pop_back();
        if (!met.insert(index).second) continue;
        const auto member = container.entries()[index].path;
        const auto bytes = payload.reading.member(member);
        const auto html = base::to_utf8(bytes, base::html_charset(bytes));
        visit(member, html);
        const auto folder = member.substr(0, member.rfind('/') + 1);
        auto names = page_names(html);
        for (auto name = names.rbegin(); name != names.rend(); ++name)
            if (const auto next = container.find(folder + *name); next && !met.count(*next)) waiting.push_back(*next);
    }
}

}  // namespace needfirst::format::authoring
