// SPDX-License-Identifier: Apache-2.0
// eXeLearning 2 and later, published for the web: one HTML page per node, in the order of the navigation. Its project
// file (contentv3.xml) repeats the text among help for authors and is not read.
#include "base/decode.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/linked_pages.hpp"
#include "format/authoring/tools.hpp"
#include "format/passages.hpp"

namespace needfirst::format::authoring::exelearning {
namespace {

/// The page without the navigation that all pages repeat.
std::string_view main_part(std::string_view html) {
    auto begin = html.find("id=\"main\"");
    if (begin == std::string_view::npos) return html;
    begin = html.rfind('<', begin);
    if (begin == std::string_view::npos) return html;
    const auto end = html.find("id=\"siteFooter\"", begin);
    return html.substr(begin, end == std::string_view::npos ? end : html.rfind('<', end) - begin);
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    const std::string at(root);
    return container.has(at + "index.html") &&
           (container.has(at + "contentv3.xml") || container.has(at + "exe_jquery.js") ||
            container.has(at + "libs/exe_effects/exe_effects.js"));
}

void read(PayloadReading& payload) {
    for (const auto* project : {"contentv3.xml", "content.data"})
        if (const auto index = payload.reading.container.find(payload.root + project))
            payload.reading.container.skip(*index, "editable project of eXeLearning: its text is in the pages");
    each_linked_page(payload, payload.root + "index.html", [&](const std::string& member, const std::string& html) {
        if (html.find("eXeLearning") == std::string::npos && html.find("exe-") == std::string::npos) return;
        const auto page = text::read_html(html);
        if (payload.course.items.empty()) name_course(payload, page.title, member);
        auto part = text::read_html(main_part(html));
        auto& item = add_item(payload, model::Kind::page, "exelearning/page",
                              clean_title(page.title.substr(0, page.title.find(" | "))), -1);
        item.identifier = item.member = member;
        add_passage(item.passages, body_field(item.title), std::move(part.text), member);
        keep_social_link(item, part.links);
    });
}

}  // namespace needfirst::format::authoring::exelearning
