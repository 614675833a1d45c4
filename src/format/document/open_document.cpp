// SPDX-License-Identifier: Apache-2.0
// OpenDocument 1.2 (ISO/IEC 26300): text, presentations, spreadsheets, all in content.xml.
#include "base/xml.hpp"
#include "format/document/families.hpp"
#include "text/block_text.hpp"

namespace needfirst::format::document {
namespace {

using base::xml::Element;

/// Paragraphs below an element. Notes of slides go to `notes`; comments and deleted text are left out. libxml2 bounds
/// the depth.
void paragraphs(Element element, text::BlockText& text, text::BlockText& notes) {
    for (const auto child : element.children()) {
        const auto name = child.name();
        if (name == "p" || name == "h") {
            text.line();
            text.add(child.text());
            text.line();
        } else if (name == "notes") {
            paragraphs(child, notes, notes);
        } else if (name != "tracked-changes" && name != "annotation" && name != "page-number") {
            paragraphs(child, text, notes);
        }
    }
}

}  // namespace

void read_open_document(container::Container& parts, std::string_view member, Document& document) {
    const base::xml::Document xml(parts.try_read("content.xml").value_or(""));
    document.problem = xml.problem();
    if (parts.has("meta.xml")) {
        const base::xml::Document meta(parts.try_read("meta.xml").value_or(""));
        document.title = meta.root().child("meta").text_of("title");
    }
    text::BlockText text, notes;
    paragraphs(xml.root().child("body"), text, notes);
    add(document, model::Field::body, text.take(), member);
    add(document, model::Field::notes, notes.take(), member);
}

}  // namespace needfirst::format::document
