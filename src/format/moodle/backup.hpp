// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/reader.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The index of a Moodle backup (2.0 and later): what lies where, and how the course page is laid out.
namespace needfirst::format::moodle {

/// One `activities/<mod>_<id>` folder.
struct Module {
    std::string mod;     ///< "forum"
    std::string folder;  ///< with trailing '/'
    std::string title;   ///< as the index of the backup tells it
    std::string version;
    std::int64_t section_id = 0;
    bool visible = true;          ///< not hidden, and shown on the course page
    bool groups = false;          ///< separate or visible groups
    std::int64_t added = 0;       ///< to the course; Unix seconds
    std::int64_t completion = 0;  ///< 0 none, 1 learners tick it, 2 by conditions
    bool completion_view = false, completion_grade = false;
    bool user_data = false;  ///< what learners wrote in it was exported
};

struct SectionRecord {
    std::int64_t id = 0, number = 0;
    std::string member, name, summary, format;
    std::vector<std::int64_t> sequence;  ///< course module ids, in the learner's order
    bool visible = true;
    std::optional<std::int64_t> parent_number;  ///< of a section inside a section (flexsections)
    std::int64_t level = 0;                     ///< depth below the section before it (onetopic)
    std::int64_t delegate = 0;                  ///< instance id of the subsection module that shows it; 0 for none
};

struct Backup {
    std::string root;  ///< folder that the backup lies in: "" or with trailing '/'
    std::string release, title, short_name, course_format;
    std::string site;            ///< address of the platform, as place_of() has it
    std::int64_t course_id = 0;  ///< there
    std::string kind;            ///< "course", "section" or "activity"
    std::optional<std::int64_t> made_at;
    std::map<std::int64_t, Module> modules;  ///< by course module id
    std::vector<SectionRecord> sections;     ///< by number
    std::vector<std::int64_t> listed;        ///< course module ids as the index lists them
    base::xml::Document course{{}};          ///< course/course.xml
};

/// Broken or missing members leave their coverage rows and defaults.
Backup read_backup(Reading&, std::string root);

}  // namespace needfirst::format::moodle
