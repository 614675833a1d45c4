// SPDX-License-Identifier: Apache-2.0
#include "format/scorm.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/authoring/payload.hpp"
#include "format/documents.hpp"
#include "format/ims_manifest.hpp"
#include "format/lom.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"

#include <array>
#include <set>

namespace needfirst::format::scorm {
namespace {

enum class Profile { none, scorm_12, scorm_2004, ims };

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Believed in this order: schema version, scormtype's spelling, namespace of the root. `text`: the manifest, or its
/// beginning.
Profile profile(std::string_view text) {
    if (!has(text, "<manifest") && !has(text, ":manifest")) return Profile::none;
    if (!has(text, "adlcp") && !has(text, "adlnet.org") && !has(text, "ADL SCORM")) return Profile::ims;
    std::size_t at = text.find("schemaversion");
    if (at != std::string_view::npos) {
        const std::string_view version = text.substr(at, 80);
        if (has(version, "2004") || has(version, "1.3")) return Profile::scorm_2004;
        if (has(version, "1.2")) return Profile::scorm_12;
    }
    if (has(text, "imscp_v1p1") || has(text, "adlcp_v1p3")) return Profile::scorm_2004;
    if (has(text, "imscp_rootv1p1p2") || has(text, "adlcp_rootv1p2")) return Profile::scorm_12;
    return has(text, "scormType=") ? Profile::scorm_2004 : Profile::scorm_12;
}

std::string edition(const ims::Manifest& manifest, Profile kind) {
    if (kind == Profile::ims) return manifest.schema_version;
    if (kind == Profile::scorm_12) return "1.2";
    for (const std::string_view name : {"2nd Edition", "3rd Edition", "4th Edition"})
        if (has(manifest.schema_version, name.substr(0, 3))) return std::string(name);
    return has(manifest.schema_version, "CAM") ? "2nd Edition" : manifest.schema_version;
}

/// "Final quiz", "Post-test": an item that tests, as its title says.
bool is_test_title(std::string_view title) {
    const std::string lower = " " + base::ascii_lower(title) + " ";
    constexpr std::array<std::string_view, 10> words = {
        " quiz ",       " quiz:",           " exam ",       " post-test ",
        " posttest ",   " pre-test ",       " final test ", " final assessment ",
        " assessment ", " knowledge check "};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has(lower, word); });
}

model::Kind kind_of(const std::string& member, std::string_view title) {
    const std::string tail = base::ascii_lower(member.substr(std::min(member.rfind('.') + 1, member.size())));
    for (const std::string_view video : {"mp4", "webm", "mov", "avi", "wmv", "flv", "m4v"})
        if (tail == video) return model::Kind::video;
    for (const std::string_view audio : {"mp3", "wav", "ogg", "m4a"})
        if (tail == audio) return model::Kind::audio;
    for (const std::string_view document : {"pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsx", "odt", "rtf", "txt"})
        if (tail == document) return model::Kind::document;
    return is_test_title(title) ? model::Kind::quiz : model::Kind::page;
}

/// Reads one manifest into one course.
class CourseReader {
public:
    CourseReader(Reading& reading, const ims::Manifest& manifest)
        : reading_(reading), manifest_(manifest), pages_(reading, manifest.folder) {}

    model::Course read() {
        course_.identifier = manifest_.identifier;
        course_.member = manifest_.member;
        read_titles();
        if (manifest_.organization) count_launches(manifest_.organization->nodes);
        if (launches_ > 0) walk(manifest_.organization->nodes, -1);
        else read_resources();
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        settle();
        return std::move(course_);
    }

private:
    void read_titles() {
        if (manifest_.organization && !is_placeholder(manifest_.organization->title))
            course_.title = manifest_.organization->title;
        std::string member = manifest_.member;
        const auto metadata =
            lom::read_metadata(reading_, manifest_.root().child("metadata"), manifest_.folder, member);
        lom::state(course_, metadata, member);
        read_tincan();
        if (!manifest_.organization) return;
        member = manifest_.member;
        const auto more =
            lom::read_metadata(reading_, manifest_.organization->element.child("metadata"), manifest_.folder, member);
        lom::state(course_, more, member);
    }

