// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/backup.hpp"

#include "base/decode.hpp"
#include "format/moodle/field.hpp"
#include "format/programme_parts.hpp"

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;

/// A member as a document; a mistake in it is remarked.
xml::Document parse(Reading& reading, const std::string& member) {
    xml::Document document(reading.member(member));
    if (!document.problem().empty() && document.root())
        reading.remark(member, base::CoverageState::partly,
                       "XML is broken, read as far as it goes: " + document.problem());
    return document;
}

/// Folders below `activities/`, from the members themselves: the index may be damaged or edited.
void find_modules(container::Container& container, Backup& backup) {
    const std::string start = backup.root + "activities/";
    for (const container::Entry& entry : container.below(start)) {
        const std::string_view path = entry.path;
        const std::size_t slash = path.find('/', start.size());
        if (slash == path.npos) continue;
        const std::string_view name = path.substr(start.size(), slash - start.size());
        const std::size_t underscore = name.rfind('_');
        if (underscore == name.npos) continue;
        const std::int64_t id = to_number(name.substr(underscore + 1));
        Module& module = backup.modules[id];
        if (!module.folder.empty()) continue;
        module.mod = name.substr(0, underscore);
        module.folder = path.substr(0, slash + 1);
    }
}

void read_module(Reading& reading, Module& module) {
    const xml::Document document = parse(reading, module.folder + "module.xml");
    const xml::Element root = document.root();
    if (!root) return;
    if (std::string name = value(root, "modulename"); !name.empty()) module.mod = std::move(name);
    module.version = root.attribute_or("version");
    module.section_id = number(root, "sectionid");
    module.visible = value(root, "visible") != "0" && value(root, "visibleoncoursepage") != "0";
    module.groups = number(root, "groupmode") > 0;
    module.added = number(root, "added");
    module.completion = number(root, "completion");
    module.completion_view = number(root, "completionview") == 1;
    module.completion_grade = !value(root, "completiongradeitemnumber").empty();
}

std::vector<std::int64_t> ids(std::string_view list) {
    std::vector<std::int64_t> result;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (const std::int64_t id = to_number(list.substr(0, comma)); id != 0) result.push_back(id);
        if (comma == list.npos) break;
        list.remove_prefix(comma + 1);
    }
    return result;
}

/// Options of a section that its course format keeps: in the section, or for all sections in the course.
void read_format_option(xml::Element option, SectionRecord& section) {
    const std::string format = value(option, "format"), name = value(option, "name");
    if (format == "flexsections" && name == "parent") section.parent_number = number(option, "value");
    if (format == "onetopic" && name == "level") section.level = number(option, "value");
}

void read_section(Reading& reading, const std::string& member, Backup& backup) {
    const xml::Document document = parse(reading, member);
    const xml::Element root = document.root();
    if (!root) return;
    SectionRecord section;
    section.member = member;
    section.id = to_number(root.attribute_or("id"));
    section.number = number(root, "number");
    section.name = value(root, "name");
    section.summary = value(root, "summary");
    section.format = value(root, "summaryformat");
    section.sequence = ids(root.text_of("sequence"));
    section.visible = value(root, "visible") != "0";
    if (value(root, "component") == "mod_subsection") section.delegate = number(root, "itemid");
    for (const xml::Element option : root.children("course_format_options")) read_format_option(option, section);
    backup.sections.push_back(std::move(section));
}

void read_sections(Reading& reading, Backup& backup) {
    for (const container::Entry& entry : reading.container.below(backup.root + "sections/"))
        if (entry.path.ends_with("/section.xml")) read_section(reading, entry.path, backup);
    std::stable_sort(backup.sections.begin(), backup.sections.end(),
                     [](const auto& a, const auto& b) { return a.number < b.number; });
}

/// `users` switches all user data on or off, `forum_12_userinfo` that of one activity.
void read_settings(xml::Element information, Backup& backup) {
    bool users = false;
    std::map<std::string, bool> by_activity;
    for (const xml::Element setting : information.at("settings").children("setting")) {
        const std::string name = value(setting, "name"), level = value(setting, "level");
        if (level == "root" && name == "users") users = number(setting, "value") == 1;
        if (level == "activity" && name.ends_with("_userinfo"))
            by_activity[value(setting, "activity")] = number(setting, "value") == 1;
    }
    for (auto& [id, module] : backup.modules) {
        const auto own = by_activity.find(module.mod + "_" + std::to_string(id));
        module.user_data = users && (own == by_activity.end() || own->second);
    }
}

/// Returns the version number of the backup format.
std::int64_t read_index(Reading& reading, Backup& backup) {
    const xml::Document document = parse(reading, backup.root + "moodle_backup.xml");
    const xml::Element information = document.root().child("information");
    backup.release = value(information, "moodle_release");
    if (const std::string totara = value(information, "totara_release"); !totara.empty()) backup.release = totara;
    backup.title = value(information, "original_course_fullname");
    backup.short_name = value(information, "original_course_shortname");
    backup.course_format = value(information, "original_course_format");
    backup.site = place_of(value(information, "original_wwwroot"));
    backup.course_id = number(information, "original_course_id");
    backup.kind = value(information.at("details/detail"), "type");
    if (const std::int64_t date = number(information, "backup_date"); date > 0) backup.made_at = date;
    for (const xml::Element activity : information.at("contents/activities").children("activity")) {
        const std::int64_t id = number(activity, "moduleid");
        backup.listed.push_back(id);
        if (const auto found = backup.modules.find(id); found != backup.modules.end())
            found->second.title = value(activity, "title");
    }
    read_settings(information, backup);
    return number(information, "backup_version");
}

/// Before Moodle 3.3 a course page showed a set number of sections; those past it were orphans that only teachers saw.
/// Later versions leave the number in their options, where it means nothing.
void hide_orphans(Backup& backup, std::int64_t shown, std::int64_t backup_version) {
    if (shown <= 0 || backup_version == 0 || backup_version >= 2017051500) return;
    for (SectionRecord& section : backup.sections)
        if (section.number > shown) section.visible = false;
}

void read_course_options(Backup& backup, std::int64_t backup_version) {
    const xml::Element course = backup.course.root();
    if (const std::string format = value(course, "format"); !format.empty()) backup.course_format = format;
    if (number(course, "groupmodeforce") == 1)
        for (auto& [id, module] : backup.modules) module.groups = number(course, "groupmode") > 0;
    std::int64_t shown = number(course, "numsections");
    for (const xml::Element option : course.at("courseformatoptions").children("courseformatoption")) {
        const std::int64_t id = number(option, "sectionid");
        if (value(option, "name") == "numsections" && value(option, "format") == backup.course_format)
            shown = number(option, "value");
        for (SectionRecord& section : backup.sections)
            if (id != 0 && section.id == id) read_format_option(option, section);
    }
    hide_orphans(backup, shown, backup_version);
}

}  // namespace

Backup read_backup(Reading& reading, std::string root) {
    Backup backup;
    backup.root = std::move(root);
    find_modules(reading.container, backup);
    const std::int64_t version = read_index(reading, backup);
    for (auto& [id, module] : backup.modules) read_module(reading, module);
    read_sections(reading, backup);
    backup.course = parse(reading, backup.root + "course/course.xml");
    read_course_options(backup, version);
    return backup;
}

}  // namespace needfirst::format::moodle
