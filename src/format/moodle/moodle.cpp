// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/moodle.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/moodle/field.hpp"
#include "format/moodle/outline.hpp"
#include "format/passages.hpp"
#include "format/programme_parts.hpp"
#include "format/wrapping.hpp"

#include <algorithm>

namespace needfirst::format::moodle {
namespace {

using model::Field;

constexpr std::string_view marker = "moodle_backup.xml";

/// What a custom field of a course is about, by its short name. Nothing for people and for switches.
std::optional<Field> field_of(std::string_view short_name) {
    struct Word {
        std::string_view part;
        std::optional<Field> field;
    };
    constexpr std::optional<Field> none;
    static const Word words[] = {{"mail", none},
                                 {"contact", none},
                                 {"phone", none},
                                 {"teacher", none},
                                 {"trainer", none},
                                 {"author", none},
                                 {"owner", none},
                                 {"objective", Field::objectives},
                                 {"outcome", Field::objectives},
                                 {"goal", Field::objectives},
                                 {"audience", Field::audience},
                                 {"rationale", Field::rationale},
                                 {"purpose", Field::rationale},
                                 {"problem", Field::rationale},
                                 {"syllabus", Field::syllabus},
                                 {"delivery", Field::delivery},
                                 {"mode", Field::delivery}};
    const std::string name = base::ascii_lower(short_name);
    for (const Word& word : words)
        if (name.find(word.part) != name.npos) return word.field;
    return Field::metadata;
}

void read_custom_fields(base::xml::Element course, const std::string& member, std::string_view language,
                        model::Course& result) {
    for (const base::xml::Element custom : course.child("customfields").children("customfield")) {
        const std::string type = value(custom, "type");
        if (type == "checkbox" || type == "date") continue;
        if (const auto field = field_of(value(custom, "shortname")))
            add_statement(result, *field, visible(value(custom, "value"), value(custom, "valueformat"), language),
                          member);
    }
}

/// Names and descriptions of competencies and outcomes; their codes alone say nothing.
void read_competencies(Reading& reading, const std::string& root, std::string_view language, model::Course& result) {
    for (const std::string& member : {root + "course/competencies.xml", root + "outcomes.xml"}) {
        if (!reading.container.has(member)) continue;
        const base::xml::Document document(reading.member(member));
        const base::xml::Element list = document.root();
        for (const std::string_view kind : {"competency", "outcome"})
            for (const base::xml::Element parent : {list, list.child("competencies")})
                for (const base::xml::Element one : parent.children(kind)) {
                    const std::string full = value(one, "fullname");
                    add_statement(result, Field::objectives,
                                  title(full.empty() ? value(one, "shortname") : full, language), member);
                    add_statement(result, Field::objectives, visible_child(one, "description", language), member);
                }
    }
}

void read_course(Reading& reading, const Backup& backup, model::Course& result) {
    const base::xml::Element course = backup.course.root();
    const std::string member = backup.root + "course/course.xml";
    result.member = course ? member : backup.root + std::string(marker);
    result.language = value(course, "lang");
    const std::string language = base::ascii_lower(result.language);
    result.title = title(value(course, "fullname"), language);
    if (result.title.empty()) result.title = title(backup.title, language);
    result.identifier = value(course, "idnumber");
    if (result.identifier.empty()) result.identifier = value(course, "shortname");
    if (result.identifier.empty()) result.identifier = backup.short_name;
    result.category = title(value(course.child("category"), "name"), language);
    result.exported_at = backup.made_at;
    add_statement(result, Field::description, visible_child(course, "summary", language), member);
    for (const base::xml::Element tag : course.child("tags").children("tag")) {
        const std::string raw = value(tag, "rawname");
        add_statement(result, Field::metadata, title(raw.empty() ? value(tag, "name") : raw, language), member);
    }
    read_custom_fields(course, member, language, result);
    read_competencies(reading, backup.root, language, result);
}

constexpr std::string_view course_page = "/course/view.php?";

/// The name of the course that a link leads to: "learn.example.org/course/view.php?id=7".
std::string course_at(const std::string& site, std::string_view link) {
    std::string place = link.starts_with('/') ? site + std::string(link) : place_of(link);
    if (site.empty() || !place.starts_with(site + std::string(course_page))) return {};
    place.resize(std::min(place.find('#'), place.size()));
    const std::size_t query = site.size() + course_page.size();
    for (std::size_t at = query; at < place.size();) {
        const std::size_t end = std::min(place.find('&', at), place.size());
        const std::string part = place.substr(at, end - at);
        if (part.starts_with("id=") || part.starts_with("name=")) return place.substr(0, query) + part;
        at = end + 1;
    }
    return {};
}

void name_course(const Backup& backup, model::Course& course) {
    if (backup.site.empty()) return;
    const std::string page = backup.site + std::string(course_page);
    if (backup.course_id > 0) course.names.push_back(fmt::format("{}id={}", page, backup.course_id));
    if (!backup.short_name.empty()) course.names.push_back(page + "name=" + backup.short_name);
}

/// "Completion of other courses" among what the course is complete by; Moodle knows these by their short names.
void read_prerequisites(Reading& reading, const Backup& backup, const model::Course& course) {
    constexpr std::int64_t another_course = 8;  // COMPLETION_CRITERIA_TYPE_COURSE
    const std::string member = backup.root + "completion.xml";
    if (backup.site.empty() || backup.short_name.empty() || !reading.container.has(member)) return;
    const base::xml::Document document(reading.member(member));
    model::Programme part;
    const std::string name = backup.site + std::string(course_page) + "name=";
    for (const base::xml::Element criterion : document.root().children("course_completion_criteria")) {
        const std::string other = value(criterion, "courseinstanceshortname");
        if (number(criterion, "criteriatype") == another_course && !other.empty() && other != backup.short_name)
            part.courses.push_back(name + other);
    }
    if (part.courses.empty()) return;
    part.courses.push_back(name + backup.short_name);
    part.identifier = part.courses.back();
    part.title = course.title;
    part.basis = model::Basis::prerequisite;
    reading.package.programmes.push_back(std::move(part));
}

/// Names that Moodle gives to the category that every new site has.
bool is_default_category(std::string_view name) {
    constexpr std::string_view names[] = {"miscellaneous", "category 1", "default",      "verschiedenes",
                                          "miscelánea",    "divers",     "kursbereich 1"};
    const std::string small = base::ascii_lower(name);
    return small.empty() || std::find(std::begin(names), std::end(names), small) != std::end(names);
}

void read_programmes(Reading& reading, const Backup& backup, const model::Course& course) {
    if (backup.kind != "course" && !backup.kind.empty()) return;
    tell_links(
        course, [&](std::string_view link) { return course_at(backup.site, link); }, reading.package);
    read_prerequisites(reading, backup, course);
    const std::string category(backup.course.root().child("category").attribute_or("id"));
    const bool plain = is_default_category(course.category);
    tell_step(course, backup.site, plain ? std::string() : category, plain ? std::string() : course.category,
              reading.package);
}

}  // namespace

bool recognises(container::Container& container) { return find_root(container, marker).has_value(); }

bool recognises_totara(container::Container& container) {
    const auto root = find_root(container, marker);
    return root && container.peek(*root + std::string(marker), 4096).find("<totara_") != std::string::npos;
}

void read(Reading& reading) {
    const auto root = find_root(reading.container, marker);
    if (!root) throw base::InputError("moodle_backup.xml is not at the top of the package");
    const Backup backup = read_backup(reading, *root);
    reading.package.format_version = backup.release;
    model::Course course;
    read_course(reading, backup, course);
    name_course(backup, course);
    const FileIndex files(reading, backup);
    read_outline(reading, backup, files, base::ascii_lower(course.language), course);
    read_course_files(reading, files, course);
    read_programmes(reading, backup, course);
    explain_unread(reading, backup, files);
    reading.give(std::move(course));
}

}  // namespace needfirst::format::moodle