    /// A package may say more of itself by a second standard: the first activity of tincan.xml is the course.
    void read_tincan() {
        const std::string member = manifest_.folder + "tincan.xml";
        if (!reading_.container.has(member)) return;
        const base::xml::Document document(reading_.member(member));
        const base::xml::Element activity = document.root().at("activities/activity");
        for (const auto& [name, field] :
             {std::pair{"name", model::Field::title}, {"description", model::Field::description}}) {
            const std::string text = text::any_text(activity.child(name).text());
            if (!is_placeholder(text)) add_statement(course_, field, text, member);
        }
    }

    void count_launches(const std::vector<ims::Node>& nodes) {
        for (const ims::Node& node : nodes) {
            if (!node.reference.empty() && (node.resource >= 0 || node.children.empty())) ++launches_;
            if (const ims::Resource* resource = manifest_.resource_of(node); resource && !resource->href.empty()) {
                pages_.claim(resource->href);
                ++in_folder_[ims::folder_of(resource->href)];
            }
            count_launches(node.children);
        }
    }

    void walk(const std::vector<ims::Node>& nodes, int section) {
        for (const ims::Node& node : nodes) {
            int inner = section;
            if (!node.children.empty()) {
                model::Section made;
                made.title = node.title;
                made.parent = section;
                // IMS CP: isvisible speaks of this item alone, not of its children, so it never hides a section.
                course_.sections.push_back(std::move(made));
                inner = static_cast<int>(course_.sections.size()) - 1;
            }
            if (!node.reference.empty() && (node.resource >= 0 || node.children.empty())) read_item(node, inner);
            walk(node.children, inner);
        }
    }

    void read_item(const ims::Node& node, int section) {
        model::Item item;
        item.identifier = node.identifier;
        item.title = node.title;
        item.section = section;
        if (!node.visible) item.placement = model::Placement::hidden;
        if (const ims::Resource* resource = manifest_.resource_of(node)) {
            if (read_payload(*resource, node, section)) return;
            fill(*resource, item);
        } else {
            reading_.remark(manifest_.member, base::CoverageState::error,
                            fmt::format("item \"{}\" refers to resource \"{}\", which the manifest does not have",
                                        node.title, node.reference));
        }
        add_passage(item.passages, model::Field::prompt, lom::read(node.element.child("metadata")).description,
                    manifest_.member);
        (node.visible ? course_.items : hidden_).push_back(std::move(item));
    }

    /// The payload of an authoring tool stands for the one item that launches it. Where several items launch pages of
    /// one folder, the manifest tells the order and the pages are read one by one.
    bool read_payload(const ims::Resource& resource, const ims::Node& node, int section) {
        if (resource.href.empty()) return false;
        const std::string folder = ims::folder_of(resource.href);
        if (in_folder_[folder] != 1) {
            name_tool(folder);
            return false;
        }
        const std::size_t sections = course_.sections.size(), items = course_.items.size();
        if (!authoring::read_payload(reading_, resource.href, course_)) return false;
        if (launches_ > 1) put_below(node, section, sections, items);
        return true;
    }

    void name_tool(const std::string& folder) {
        if (!reading_.package.authoring_tool.empty() || !asked_.insert(folder).second) return;
        for (const authoring::Payload& payload : authoring::payloads())
            if (payload.recognises(reading_.container, folder)) {
                reading_.package.authoring_tool = payload.name;
                return;
            }
    }

    void put_below(const ims::Node& node, int section, std::size_t sections, std::size_t items) {
        model::Section made;
        made.title = node.title;
        made.parent = section;
        // The new section stands before those of the payload: their numbers move by one.
        const int own = static_cast<int>(sections);
        course_.sections.insert(course_.sections.begin() + own, std::move(made));
        for (std::size_t i = sections + 1; i < course_.sections.size(); ++i)
            course_.sections[i].parent = course_.sections[i].parent < own ? own : course_.sections[i].parent + 1;
        for (std::size_t i = items; i < course_.items.size(); ++i) {
            model::Item& item = course_.items[i];
            item.section = item.section < own ? own : item.section + 1;
            if (!node.visible) item.placement = model::Placement::hidden;
        }
    }

