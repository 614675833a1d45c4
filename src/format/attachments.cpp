// SPDX-License-Identifier: Apache-2.0
#include "format/attachments.hpp"

#include "base/decode.hpp"
#include "format/documents.hpp"
#include "format/ims_manifest.hpp"
#include "format/launcher.hpp"
#include "format/nested.hpp"
#include "format/placeholder.hpp"
#include "format/script_text.hpp"

#include <array>
#include <set>

namespace needfirst::format {
namespace {

constexpr std::size_t most_attachments = 1'000;  // of one course
constexpr std::size_t magic_bytes = 600;         // a tar's magic stands at 257

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view ending(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

bool is_archive_name(std::string_view path) {
    constexpr std::array<std::string_view, 6> ends = {"zip", "imscc", "mbz", "h5p", "7z", "elp"};
    const std::string name = base::ascii_lower(file_name(path));
    return std::find(ends.begin(), ends.end(), ending(name)) != ends.end();
}

/// Packages in an export that lists pages in no order of its own are packages by themselves: the callers read them.
bool holds_packages(const Reader& reader) { return reader.name != "web" && reader.name != "document"; }

void read_rest(const Reader& reader, Reading& reading, model::Course& course) {
    std::size_t left = most_attachments;
    container::Container& container = reading.container;
    std::set<std::string> explained;  // the reader knows why it left them alone
    for (const base::Coverage& row : container.coverage()) explained.insert(row.member);
    for (std::size_t i = 0; i < container.entries().size() && left > 0; ++i) {
        const std::string path = container.entries()[i].path;
        if (container.was_read(i) || is_runtime_member(path) || explained.count(path) > 0) continue;
        const bool archive = is_archive_name(path) && holds_packages(reader) &&
                             container::looks_like_archive(container.peek(i, magic_bytes));
        if (!archive && !is_caption(path)) continue;
        add_unplaced_attachment(reading, path, path, course);
        --left;
    }
}

/// Where exports put files, and what they write in place of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> stores = {{
    {"$IMS-CC-FILEBASE$/", "web_resources/"},
    {"%24IMS-CC-FILEBASE%24/", "web_resources/"},
    {"%24IMS_CC_FILEBASE%24/", "web_resources/"},
    {"$IMS_CC_FILEBASE$/", "web_resources/"},
    {"/static/", "static/"},
}};

std::optional<std::string> linked_member(const container::Container& container, std::string_view from,
                                         std::string_view url) {
    if (auto member = ims::resolve(container, ims::folder_of(from), url)) return member;
    for (const auto& [written, folder] : stores) {
        if (!url.starts_with(written)) continue;
        const std::string path = std::string(folder) + std::string(url.substr(written.size()));
        // Exports may lie in a folder of their own: the folders above the page are tried, the nearest first.
        for (std::string top = ims::folder_of(from);; top = ims::folder_of(top.substr(0, top.size() - 1))) {
            if (auto member = ims::resolve(container, top, path)) return member;
            if (top.empty()) break;
        }
    }
    return std::nullopt;
}

}  // namespace

void add_linked_documents(Reading& reading, const std::vector<text::Link>& links, std::string_view member,
                          model::Item& item) {
    for (const text::Link& link : links) {
        const auto found = linked_member(reading.container, member, link.url);
        if (!found || !is_document(*found)) continue;
        if (const auto index = reading.container.find(*found); index && !reading.container.was_read(*index))
            add_document(reading, *found, item);
    }
}

bool add_attachment(Reading& reading, const std::string& member, std::string_view name, model::Item& item) {
    if (is_document(name)) return add_document(reading, member, name, item);
    return is_archive_name(name) && read_nested(reading, member, item);
}

void add_unplaced_attachment(Reading& reading, const std::string& member, std::string_view name,
                             model::Course& course) {
    model::Item item;
    item.kind = is_caption(name)    ? model::Kind::video
                : is_document(name) ? model::Kind::document
                                    : model::Kind::interactive;
    item.native_kind = "attachment";
    item.placement = model::Placement::unplaced;
    item.member = member;
    if (!add_attachment(reading, member, name, item)) return;
    if (is_placeholder(item.title)) {
        const std::string_view file = file_name(name);
        item.title = file.substr(0, file.rfind('.'));
        // Authoring tools call files by a hash.
        if (item.title.size() >= 16 && item.title.find_first_not_of("0123456789abcdef-") == std::string::npos)
            item.title = is_caption(name) ? "Captions" : "Attachment";
    }
    course.items.push_back(std::move(item));
}

void read_whole(const Reader& reader, Reading& reading) {
    if (reader.catalogue) return reader.read(reading);
    std::optional<model::Course> held;
    std::size_t courses = 0;
    const auto pass_on = [&] {
        if (held) reading.give(std::move(*held));
        held.reset();
    };
    Reading holding{reading.container, reading.options, reading.package, [&](model::Course&& course) {
                        pass_on();
                        held = std::move(course);
                        ++courses;
                    }};
    try {
        reader.read(holding);
        if (courses == 1) read_rest(reader, reading, *held);
        if (held && held->fragment) remark_launchers(reading, *held);
    } catch (...) {
        pass_on();
        throw;
    }
    pass_on();
}

}  // namespace needfirst::format
