// SPDX-License-Identifier: Apache-2.0
#include "format/cmi5.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/ims_manifest.hpp"
#include "format/launch.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"
#include "text/language.hpp"

namespace needfirst::format::cmi5 {
namespace {

using base::xml::Element;

/// The course structure: cmi5.xml, the shallowest one, or a bare XML file with its root.
std::optional<std::string> find_structure(container::Container& container) {
    std::optional<std::string> found;
    const auto depth = [](std::string_view path) { return std::count(path.begin(), path.end(), '/'); };
    for (const container::Entry& entry : container.entries()) {
        const std::string_view name = std::string_view(entry.path).substr(entry.path.rfind('/') + 1);
        if (base::same_ignoring_case(name, "cmi5.xml") && (!found || depth(entry.path) < depth(*found)))
            found = entry.path;
    }
    if (found || container.entries().size() != 1) return found;
    const std::string head = container.peek(std::size_t{0}, 8 << 10);
    if (base::xml::peek_root(head).name == "courseStructure") return container.entries()[0].path;
    return found;
}

/// The langstring in the language of the course, else the first that says something.
std::string text_of(Element parent, std::string_view child, std::string_view language) {
    std::string first;
    for (const Element text : parent.child(child).children("langstring")) {
        std::string said = text::any_text(text.text());
        if (is_placeholder(said)) continue;
        if (text.attribute_or("lang") == language) return said;
        if (first.empty()) first = std::move(said);
    }
    return first;
}

class StructureReader {
public:
    StructureReader(Reading& reading, std::string member, Element root)
        : reading_(reading),
          member_(std::move(member)),
          root_(root),
          launches_(reading, ims::folder_of(member_), course_) {}

    model::Course read() {
        const Element course = root_.child("course");
        language_ = course.child("title").child("langstring").attribute_or("lang");
        course_.identifier = course.attribute_or("id");
        course_.member = member_;
        course_.title = text_of(course, "title", language_);
        course_.language = text::language_code(language_);
        add_statement(course_, model::Field::description, text_of(course, "description", language_), member_);
        expect(root_);
        walk(root_, -1);
        add_objectives();
        settle(course_);
        return std::move(course_);
    }

private:
    void expect(Element parent) {
        for (const Element child : parent.children()) {
            if (child.name() == "au") launches_.expect(child.text_of("url"));
            if (child.name() == "block") expect(child);
        }
    }

    void walk(Element parent, int section) {
        for (const Element child : parent.children()) {
            if (child.name() == "block") {
                model::Section made;
                made.title = text_of(child, "title", language_);
                made.parent = section;
                std::string description = text_of(child, "description", language_);
                if (description != made.title)
                    add_passage(made.passages, model::Field::section, std::move(description), member_);
                course_.sections.push_back(std::move(made));
                walk(child, static_cast<int>(course_.sections.size()) - 1);
            } else if (child.name() == "au") {
                read_unit(child, section);
            }
        }
    }

    void read_unit(Element unit, int section) {
        model::Item item;
        item.native_kind = "au";
        item.identifier = unit.attribute_or("id");
        item.title = text_of(unit, "title", language_);
        item.section = section;
        std::string description = text_of(unit, "description", language_);
        const bool said = std::any_of(course_.statements.begin(), course_.statements.end(),
                                      [&](const model::Passage& statement) { return statement.text == description; });
        if (!said && description != item.title)
            add_passage(item.passages, model::Field::prompt, std::move(description), member_);
        launches_.read(unit.text_of("url"), std::move(item));
    }

    /// Rise writes one objective for each lesson, with the lesson's title and nothing else.
    void add_objectives() {
        const bool lessons = reading_.package.authoring_tool.find("Rise") != std::string::npos;
        for (const Element objective : root_.child("objectives").children("objective")) {
            std::string description = text_of(objective, "description", language_);
            if (lessons && description.empty()) continue;
            std::string title = text_of(objective, "title", language_);
            if (!title.empty() && !description.empty() && title != description) title += "\n";
            add_statement(course_, model::Field::objectives, title == description ? title : title + description,
                          member_);
        }
    }

    Reading& reading_;
    std::string member_;
    Element root_;
    model::Course course_;
    Launches launches_;
    std::string_view language_;
};

}  // namespace

bool recognises(container::Container& container) { return find_structure(container).has_value(); }

void read(Reading& reading) {
    const std::string member = find_structure(reading.container).value_or("cmi5.xml");
    const base::xml::Document document(reading.member(member));
    if (document.root().name() != "courseStructure")
        throw base::InputError(member + ": expected the element courseStructure; " +
                               (document.problem().empty() ? "another one was found" : document.problem()));
    if (!document.problem().empty())
        reading.remark(member, base::CoverageState::partly, "not well-formed XML: " + document.problem());
    reading.give(StructureReader(reading, member, document.root()).read());
}

}  // namespace needfirst::format::cmi5