    void fill(const ims::Resource& resource, model::Item& item) {
        item.native_kind = resource.scorm_type.empty() ? resource.type : resource.scorm_type;
        item.member = resource.href;
        if (!resource.url.empty()) {
            item.kind = model::Kind::link;
            item.link = resource.url;
            return;
        }
        if (resource.href.empty()) return;
        item.kind = kind_of(resource.href, item.title);
        if (resource.missing) {
            reading_.remark(
                resource.href, base::CoverageState::error,
                fmt::format("launched by item \"{}\", and not in the package; export the course again", item.title));
            return;
        }
        // Its files were read with the first item that launches it.
        static const std::vector<std::string> none;
        const std::vector<std::string>& files = filled_.insert(&resource).second ? resource.files : none;
        std::vector<std::string> listed = files;
        if (launches_ == 1)
            for (const std::string& name : resource.dependencies)
                if (const ims::Resource* other = manifest_.resource(name))
                    listed.insert(listed.end(), other->files.begin(), other->files.end());
        if (is_html_member(resource.href)) pages_.read(resource.href, listed, item);
        else if (is_document(resource.href)) add_document(reading_, resource.href, item);
        for (const std::string& file : files)
            if (file != resource.href && is_caption(file)) add_document(reading_, file, item);
    }

    /// No organization: what the resources launch, in their order.
    void read_resources() {
        for (const ims::Resource& resource : manifest_.resources)
            if (!resource.href.empty()) pages_.claim(resource.href);
        for (const ims::Resource& resource : manifest_.resources) {
            if (resource.href.empty() && resource.url.empty()) continue;
            if (resource.scorm_type == "asset" && !is_html_member(resource.href)) continue;
            if (course_.items.empty() && !resource.href.empty() &&
                authoring::read_payload(reading_, resource.href, course_))
                break;
            model::Item item;
            item.identifier = resource.identifier;
            fill(resource, item);
            course_.items.push_back(std::move(item));
        }
        reading_.remark(manifest_.member, base::CoverageState::partly,
                        "the manifest has no organization with items; the resources were read in their order");
    }

    /// Title and state of what was read.
    void settle() {
        for (const model::Item& item : course_.items) {
            if (!course_.title.empty()) break;
            if (!is_placeholder(item.title)) course_.title = item.title;
        }
        course_.fragment = std::none_of(course_.items.begin(), course_.items.end(),
                                        [](const model::Item& item) { return !item.passages.empty(); });
    }

    Reading& reading_;
    const ims::Manifest& manifest_;
    Pages pages_;
    model::Course course_;
    std::vector<model::Item> hidden_;
    std::map<std::string, int> in_folder_;  ///< items that launch a member of that folder
    std::set<const ims::Resource*> filled_;
    std::set<std::string> asked_;  ///< folders asked for the marks of an authoring tool
    int launches_ = 0;
};

Profile profile_of(container::Container& container) { return profile(ims::peek_manifest(container, 1 << 20)); }

}  // namespace

bool recognises_12(container::Container& container) { return profile_of(container) == Profile::scorm_12; }
bool recognises_2004(container::Container& container) { return profile_of(container) == Profile::scorm_2004; }
bool recognises_ims(container::Container& container) {
    // An empty or broken file of that name is a package too: reading it says what is wrong.
    return !ims::find_manifests(container).empty();
}

void read(Reading& reading) {
    reading.package.format_version = {};
    std::set<std::string> seen;
    for (const std::string& member : ims::find_manifests(reading.container)) {
        try {
            const ims::Manifest manifest = ims::read_manifest(reading, member);
            if (seen.empty())
                reading.package.format_version =
                    edition(manifest, profile(base::trim(reading.container.peek(member, 1 << 20))));
            const std::string title = manifest.organization ? manifest.organization->title : std::string();
            if (!seen.insert(manifest.identifier + '\n' + title).second) {
                reading.remark(member, base::CoverageState::skipped,
                               fmt::format("the same course again (manifest \"{}\"), read once", manifest.identifier));
                continue;
            }
            reading.give(CourseReader(reading, manifest).read());
        } catch (const base::InputError& error) {
            if (seen.empty()) throw;
            reading.remark(member, base::CoverageState::error, error.what());
        }
    }
}

}  // namespace needfirst::format::scorm
