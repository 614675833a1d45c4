// SPDX-License-Identifier: Apache-2.0
#include "format/common_cartridge.hpp"

#include "format/cartridge.hpp"
#include "format/ims_manifest.hpp"
#include "format/passages.hpp"

#include <set>

namespace needfirst::format::common_cartridge {
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class CourseReader {
public:
    CourseReader(Reading& reading, const ims::Manifest& manifest) : reading_(reading), manifest_(manifest) {}

    model::Course read() {
        cartridge::state_metadata(reading_, manifest_, course_);
        if (manifest_.organization) {
            if (course_.title.empty()) course_.title = manifest_.organization->title;
            walk(manifest_.organization->nodes, -1);
        }
        add_unplaced();
        return std::move(course_);
    }

private:
    void walk(const std::vector<ims::Node>& nodes, int section) {
        for (const ims::Node& node : nodes) {
            if (!node.reference.empty()) add_item(node, section);
            int inner = section;
            // The root item has no title of its own; a title without target and children is a heading.
            if (node.reference.empty() && !node.title.empty()) inner = add_section(node.title, section);
            walk(node.children, inner);
        }
    }

    int add_section(const std::string& title, int parent) {
        model::Section section;
        section.title = title;
        section.parent = parent;
        course_.sections.push_back(std::move(section));
        return static_cast<int>(course_.sections.size()) - 1;
    }

    void add_item(const ims::Node& node, int section) {
        model::Item item;
        item.identifier = node.identifier;
        item.title = node.title;
        item.section = section;
        if (!node.visible) item.placement = model::Placement::hidden;
        if (const ims::Resource* resource = manifest_.resource_of(node)) {
            placed_.insert(resource->identifier);
            cartridge::fill(reading_, *resource, item);
        } else {
            item.kind = model::Kind::document;
            item.native_kind = "missing";
            reading_.remark(manifest_.member, base::CoverageState::error,
                            fmt::format("item \"{}\" refers to resource \"{}\", which the manifest does not have",
                                        node.title, node.reference));
        }
        course_.items.push_back(std::move(item));
    }

    /// Topics, assessments and assignments that the organization does not lead to.
    void add_unplaced() {
        for (const ims::Resource& resource : manifest_.resources) {
            const cartridge::Type type = cartridge::type_of(resource);
            if (type != cartridge::Type::topic && type != cartridge::Type::assessment &&
                type != cartridge::Type::assignment)
                continue;
            if (!placed_.insert(resource.identifier).second) continue;
            model::Item item;
            item.identifier = resource.identifier;
            item.placement = model::Placement::unplaced;
            cartridge::fill(reading_, resource, item);
            course_.items.push_back(std::move(item));
        }
    }

    Reading& reading_;
    const ims::Manifest& manifest_;
    model::Course course_;
    std::set<std::string> placed_;
};

}  // namespace

bool recognises(container::Container& container) {
    const std::string manifest = ims::peek_manifest(container);
    return has(manifest, "/xsd/imscc") || has(manifest, "IMS Common Cartridge") ||
           has(manifest, "IMS Thin Common Cartridge") || has(manifest, "imsccv1p");
}

bool recognises_sakai(container::Container& container) {
    const std::string manifest = ims::peek_manifest(container);
    if (!has(manifest, "imscc")) return false;
    return has(manifest, "lessonbuilder.sakaiproject.org") || has(manifest, "cc-objects/export-errors");
}

void read(Reading& reading) {
    const std::vector<std::string> found = ims::find_manifests(reading.container);
    if (found.empty()) return;
    const ims::Manifest manifest = ims::read_manifest(reading, found.front());
    reading.package.format_version = manifest.schema_version;
    if (has(manifest.schema, "Thin")) reading.package.format_version += " thin";
    reading.give(CourseReader(reading, manifest).read());
    for (std::size_t i = 1; i < found.size(); ++i)
        reading.remark(found[i], base::CoverageState::skipped,
                       "a manifest inside the cartridge; the outer one was read");
}

}  // namespace needfirst::format::common_cartridge
