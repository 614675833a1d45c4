// SPDX-License-Identifier: Apache-2.0
#include "format/olx/olx.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/documents.hpp"
#include "format/names.hpp"
#include "format/olx/block.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "format/wrapping.hpp"

namespace needfirst::format::olx {
namespace {

namespace xml = base::xml;
using model::Field;

constexpr int most_levels = 12;  // course, chapter, sequential, vertical, and what chooses among blocks

/// Walks a course in document order.
class Walk {
public:
    Walk(const Tree& tree, model::Course& course) : tree_(tree), course_(course) {}

    struct State {
        int section = -1;
        bool hidden = false, graded = false;
        std::string title;
        int level = 0;
    };

    void children(const Block& parent, const State& state) {
        for (const xml::Element child : parent.element.children()) {
            if (child.name() == "wiki" && state.level == 0) continue;
            block(tree_.resolve(child, parent.member), state);
        }
    }
    void finish() {
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        hidden_.clear();
        if (left_out_ > 0)
            tree_.reading().remark(
                course_.member, base::CoverageState::limited,
                fmt::format("{} blocks are left out: they stand behind the first {}, or in more than "
                            "{} others",
                            left_out_, most_items, most_levels));
    }
    void block(const Block& block, State state) {
        if (blocks_ >= most_items || state.level > most_levels) return void(++left_out_);
        ++blocks_;
        state.hidden = state.hidden || block.is("visible_to_staff_only") || block.is("hide_from_toc");
        if (block.tag() == "sequential") state.graded = block.is("graded");
        if (is_container(block.tag())) return container(block, std::move(state));
        if (block.name.empty() && block.attribute("display_name").empty() && is_no_block(block.tag())) return;
        model::Item item = read_block(tree_, block, state.title, state.graded);
        item.section = state.section;
        if (state.hidden) item.placement = model::Placement::hidden;
        (state.hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

private:
    void container(const Block& block, State state) {
        ++state.level;
        const std::string title = text::any_text(block.attribute("display_name"));
        const bool shows = block.tag() == "chapter" || block.tag() == "sequential" || block.tag() == "vertical" ||
                           block.tag() == "section" || block.tag() == "unit" || block.tag() == "sequence";
        if (shows) {
            model::Section section;
            section.title = title;
            section.parent = state.section;
            section.hidden = state.hidden;
            state.section = static_cast<int>(course_.sections.size());
            course_.sections.push_back(std::move(section));
            // What has no title of its own bears this one.
            if (!title.empty()) state.title = base::first_bytes(title, longest_name);
        }
        children(block, state);
    }
    /// Notes of authoring tools among the blocks.
    static bool is_no_block(std::string_view tag) {
        return tag == "upstream" || tag == "wiki" || tag == "textbook" || tag == "show";
    }

    const Tree& tree_;
    model::Course& course_;
    std::vector<model::Item> hidden_;
    std::size_t blocks_ = 0, left_out_ = 0;
};

/// What the page that advertises a course says of it: `about/*.html`.
void read_about(const Tree& tree, model::Course& course) {
    struct Part {
        std::string_view name;
        Field field;
    };
    constexpr Part parts[] = {{"short_description", Field::description},
                              {"subtitle", Field::description},
                              {"description", Field::description},
                              {"overview", Field::description},
                              {"effort", Field::delivery},
                              {"prerequisites", Field::audience},
                              {"syllabus", Field::syllabus}};
    for (const Part& part : parts)
        if (const auto page = tree.html("about", part.name)) {
            std::string text = text::html_text(*page);
            const std::string member = tree.root() + "about/" + std::string(part.name) + ".html";
            if (!is_placeholder(text)) add_statement(course, part.field, std::move(text), member);
        }
}

/// Teams and what learners are to learn stand in the policy.
void read_policy(const base::json::Value& policy, const std::string& member, model::Course& course) {
    if (course.title.empty()) course.title = text::any_text(policy["display_name"].text());
    if (course.language.empty()) course.language = policy["language"].text();
    for (const base::json::Value& goal : policy["learning_info"].elements)
        add_statement(course, Field::objectives, text::any_text(goal.text()), member);
    const base::json::Value& teams = policy["teams_configuration"];
    for (const std::string_view list : {"topics", "team_sets"})
        for (const base::json::Value& set : teams[list].elements) {
            const std::string text = text::any_text(set["name"].text()),
                              more = text::any_text(set["description"].text());
            if (!text.empty())
                add_statement(course, Field::delivery, "Teams: " + text + (more.empty() ? "" : "\n" + more), member);
        }
}

/// Attributes that are JSON, for exports without a policy.
base::json::Value json_of(const Block& block, std::string_view name) {
    try {
        const std::string text = block.attribute(name);
        return text.empty() ? base::json::Value() : base::json::parse(text);
    } catch (const base::InputError&) {
        return {};
    }
}

/// Pages beside the course that speak for it: handouts, and tabs that the author added (syllabus, questions, staff).
void read_extra_pages(const Tree& tree, const base::json::Value& policy, model::Course& course) {
    if (const auto handouts = tree.html("info", "handouts"))
        add_statement(course, Field::syllabus, text::html_text(*handouts), tree.root() + "info/handouts.html");
    for (const base::json::Value& tab : policy["tabs"].elements) {
        if (tab["type"].text() != "static_tab" || tab["is_hidden"].truth || tab["course_staff_only"].truth) continue;
        const std::string name(tab["url_slug"].text());
        if (const auto page = tree.html("tabs", name))
            add_statement(course, Field::syllabus, text::any_text(tab["name"].text()) + "\n" + text::html_text(*page),
                          tree.root() + "tabs/" + name + ".html");
    }
}

std::string identifier_of(xml::Element root) {
    std::string id;
    for (const std::string_view part : {"org", "course", "url_name"}) {
        const std::string_view value = root.attribute_or(part, part == "course" ? root.attribute_or("library") : "");
        if (!value.empty()) id += (id.empty() ? "" : "+") + std::string(value);
    }
    return id;
}

void explain_unread(const Tree& tree) {
    container::Container& container = tree.reading().container;
    const std::string drafts = tree.root() + "drafts/";
    for (const container::Entry& entry : container.below(tree.root())) {
        const std::size_t at = container.index_of(entry);
        if (container.was_read(at)) continue;
        if (entry.path.starts_with(drafts)) container.skip(at, "draft: learners do not see it");
        else if (entry.path.ends_with(".xml") || entry.path.ends_with(".html"))
            container.skip(at, "no part of the course refers to it");
        else if (is_caption(entry.path))
            container.skip(at, "captions that no video of the course names, or in a further language");
        else if (entry.path.ends_with(".json")) container.skip(at, "settings of the LMS: no text of the course");
    }
}

/// course.xml or library.xml. Throws where nothing of it can be read.
xml::Document read_top(Reading& reading, const std::string& member) {
    xml::Document document(reading.member(member));
    if (!document.root()) throw base::InputError(member + " is no XML; export the course again");
    if (!document.problem().empty())
        reading.remark(member, base::CoverageState::partly,
                       "XML is broken, read as far as it goes: " + document.problem());
    return document;
}

bool has_root(container::Container& container, std::string_view marker, std::string_view name) {
    const auto root = find_root(container, marker);
    return root && xml::peek_root(container.peek(*root + std::string(marker), 4096)).name == name;
}

}  // namespace

bool recognises(container::Container& container) { return has_root(container, "course.xml", "course"); }
bool recognises_library(container::Container& container) { return has_root(container, "library.xml", "library"); }

void read(Reading& reading) {
    const auto root = find_root(reading.container, "course.xml");
    if (!root) throw base::InputError("course.xml is not at the top of the package");
    reading.package.format_version = "OLX";
    Tree tree(reading, *root);
    const std::string member = *root + "course.xml";
    const xml::Document document = read_top(reading, member);
    const std::string run(document.root().attribute_or("url_name"));
    tree.read_policy(run);
    const Block block = tree.resolve(document.root(), member);
    const base::json::Value& policy = tree.policy("course/" + run);
    model::Course course;
    course.member = block.member;
    course.identifier = identifier_of(document.root());
    course.provider = document.root().attribute_or("org");
    course.title = text::any_text(block.attribute("display_name"));
    course.language = block.attribute("language");
    read_about(tree, course);
    base::json::Value own = policy;
    for (const std::string_view name : {"learning_info", "teams_configuration"})
        if (!policy[name]) own.members.push_back({std::string(name), json_of(block, name)});
    read_policy(own, policy ? *root + "policies/" + run + "/policy.json" : block.member, course);
    Walk walk(tree, course);
    walk.children(block, {});
    read_extra_pages(tree, policy, course);
    walk.finish();
    explain_unread(tree);
    reading.give(std::move(course));
}

void read_library(Reading& reading) {
    const auto root = find_root(reading.container, "library.xml");
    if (!root) throw base::InputError("library.xml is not at the top of the package");
    reading.package.format_version = "OLX library";
    const Tree tree(reading, *root);
    const std::string member = *root + "library.xml";
    const xml::Document document = read_top(reading, member);
    Block block = tree.resolve(document.root(), member);
    model::Course course;
    course.member = member;
    course.identifier = identifier_of(document.root());
    course.title = text::any_text(block.attribute("display_name"));
    Walk walk(tree, course);
    walk.children(block, {});
    walk.finish();
    explain_unread(tree);
    reading.give(std::move(course));
}

}  // namespace needfirst::format::olx
