// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// imsmanifest.xml: IMS Content Packaging 1.1.2 to 1.2, as SCORM, Common Cartridge, Canvas, Blackboard and D2L use it.
namespace needfirst::format::ims {

struct Resource {
    std::string identifier, type;
    std::string scorm_type;                 ///< "sco", "asset" or ""
    std::string href;                       ///< member that it launches, "" for none; as the manifest says where absent
    std::string url;                        ///< absolute address that it launches, "" for none
    bool missing = false;                   ///< href names no member
    std::vector<std::string> files;         ///< members that it lists and that are there
    std::vector<std::string> dependencies;  ///< identifiers of other resources
    base::xml::Element element;
};

/// An item of an organization. An item that refers to a sub-manifest holds that one's items as children.
struct Node {
    std::string identifier, title, reference, parameters;
    int resource = -1;  ///< index into Manifest::resources; -1 where it refers to nothing, or to nothing that is there
    bool visible = true;
    std::vector<Node> children;
    base::xml::Element element;
};

struct Organization {
    std::string identifier, title;
    std::vector<Node> nodes;
    base::xml::Element element;
};

struct Manifest {
    base::xml::Document document{std::string_view()};
    std::string member;  ///< path of the manifest
    std::string folder;  ///< its folder, "" or "name/"
    std::string identifier, space, schema, schema_version;
    std::optional<Organization> organization;                    ///< the default one, else the first that has items
    std::vector<Resource> resources;                             ///< of sub-manifests too
    std::unordered_map<std::string, std::size_t> by_identifier;  ///< the first resource of that name
    base::xml::Element root() const { return document.root(); }
    const Resource* resource(std::string_view identifier) const;
    const Resource* resource_of(const Node& node) const;
};

/// Paths of all members named imsmanifest.xml, shallowest first.
std::vector<std::string> find_manifests(const container::Container& container);

/// The first `count` bytes of the shallowest manifest as UTF-8, for recognisers; "" where there is none.
std::string peek_manifest(container::Container& container, std::size_t count = 64 << 10);

/// Reads one manifest. Remarks on malformed XML, and on members that are listed and absent. Throws base::InputError
/// where it holds no manifest element.
Manifest read_manifest(Reading& reading, const std::string& member);

/// Member path that `href` means, seen from `folder` ("" or "a/b/"): query and fragment off, dots resolved, escapes and
/// Unicode form as the container spells them. Nothing where it is an absolute address or there is no such member.
std::optional<std::string> resolve(const container::Container& container, std::string_view folder,
                                   std::string_view href);

/// The same as a path, whether there is such a member or not.
std::string join(std::string_view folder, std::string_view href);

/// "a/b/" of "a/b/c.html", "" of "c.html".
std::string folder_of(std::string_view member);

/// True for "https://...", "//host/...", "mailto:...", "javascript:...".
bool is_absolute(std::string_view href);

}  // namespace needfirst::format::ims
