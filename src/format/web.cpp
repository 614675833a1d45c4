// SPDX-License-Identifier: Apache-2.0
#include "format/web.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/xml.hpp"
#include "container/pieces.hpp"
#include "format/authoring/payload.hpp"
#include "format/ims_manifest.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "format/script_text.hpp"

namespace needfirst::format::web {
namespace {

constexpr std::size_t most_items = 2'000;

std::string name_of(std::string_view member) {
    return std::string(member.substr(std::min(member.rfind('/') + 1, member.size())));
}

std::string stem_of(std::string_view member) {
    const std::string name = name_of(member);
    return name.substr(0, name.rfind('.'));
}

bool has_tail(std::string_view member, std::string_view tail) {
    return member.size() > tail.size() && base::same_ignoring_case(member.substr(member.size() - tail.size()), tail);
}

bool is_index(std::string_view member) {
    const std::string stem = base::ascii_lower(stem_of(member));
    return stem == "index" || stem == "default" || stem == "start" || stem == "story" || stem == "home";
}

/// Loose data: scripts that only assign a value, XML that holds escaped markup, content of H5P without its description.
bool is_data(container::Container& container, const container::Entry& entry) {
    const std::string head = container.peek(container.index_of(entry), 4096);
    if (has_tail(entry.path, ".js")) return !is_library_script(entry.path) && head.find('=') != std::string::npos;
    if (name_of(entry.path) == "content.json") return base::trim(head).starts_with('{');
    return has_tail(entry.path, ".xml") && head.find("&lt;") != std::string::npos;
}

/// Order of names as people number them: page2 before page10.
bool naturally_before(std::string_view a, std::string_view b) {
    auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const std::size_t begin_a = std::min(a.find_first_not_of('0', i), a.size());
            const std::size_t begin_b = std::min(b.find_first_not_of('0', j), b.size());
            i = begin_a, j = begin_b;
            while (i < a.size() && is_digit(a[i])) ++i;
            while (j < b.size() && is_digit(b[j])) ++j;
            if (i - begin_a != j - begin_b) return i - begin_a < j - begin_b;
            if (const int order = a.substr(begin_a, i - begin_a).compare(b.substr(begin_b, j - begin_b)); order != 0)
                return order < 0;
        } else {
            if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i, ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

/// Pages of a tree: folders above those below them, index pages first, the rest as people number.
std::vector<std::string> pages_in_order(const container::Container& container) {
    std::vector<std::string> pages;
    for (const container::Entry& entry : container.entries())
        if (is_html_member(entry.path) && !is_runtime_member(entry.path)) pages.push_back(entry.path);
    std::sort(pages.begin(), pages.end(), [](const std::string& a, const std::string& b) {
        const std::string folder_a = ims::folder_of(a), folder_b = ims::folder_of(b);
        if (folder_a != folder_b) return naturally_before(folder_a, folder_b);
        if (is_index(a) != is_index(b)) return is_index(a);
        return naturally_before(a, b);
    });
    return pages;
}

void read_pages(Reading& reading, const std::vector<std::string>& pages, model::Course& course) {
    Pages reader(reading, {});
    for (const std::string& page : pages) reader.claim(page);
    for (const std::string& page : pages) {
        if (course.items.size() == most_items) {
            reading.remark(page, base::CoverageState::limited,
                           fmt::format("more than {} pages; this one and those behind it were left out", most_items));
            break;
        }
        model::Item item;
        item.native_kind = "html";
        item.identifier = item.member = page;
        reader.read(page, {}, item);
        if (item.title.empty()) item.title = stem_of(page);
        course.items.push_back(std::move(item));
    }
}

void read_data(Reading& reading, model::Course& course) {
    for (const container::Entry& entry : reading.container.entries()) {
        if (!is_data(reading.container, entry)) continue;
        model::Item item;
        item.kind = model::Kind::document;
        item.identifier = item.member = entry.path;
        item.title = stem_of(entry.path);
        const std::string bytes = reading.member(entry.path);
        if (has_tail(entry.path, ".js")) {
            item.native_kind = "script";
            add_passage(item.passages, model::Field::body, script_text(base::to_utf8(bytes)), entry.path);
        } else if (has_tail(entry.path, ".json")) {
            item.native_kind = "json";
            add_passage(item.passages, model::Field::body, json_text(base::to_utf8(bytes)), entry.path);
        } else {
            item.native_kind = "xml";
            const base::xml::Document document(bytes);
            if (document.root())
                add_passage(item.passages, model::Field::body, text::any_text(document.root().text()), entry.path);
        }
        if (!item.passages.empty()) course.items.push_back(std::move(item));
    }
}

}  // namespace

bool recognises(container::Container& container) {
    bool is_web = false;
    for (const container::Entry& entry : container.entries())
        is_web = is_web || is_html_member(entry.path) || is_data(container, entry);
    return is_web;
}

void read(Reading& reading) {
    container::is_read_as_member(reading.container);
    model::Course course;
    if (!authoring::read_payload(reading, {}, course)) {
        const std::vector<std::string> pages = pages_in_order(reading.container);
        read_pages(reading, pages, course);
        if (pages.empty()) read_data(reading, course);
    }
    for (const model::Item& item : course.items)
        if (course.title.empty() && !is_placeholder(item.title)) course.title = item.title;
    course.fragment = std::none_of(course.items.begin(), course.items.end(),
                                   [](const model::Item& item) { return !item.passages.empty(); });
    reading.give(std::move(course));
}

}  // namespace needfirst::format::web
