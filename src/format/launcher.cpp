// SPDX-License-Identifier: Apache-2.0
#include "format/launcher.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/html_tags.hpp"
#include "format/pages.hpp"
#include "format/script_text.hpp"

#include <array>

namespace needfirst::format {
namespace {

constexpr std::size_t head_bytes = 64 << 10;  // a launcher is short

/// An address that a page can send its reader to: not a name space, not a part of the page.
bool is_address(std::string_view url) {
    if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
    for (const std::string_view other : {"//www.w3.org/", "//www.adlnet.org/", "//www.imsglobal.org/", "//adlnet.gov/",
                                         "//www.imsproject.org/", "//fonts.", "//cdn.", "//unpkg.com/", "//ajax."})
        if (url.find(other) != std::string_view::npos) return false;
    constexpr std::array<std::string_view, 8> parts = {".js", ".css", ".png", ".jpg", ".svg", ".ico", ".gif", ".woff2"};
    const std::string_view path = url.substr(0, url.find_first_of("?#"));
    return std::none_of(parts.begin(), parts.end(), [&](std::string_view part) { return path.ends_with(part); });
}

std::string address_in(container::Container& container, const std::string& member) {
    const std::string html = base::to_utf8(container.peek(member, head_bytes));
    std::string found;
    each_tag(html, [&](const std::string& name, std::string_view tag, std::size_t behind) {
        if (!found.empty()) return;
        if (name == "iframe" || name == "frame") found = tag_attribute(tag, "src");
        if (name == "meta") {
            const std::string content = tag_attribute(tag, "content");
            if (const std::size_t url = base::ascii_lower(content).find("url="); url != std::string::npos)
                found = base::trim(std::string_view(content).substr(url + 4));
        }
        if (name == "script")
            for (const Literal& literal :
                 script_literals(std::string_view(html).substr(behind, end_of_script(html, behind) - behind)))
                if (found.empty() && is_address(literal.value)) found = literal.value;
        if (!is_address(found)) found.clear();
    });
    return found;
}

}  // namespace

void remark_launchers(Reading& reading, const model::Course& course) {
    constexpr std::size_t most = 50;
    std::size_t said = 0;
    for (const model::Item& item : course.items) {
        if (!item.passages.empty() || said == most) continue;
        std::string url = item.link;
        if (url.empty() && is_html_member(item.member)) url = address_in(reading.container, item.member);
        if (!is_address(url)) continue;
        ++said;
        reading.remark(
            item.member.empty() ? course.member : item.member, base::CoverageState::partly,
            fmt::format("opens {}: the content lies there and not in the package; export it with its content",
                        url.substr(0, url.find('?'))));
    }
}

}  // namespace needfirst::format
