// SPDX-License-Identifier: Apache-2.0
// H5P inside other packages: an unpacked .h5p beside the page that plays it (h5p-standalone), or the content as JSON in
// the page itself, as Lumi's exporter writes it. By the published sources of both; no real export was at hand.
#include "format/h5p.hpp"

#include "base/charset.hpp"
#include "base/error.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"

#include <algorithm>

namespace needfirst::format::authoring::h5p {
namespace {

constexpr std::string_view variable = "H5PIntegration";
constexpr std::size_t head_bytes = 4096;

/// Folders of unpacked H5P content in `root` and one folder below.
std::vector<std::string> folders(container::Container& container, std::string_view root) {
    constexpr std::string_view marker = "/h5p.json";
    std::vector<std::string> found;
    if (format::h5p::is_content(container, root)) found.emplace_back(root);
    for (const container::Entry& entry : container.below(root)) {
        if (!entry.path.ends_with(marker)) continue;
        const std::string folder = entry.path.substr(0, entry.path.size() - marker.size() + 1);
        const auto below = std::string_view(folder).substr(std::min(root.size(), folder.size()));
        if (std::count(below.begin(), below.end(), '/') == 1 && format::h5p::is_content(container, folder))
            found.push_back(folder);
    }
    return found;
}

bool embeds(container::Container& container, const std::string& page) {
    return container.has(page) && container.peek(page, head_bytes).find(variable) != std::string::npos;
}

/// The object that begins at the first brace behind `from`; "" where it does not end.
std::string_view object_at(std::string_view script, std::size_t from) {
    const std::size_t begin = script.find('{', from);
    if (begin == std::string_view::npos) return {};
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = begin; at < script.size(); ++at) {
        const char c = script[at];
        if (in_string && c == '\\') ++at;
        else if (c == '"') in_string = !in_string;
        else if (!in_string && c == '{') ++depth;
        else if (!in_string && c == '}' && --depth == 0) return script.substr(begin, at - begin + 1);
    }
    return {};
}

void read_embedded(PayloadReading& payload, const std::string& page) {
    const std::string html = text_member(payload.reading, page);
    const std::string_view object = object_at(html, html.find(variable));
    const auto json = parse_json(payload.reading, page, object);
    if (!json) return void(payload.course.fragment = true);
    for (const auto& [id, content] : (*json)["contents"].members) {
        const auto& metadata = content["metadata"];
        const std::string title =
            clean_title(metadata["title"].text().empty() ? content["title"].text() : metadata["title"].text());
        name_course(payload, title, page);
        format::h5p::read_json(payload.reading, content["jsonContent"].text(), content["library"].text(), title, page,
                               payload.course);
    }
    if (payload.course.items.empty()) payload.course.fragment = true;
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return !folders(container, root).empty() || embeds(container, std::string(root) + "index.html");
}

void read(PayloadReading& payload) {
    const std::string page = payload.root + "index.html";
    const auto unpacked = folders(payload.reading.container, payload.root);
    for (const std::string& folder : unpacked) format::h5p::read_content(payload.reading, folder, payload.course);
    if (unpacked.empty()) read_embedded(payload, page);
}

}  // namespace needfirst::format::authoring::h5p
