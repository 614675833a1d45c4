// SPDX-License-Identifier: Apache-2.0
#include "format/olx/tree.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"

namespace needfirst::format::olx {

namespace xml = base::xml;

namespace {

/// A block that says nothing of itself and whose kind is kept in members of their own.
bool is_bare_pointer(xml::Element element) {
    constexpr std::string_view kept_apart[] = {"chapter", "sequential", "vertical", "problem", "html", "video"};
    return !element.attribute("display_name") && !element.attribute("filename") &&
           std::find(std::begin(kept_apart), std::end(kept_apart), element.name()) != std::end(kept_apart);
}

}  // namespace

std::string Block::attribute(std::string_view key) const {
    for (const xml::Element place : {element, pointer})
        if (const auto found = place.attribute(key)) return std::string(base::trim(*found));
    return policy ? std::string((*policy)[key].text()) : std::string();
}

bool Block::is(std::string_view key) const {
    const std::string value = base::ascii_lower(attribute(key));
    return value == "true" || value == "1" || value == "yes";
}

void Tree::read_policy(std::string_view run) {
    const std::string member = root_ + "policies/" + std::string(run) + "/policy.json";
    if (!reading_.container.has(member)) return;
    try {
        policies_ = base::json::parse(base::to_utf8(reading_.member(member)));
    } catch (const base::InputError& error) {
        reading_.remark(member, base::CoverageState::error, error.what());
    }
}

const base::json::Value& Tree::policy(std::string_view block) const { return policies_[block]; }

Block Tree::resolve(xml::Element element, const std::string& member) const {
    Block block;
    block.element = block.pointer = element;
    block.member = member;
    block.name = element.attribute_or("url_name");
    block.policy = &policies_[std::string(element.name()) + "/" + block.name];
    if (block.name.empty() || !element.children().empty()) return block;
    std::string path = block.name;  // "a:b" is a path
    std::replace(path.begin(), path.end(), ':', '/');
    path = root_ + std::string(element.name()) + "/" + path + ".xml";
    if (path == member) return block;
    if (!reading_.container.has(path)) {
        if (is_bare_pointer(element) && !reading_.container.has(path.substr(0, path.size() - 3) + "html"))
            reading_.remark(path, base::CoverageState::error,
                            "part of the course, and not in the package; export the course again");
        return block;
    }
    block.document = std::make_shared<const xml::Document>(reading_.member(path));
    if (!block.document->problem().empty())
        reading_.remark(path, base::CoverageState::partly,
                        "XML is broken, read as far as it goes: " + block.document->problem());
    if (block.document->root()) block.element = block.document->root();
    block.member = path;
    return block;
}

std::optional<std::string> Tree::html(std::string_view folder, std::string_view name) const {
    std::string path(name);
    std::replace(path.begin(), path.end(), ':', '/');
    if (!path.ends_with(".html")) path += ".html";
    path = root_ + std::string(folder) + "/" + path;
    if (!reading_.container.has(path)) return std::nullopt;
    const std::string bytes = reading_.member(path);
    return base::to_utf8(bytes, base::html_charset(bytes));
}

}  // namespace needfirst::format::olx
