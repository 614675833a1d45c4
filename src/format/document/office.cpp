// SPDX-License-Identifier: Apache-2.0
// Office Open XML (ECMA-376): DOCX, PPTX, XLSX. Elements are known by their local names, so that strict and
// transitional documents read alike.
#include "base/decode.hpp"
#include "base/xml.hpp"
#include "format/document/families.hpp"
#include "text/block_text.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace needfirst::format::document {
namespace {

using base::xml::Element;
using model::Field;

/// Text runs below an element, a paragraph per line. Deleted text, field codes, and the copy for old programs are left
/// out. libxml2 bounds the depth.
void runs(Element element, text::BlockText& text) {
    for (const auto child : element.children()) {
        const auto name = child.name();
        if (name == "t" || name == "v") {
            text.add(child.text());
        } else if (name == "p" || name == "tc") {
            text.line();
            runs(child, text);
            text.line();
        } else if (name == "br" || name == "cr") {
            text.line();
        } else if (name == "tab" || name == "noBreakHyphen") {
            text.space();
        } else if (name != "del" && name != "moveFrom" && name != "Fallback" && name != "pPr" && name != "rPr" &&
                   name != "sectPr") {
            runs(child, text);
        }
    }
}

base::xml::Document part(container::Container& parts, std::string_view path, Document& document) {
    base::xml::Document xml(parts.try_read(path).value_or(""));
    if (!xml.problem().empty() && document.problem.empty()) document.problem = std::string(path) + ": " + xml.problem();
    return xml;
}

void add_part(container::Container& parts, std::string_view path, Field field, std::string_view member,
              Document& document) {
    if (!parts.has(path)) return;
    const auto xml = part(parts, path, document);
    text::BlockText text;
    runs(xml.root(), text);
    add(document, field, text.take(), member);
}

/// Targets of a part's relations by id, as paths in the package, with the last part of their type.
struct Relation {
    std::string target, type;
};

std::unordered_map<std::string, Relation> relations(container::Container& parts, const std::string& path) {
    std::unordered_map<std::string, Relation> found;
    const auto slash = path.rfind('/') + 1;
    const auto folder = path.substr(0, slash);
    const auto rels = folder + "_rels/" + path.substr(slash) + ".rels";
    if (!parts.has(rels)) return found;
    const base::xml::Document xml(parts.try_read(rels).value_or(""));
    for (const auto relation : xml.root().children("Relationship")) {
        auto target = relation.attribute_or("Target");
        auto base = folder;
        for (; target.starts_with("../"); target.remove_prefix(3))
            base.erase(base.size() < 2 ? 0 : base.rfind('/', base.size() - 2) + 1);
        const auto type = relation.attribute_or("Type");
        found[std::string(relation.attribute_or("Id"))] = {
            target.starts_with('/') ? std::string(target.substr(1)) : base.append(target),
            std::string(type.substr(type.rfind('/') + 1))};
    }
    return found;
}

void core_title(container::Container& parts, Document& document) {
    if (!parts.has("docProps/core.xml")) return;
    const base::xml::Document xml(parts.try_read("docProps/core.xml").value_or(""));
    document.title = xml.root().text_of("title");
}

/// Parts "ppt/slides/slide7.xml" by their numbers, for presentations whose list is lost.
std::vector<std::string> numbered(const container::Container& parts, std::string_view folder) {
    std::vector<std::string> paths;
    for (const auto& entry : parts.below(folder))
        if (entry.path.ends_with(".xml") && entry.path.find("_rels") == std::string::npos) paths.push_back(entry.path);
    std::sort(paths.begin(), paths.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return paths;
}

std::vector<std::string> in_order(container::Container& parts, const std::string& book, std::string_view list,
                                  std::string_view one, std::string_view folder, Document& document) {
    std::vector<std::string> paths;
    if (!parts.has(book)) return numbered(parts, folder);
    const auto related = relations(parts, book);
    const auto xml = part(parts, book, document);
    for (const auto entry : xml.root().child(list).children(one)) {
        if (entry.attribute_or("state").find("idden") != std::string_view::npos) continue;
        // "r:id" beside the slide's own "id", in either order.
        auto relation = related.find(std::string(entry.last_attribute("id").value_or("")));
        if (relation == related.end()) relation = related.find(std::string(entry.attribute_or("id")));
        if (relation != related.end() && parts.has(relation->second.target)) paths.push_back(relation->second.target);
    }
    return paths.empty() ? numbered(parts, folder) : paths;
}

/// Notes of a slide without its picture and number.
void notes(container::Container& parts, const std::string& path, std::string_view member, Document& document) {
    const auto xml = part(parts, path, document);
    text::BlockText text;
    for (const auto shape : xml.root().at("cSld/spTree").children("sp")) {
        const auto holder = shape.at("nvSpPr/nvPr/ph").attribute_or("type");
        if (holder == "sldNum" || holder == "dt" || holder == "hdr" || holder == "ftr") continue;
        runs(shape, text);
    }
    add(document, Field::notes, text.take(), member);
}

}  // namespace

void read_word(container::Container& parts, std::string_view member, Document& document) {
    core_title(parts, document);
    for (const auto* path : {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"})
        add_part(parts, path, Field::body, member, document);
}

void read_slides(container::Container& parts, std::string_view member, Document& document) {
    core_title(parts, document);
    for (const auto& slide : in_order(parts, "ppt/presentation.xml", "sldIdLst", "sldId", "ppt/slides", document)) {
        const auto xml = part(parts, slide, document);
        if (xml.root().attribute_or("show") == "0") continue;
        text::BlockText text;
        runs(xml.root(), text);
        add(document, Field::body, text.take(), member);
        for (const auto& [id, relation] : relations(parts, slide))
            if (relation.type == "notesSlide" && parts.has(relation.target))
                notes(parts, relation.target, member, document);
    }
}

void read_sheets(container::Container& parts, std::string_view member, Document& document) {
    std::vector<std::string> shared;
    if (parts.has("xl/sharedStrings.xml")) {
        const auto xml = part(parts, "xl/sharedStrings.xml", document);
        for (const auto entry : xml.root().children("si")) {
            text::BlockText text;
            runs(entry, text);
            shared.push_back(text.take());
        }
    }
    text::BlockText text;
    for (const auto& sheet : in_order(parts, "xl/workbook.xml", "sheets", "sheet", "xl/worksheets", document)) {
        const auto xml = part(parts, sheet, document);
        for (const auto row : xml.root().child("sheetData").children("row"))
            for (const auto cell : row.children("c")) {
                const auto type = cell.attribute_or("t");
                std::size_t index = 0;
                const auto value = cell.text_of("v");
                text.line();
                if (type == "inlineStr" || type == "str") runs(cell, text);
                else if (type == "s" &&
                         std::from_chars(value.data(), value.data() + value.size(), index).ec == std::errc() &&
                         index < shared.size())
                    text.add(shared[index], true);
            }
    }
    add(document, Field::body, text.take(), member);
}

}  // namespace needfirst::format::document
