// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/moodle/backup.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Files of a Moodle backup: stored under their hash, without extension; `files.xml` tells what they are.
namespace needfirst::format::moodle {

struct StoredFile {
    std::string member;      ///< "files/ab/abcd...", as the container calls it
    std::string name, path;  ///< as the teacher uploaded it; path in its file area, "/" at the top
    std::string component, area, type;
    std::int64_t order = 0;  ///< above zero for the main file of several
};

class FileIndex {
public:
    FileIndex(Reading&, const Backup&);
    /// Files of one context (an activity) and component ("mod_resource"), main file first, else by path and name.
    std::vector<StoredFile> of(std::string_view context, std::string_view component) const;
    /// What a stored member is, or null.
    const StoredFile* describe(std::string_view member) const;

private:
    std::multimap<std::string, StoredFile, std::less<>> by_context_;
    std::map<std::string, const StoredFile*, std::less<>> by_member_;
};

/// Adds to an item what its activity offers as files: text of documents, of SCORM and IMS packages, of H5P content. A
/// file that is a film or a sound makes the item one.
void read_files(Reading&, const FileIndex&, std::string_view context, std::string_view mod, model::Item&);

/// Documents on the course page itself, in summaries and labels: unplaced items.
void read_course_files(Reading&, const FileIndex&, model::Course&);

/// Says of every member that was not read why it was not.
void explain_unread(Reading&, const Backup&, const FileIndex&);

}  // namespace needfirst::format::moodle
