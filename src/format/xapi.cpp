// SPDX-License-Identifier: Apache-2.0
#include "format/xapi.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/ims_manifest.hpp"
#include "format/launch.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"
#include "text/language.hpp"

#include <array>
#include <set>

namespace needfirst::format::xapi {
namespace {

using base::xml::Element;

/// Paths of all tincan.xml, shallowest first.
std::vector<std::string> find_files(const container::Container& container) {
    std::vector<std::string> found;
    for (const container::Entry& entry : container.entries()) {
        const std::string_view name = std::string_view(entry.path).substr(entry.path.rfind('/') + 1);
        if (base::same_ignoring_case(name, "tincan.xml")) found.push_back(entry.path);
    }
    const auto depth = [](const std::string& path) { return std::count(path.begin(), path.end(), '/'); };
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
    return found;
}

bool is_course(Element activity) { return activity.attribute_or("type").ends_with("/activities/course"); }

/// Rise names the kind of a lesson behind its title.
std::string name_of(Element activity) {
    std::string name = text::any_text(activity.text_of("name"));
    for (const std::string_view tail : {"/section", "/blocks", "/quiz"})
        if (name.ends_with(tail)) return name.substr(0, name.size() - tail.size());
    return name;
}

std::string description_of(Element activity) {
    std::string description = text::any_text(activity.text_of("description"));
    return is_placeholder(description) ? std::string() : description;
}

/// Activities behind the course: its lessons in order, told by name alone. Questions are not lessons.
void add_lessons(const std::vector<Element>& lessons, const std::string& member, model::Course& course) {
    for (const Element& lesson : lessons) {
        model::Item item;
        item.native_kind = lesson.attribute_or("type").substr(lesson.attribute_or("type").rfind('/') + 1);
        item.kind = item.native_kind == "assessment" ? model::Kind::quiz : model::Kind::page;
        item.identifier = lesson.attribute_or("id");
        item.title = name_of(lesson);
        item.member = member;
        add_passage(item.passages, model::Field::body, description_of(lesson), member);
        if (!item.title.empty() || !item.passages.empty()) course.items.push_back(std::move(item));
    }
}

void read_course(Reading& reading, const std::string& member, Element activity, const std::vector<Element>& lessons) {
    model::Course course;
    course.identifier = activity.attribute_or("id");
    course.member = member;
    const std::string name = name_of(activity);
    if (!is_placeholder(name)) course.title = name;
    course.language = text::language_code(activity.child("name").attribute_or("lang"));
    add_statement(course, model::Field::description, description_of(activity), member);
    Launches launches(reading, ims::folder_of(member), course);
    const std::string href = activity.text_of("launch");
    model::Item item;
    item.native_kind = "course";
    item.identifier = course.identifier;
    item.title = course.title;
    launches.expect(href);
    launches.read(href, std::move(item));
    if (course.items.size() == 1 && course.items[0].native_kind == "course" && course.items[0].passages.empty() &&
        !lessons.empty()) {
        course.items.clear();
        add_lessons(lessons, member, course);
    }
    settle(course);
    if (course.title.empty()) course.title = name;
    reading.give(std::move(course));
}

void read_file(Reading& reading, const std::string& member, std::set<std::string>& seen) {
    const base::xml::Document document(reading.member(member));
    if (!document.problem().empty())
        reading.remark(member, base::CoverageState::partly, "not well-formed XML: " + document.problem());
    Element course;
    std::vector<Element> lessons;
    for (const Element activity : document.root().child("activities").children("activity")) {
        if (!course) course = activity;
        else if (!is_course(course) && is_course(activity)) course = activity;
        else if (!activity.attribute_or("type").ends_with("interaction")) lessons.push_back(activity);
    }
    if (!course) {
        reading.remark(member, base::CoverageState::error, "tincan.xml names no activity; expected one of type course");
        return;
    }
    if (!seen.insert(std::string(course.attribute_or("id"))).second) {
        reading.remark(member, base::CoverageState::skipped, "the same course again, read once");
        return;
    }
    read_course(reading, member, course, lessons);
}

}  // namespace

bool recognises(container::Container& container) { return !find_files(container).empty(); }

void read(Reading& reading) {
    std::set<std::string> seen;
    for (const std::string& member : find_files(reading.container)) read_file(reading, member, seen);
    if (seen.empty()) throw base::InputError("tincan.xml: no activity could be read; export the course again");
}

}  // namespace needfirst::format::xapi
