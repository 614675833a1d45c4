// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/files.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/attachments.hpp"
#include "format/documents.hpp"
#include "format/moodle/field.hpp"
#include "format/nested.hpp"
#include "format/passages.hpp"

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;

bool is_package(const StoredFile& file) {
    return file.area == "package" || file.type.find("h5p") != std::string::npos || file.name.ends_with(".h5p");
}

/// Moodle keeps the unpacked members of a package too, one by one: a container made of them, where the package itself
/// is not there or broken.
std::unique_ptr<container::Container> unpacked(Reading& reading, const std::vector<StoredFile>& files) {
    std::map<std::string, std::string> members;
    for (const StoredFile& file : files)
        if (file.area == "content" && file.path.starts_with('/') && !file.type.starts_with("image/") &&
            !file.type.starts_with("video/") && !file.type.starts_with("audio/"))
            if (auto bytes = reading.container.try_read(file.member))
                members.emplace(file.path.substr(1) + file.name, *std::move(bytes));
    return members.empty() ? nullptr : container::from_memory(std::move(members), reading.container.limits());
}

/// What teachers put into an activity; all other areas hold what learners handed in.
bool is_teachers(const StoredFile& file) {
    constexpr std::string_view areas[] = {"content",       "package", "intro",   "introattachment", "chapter",
                                          "page_contents", "summary", "section", "mediafile",       "legacy"};
    return std::find(std::begin(areas), std::end(areas), file.area) != std::end(areas) &&
           (file.component == "course" || file.component.starts_with("mod_"));
}

void read_packages(Reading& reading, const std::vector<StoredFile>& files, bool scorm, model::Item& item) {
    for (const StoredFile& file : files)
        if (is_package(file) && read_nested(reading, file.member, item)) return;
    if (!scorm) return;
    if (const auto content = unpacked(reading, files)) read_nested(reading, *content, item.member, item);
}

std::string_view reason_of_member(std::string_view path) {
    struct Reason {
        std::string_view ending, reason;
    };
    constexpr Reason reasons[] = {
        {"users.xml", "personal data of participants: never read"},
        {"questions.xml", "bank of quiz questions: not part of what is judged"},
        {"logs.xml", "log of clicks: never read"},
        {"logstores.xml", "log of clicks: never read"},
        {"grade_history.xml", "marks of participants: never read"},
    };
    const std::string_view name = path.substr(path.rfind('/') + 1);
    for (const Reason& reason : reasons)
        if (name == reason.ending) return reason.reason;
    return name.ends_with(".xml") || name == ".ARCHIVE_INDEX" || name.ends_with(".log")
               ? "settings and marks of the LMS: no text of the course"
               : std::string_view();
}

}  // namespace

FileIndex::FileIndex(Reading& reading, const Backup& backup) {
    const std::string member = backup.root + "files.xml";
    if (!reading.container.has(member)) return;
    const xml::Document document(reading.member(member));
    for (const xml::Element element : document.root().children("file")) {
        const std::string hash = value(element, "contenthash"), name = value(element, "filename");
        if (hash.size() < 2 || name.empty() || name == ".") continue;
        StoredFile file;
        file.member = backup.root + "files/" + hash.substr(0, 2) + "/" + hash;
        file.name = name;
        file.path = value(element, "filepath");
        file.component = value(element, "component");
        file.area = value(element, "filearea");
        file.type = value(element, "mimetype");
        file.order = number(element, "sortorder");
        const auto kept = by_context_.emplace(value(element, "contextid"), std::move(file));
        by_member_.emplace(kept->second.member, &kept->second);
    }
}

std::vector<StoredFile> FileIndex::of(std::string_view context, std::string_view component) const {
    std::vector<StoredFile> result;
    const auto [from, to] = by_context_.equal_range(context);
    for (auto at = from; at != to; ++at)
        if (at->second.component == component) result.push_back(at->second);
    std::stable_sort(result.begin(), result.end(), [](const StoredFile& a, const StoredFile& b) {
        return std::tie(b.order, a.path, a.name) < std::tie(a.order, b.path, b.name);
    });
    return result;
}

const StoredFile* FileIndex::describe(std::string_view member) const {
    const auto found = by_member_.find(member);
    return found == by_member_.end() ? nullptr : found->second;
}

void read_files(Reading& reading, const FileIndex& index, std::string_view context, std::string_view mod,
                model::Item& item) {
    const std::vector<StoredFile> files = index.of(context, "mod_" + std::string(mod));
    if (files.empty()) return;
    if (mod == "resource" && files.front().type.starts_with("video/")) item.kind = model::Kind::video;
    if (mod == "resource" && files.front().type.starts_with("audio/")) item.kind = model::Kind::audio;
    const bool scorm = mod == "scorm" || mod == "imscp";
    read_packages(reading, files, scorm, item);
    if (scorm) return;
    for (const StoredFile& file : files)
        if (is_teachers(file) && !is_package(file)) add_attachment(reading, file.member, file.name, item);
}

void read_course_files(Reading& reading, const FileIndex& index, model::Course& course) {
    container::Container& container = reading.container;
    for (std::size_t i = 0; i < container.entries().size(); ++i) {
        const StoredFile* file = container.was_read(i) ? nullptr : index.describe(container.entries()[i].path);
        if (file && is_teachers(*file) && is_document(file->name))
            add_unplaced_attachment(reading, file->member, file->name, course);
    }
}

void explain_unread(Reading& reading, const Backup& backup, const FileIndex& index) {
    container::Container& container = reading.container;
    for (const container::Entry& entry : container.below(backup.root)) {
        const std::size_t at = container.index_of(entry);
        if (container.was_read(at)) continue;
        if (const StoredFile* file = index.describe(entry.path))
            container.skip(
                at, fmt::format("“{}” ({}) of {}: not text of an activity", file->name, file->type, file->component));
        else if (const std::string_view reason = reason_of_member(entry.path); !reason.empty())
            container.skip(at, std::string(reason));
    }
}

}  // namespace needfirst::format::moodle
