// SPDX-License-Identifier: Apache-2.0
// Articulate Storyline 2: mobile/data.gz and mobile/slides/*.gz are gzipped XML (the .js beside them is the same,
// packed).
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/xml.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/storyline_text.hpp"
#include "format/authoring/tools.hpp"

namespace needfirst::format::authoring::storyline2 {
namespace {

using base::xml::Element;

std::string unpacked(Reading& reading, const std::string& member) {
    const auto bytes = reading.member(member);
    if (bytes.empty()) return {};
    try {
        return base::inflate(bytes, base::Limits{}.member_bytes);
    } catch (const base::InputError& e) {
        reading.remark(member, base::CoverageState::error, e.what());
        return {};
    }
}

/// Depth first without recursion of ours being deep: libxml2 bounds the depth.
void walk(Element element, ItemText& text) {
    for (const auto child : element.children()) {
        if (child.name() == "vectordata" || child.name() == "textdata") {
            const auto alternative = child.attribute_or("alttext", child.attribute_or("altText"));
            if (!is_shape_name(alternative)) text.plain(model::Field::body, without_variables(alternative));
            if (const auto variable = child.child("vartext")) text.html(model::Field::body, variable.text());
        }
        if (const auto url = child.attribute("url"); url && url->starts_with("http")) text.link(std::string(*url), {});
        walk(child, text);
    }
}

void read_slide(PayloadReading& payload, Element slide, int section) {
    const std::string id(slide.attribute_or("id"));
    auto& item =
        add_item(payload, model::Kind::page, "storyline/slide", clean_title(slide.attribute_or("title")), section);
    item.identifier = id;
    item.member = payload.root + "mobile/slides/" + id + ".gz";
    ItemText text(item, item.member, true);
    const base::xml::Document document(unpacked(payload.reading, item.member));
    walk(document.root(), text);
    text.finish();
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + "mobile/data.gz") && container.has(std::string(root) + "meta.xml");
}

void read(PayloadReading& payload) {
    read_meta(payload);
    name_tool(payload, "Articulate Storyline", "2");
    const auto member = payload.root + "mobile/data.gz";
    const base::xml::Document document(unpacked(payload.reading, member));
    if (!document.root()) payload.course.fragment = true;
    for (const auto scene : document.root().child("scenes").children("scene")) {
        if (scene.attribute_or("id").starts_with("MsgScene")) continue;
        for (const auto slide : scene.child("slides").children("slide")) read_slide(payload, slide, -1);
    }
}

}  // namespace needfirst::format::authoring::storyline2
