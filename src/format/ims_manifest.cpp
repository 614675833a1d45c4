// SPDX-License-Identifier: Apache-2.0
#include "format/ims_manifest.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/names.hpp"
#include "text/html.hpp"

#include <utility>

namespace needfirst::format::ims {
namespace {

using base::xml::Element;

std::string_view without_query(std::string_view href) { return href.substr(0, href.find_first_of("?#")); }

/// The folder that names in `element` are seen from.
std::string below(const std::string& folder, Element element) {
    return base::first_bytes(join(folder, element.attribute_or("base")), longest_place);
}

std::string title_of(Element element) { return text::any_text(element.child("title").text()); }

bool is_no(std::string_view word) { return base::same_ignoring_case(word, "false") || word == "0"; }

/// Parses one manifest element and those inside it into one flat Manifest.
class Parser {
public:
    Parser(Reading& reading, Manifest& manifest) : reading_(reading), manifest_(manifest) {}

    void parse(Element root) {
        manifest_.identifier = root.attribute_or("identifier");
        manifest_.space = root.space();
        manifest_.schema = root.at("metadata").text_of("schema");
        manifest_.schema_version = root.at("metadata").text_of("schemaversion");
        find_schema(root);
        manifest_.organization = organization(root, manifest_.folder);
        report_absent();
    }

private:
    /// What items of one manifest may refer to, by identifier; of several the first.
    struct Named {
        std::unordered_map<std::string, std::size_t> resources;   ///< of the manifest itself
        std::unordered_map<std::string, Organization> manifests;  ///< inside it
    };

    /// Some generators repeat schema and version in organization or resource, or write them only there.
    void find_schema(Element element) {
        for (const Element child : element.children()) {
            if (!manifest_.schema_version.empty()) return;
            if (child.name() == "schemaversion") manifest_.schema_version = base::trim(child.text());
            if (child.name() == "schema" && manifest_.schema.empty()) manifest_.schema = base::trim(child.text());
            if (child.name() != "item" && child.name() != "lom") find_schema(child);
        }
    }

    /// The organization of one manifest element; its resources and those of inner manifests come first, so that items
    /// find them.
    std::optional<Organization> organization(Element root, const std::string& folder) {
        const std::string base = below(folder, root);
        Named named;
        for (const Element element : root.children("manifest"))
            if (auto found = organization(element, base))
                named.manifests.emplace(element.attribute_or("identifier"), std::move(*found));
        const std::size_t first = manifest_.resources.size();
        add_resources(root, base);
        // A tag that was never closed has swallowed what follows it.
        if (manifest_.resources.empty() && !manifest_.document.problem().empty()) add_resources_below(root, base);
        for (std::size_t i = first; i < manifest_.resources.size(); ++i) {
            named.resources.emplace(manifest_.resources[i].identifier, i);
            manifest_.by_identifier.emplace(manifest_.resources[i].identifier, i);
        }
        const Element chosen = choose(root.child("organizations"));
        if (!chosen) return std::nullopt;
        Organization result;
        result.identifier = chosen.attribute_or("identifier");
        result.title = title_of(chosen);
        result.element = chosen;
        result.nodes = nodes(chosen, named);
        return result;
    }

    void add_resources(Element parent, const std::string& base) {
        for (const Element list : parent.children("resources")) {
            const std::string list_base = below(base, list);
            for (const Element element : list.children("resource")) add_resource(element, list_base);
        }
    }

    void add_resources_below(Element parent, const std::string& base) {
        add_resources(parent, base);
        for (const Element child : parent.children()) add_resources_below(child, base);
    }

    /// The default organization; where `default` names none, the first that has items, else the first.
    static Element choose(Element organizations) {
        const auto wanted = organizations.attribute("default");
        Element first, first_with_items;
        for (const Element element : organizations.children("organization")) {
            if (wanted && element.attribute("identifier") == wanted) return element;
            if (!first) first = element;
            if (!first_with_items && element.child("item")) first_with_items = element;
        }
        return first_with_items ? first_with_items : first;
    }

    std::vector<Node> nodes(Element parent, Named& named) {
        std::vector<Node> result;
        for (const Element element : parent.children("item")) {
            if (nodes_++ >= most_items) break;
            Node& node = result.emplace_back();
            node.identifier = element.attribute_or("identifier");
            node.title = title_of(element);
            node.reference = element.attribute_or("identifierref");
            node.parameters = element.attribute_or("parameters");
            node.visible = !is_no(element.attribute_or("isvisible", "true"));
            node.element = element;
            node.resource = find(node.reference, named);
            node.children = nodes(element, named);
            // An inner manifest is launched once: copies of copies would be more than any machine holds.
            if (node.resource >= 0 || node.reference.empty()) continue;
            if (auto found = named.manifests.extract(node.reference)) {
                std::vector<Node>& launched = found.mapped().nodes;
                std::move(launched.begin(), launched.end(), std::back_inserter(node.children));
            }
        }
        return result;
    }

    /// Resources of the own manifest come before those of others that use the same identifier.
    int find(const std::string& identifier, const Named& named) const {
        if (identifier.empty()) return -1;
        for (const auto* resources : {&named.resources, &std::as_const(manifest_.by_identifier)})
            if (const auto found = resources->find(identifier); found != resources->end())
                return static_cast<int>(found->second);
        return -1;
    }

    void add_resource(Element element, const std::string& list_base) {
        const std::string base = below(list_base, element);
        Resource resource;
        resource.identifier = element.attribute_or("identifier");
        resource.type = base::first_bytes(element.attribute_or("type"), longest_name);
        resource.scorm_type = base::ascii_lower(
            base::first_bytes(element.attribute_or("scormtype", element.attribute_or("scormType")), longest_name));
        resource.element = element;
        const std::string_view href = base::trim(element.attribute_or("href"));
        if (is_absolute(href)) resource.url = base::first_bytes(href, longest_place);
        else if (!href.empty()) launch(resource, base, href);
        for (const Element child : element.children()) {
            if (child.name() == "file") add_file(resource, base, base::trim(child.attribute_or("href")));
            if (child.name() == "dependency") resource.dependencies.emplace_back(child.attribute_or("identifierref"));
        }
        manifest_.resources.push_back(std::move(resource));
    }

    void launch(Resource& resource, const std::string& base, std::string_view href) {
        if (auto member = resolve(reading_.container, base, href)) {
            resource.href = std::move(*member);
            return;
        }
        resource.href = base::first_bytes(join(base, without_query(href)), longest_place);
        resource.missing = true;
    }

    void add_file(Resource& resource, const std::string& base, std::string_view href) {
        if (href.empty() || is_absolute(href)) return;
        if (auto member = resolve(reading_.container, base, href)) resource.files.push_back(std::move(*member));
        else if (++absent_ <= absent_told) told_absent_ += (absent_ > 1 ? ", " : "") + join(base, without_query(href));
    }

    void report_absent() {
        if (nodes_ > most_items)
            reading_.remark(manifest_.member, base::CoverageState::limited,
                            fmt::format("more than {} items; those behind are left out", most_items));
        if (absent_ == 0) return;
        reading_.remark(manifest_.member, base::CoverageState::partly,
                        fmt::format("{} of the files that the manifest lists are not in the package: {}{}; export the "
                                    "course again with them",
                                    absent_, told_absent_, absent_ > absent_told ? ", ..." : ""));
    }

    static constexpr std::size_t absent_told = 3;
    Reading& reading_;
    Manifest& manifest_;
    std::size_t nodes_ = 0, absent_ = 0;
    std::string told_absent_;  ///< the first of them
};

}  // namespace

const Resource* Manifest::resource(std::string_view wanted) const {
    const auto found = by_identifier.find(std::string(wanted));
    return found == by_identifier.end() ? nullptr : &resources[found->second];
}

const Resource* Manifest::resource_of(const Node& node) const {
    return node.resource < 0 ? nullptr : &resources[static_cast<std::size_t>(node.resource)];
}

std::vector<std::string> find_manifests(const container::Container& container) {
    constexpr std::string_view name = "imsmanifest.xml";
    std::vector<std::pair<std::ptrdiff_t, std::string>> found;
    for (const container::Entry& entry : container.entries()) {
        if (entry.path.size() < name.size()) continue;
        const std::size_t at = entry.path.size() - name.size();
        if (at > 0 && entry.path[at - 1] != '/') continue;
        if (!base::same_ignoring_case(std::string_view(entry.path).substr(at), name)) continue;
        found.emplace_back(std::count(entry.path.begin(), entry.path.end(), '/'), entry.path);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> result;
    for (auto& [depth, path] : found) result.push_back(std::move(path));
    return result;
}

std::string peek_manifest(container::Container& container, std::size_t count) {
    const std::vector<std::string> found = find_manifests(container);
    return found.empty() ? std::string() : base::to_utf8(container.peek(found.front(), count));
}

Manifest read_manifest(Reading& reading, const std::string& member) {
    Manifest manifest;
    manifest.member = member;
    manifest.folder = folder_of(member);
    manifest.document = base::xml::Document(reading.member(member));
    if (manifest.root().name() != "manifest")
        throw base::InputError(
            fmt::format("{}: expected an element <manifest>, found {}", member,
                        manifest.document.problem().empty() ? "another one" : manifest.document.problem()));
    if (!manifest.document.problem().empty())
        reading.remark(member, base::CoverageState::partly,
                       "not well-formed, read as far as it goes: " + manifest.document.problem());
    Parser(reading, manifest).parse(manifest.root());
    return manifest;
}

bool is_absolute(std::string_view href) {
    if (href.substr(0, 2) == "//") return true;
    const std::size_t colon = href.find(':');
    if (colon == std::string_view::npos || colon < 2) return false;
    return href.find_first_of("/?#") > colon && std::all_of(href.begin(), href.begin() + colon, [](unsigned char c) {
               return std::isalnum(c) || c == '+' || c == '-' || c == '.';
           });
}

std::string folder_of(std::string_view member) {
    const std::size_t slash = member.rfind('/');
    return std::string(slash == std::string_view::npos ? std::string_view() : member.substr(0, slash + 1));
}

std::string join(std::string_view folder, std::string_view href) {
    std::string path(href.substr(0, 1) == "/" ? std::string_view() : folder);
    path += href;
    std::replace(path.begin(), path.end(), '\\', '/');
    std::vector<std::string_view> parts;
    const std::string_view whole = path;
    for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t slash = std::min(whole.find('/', at), whole.size());
        const std::string_view part = whole.substr(at, slash - at);
        at = slash + 1;
        if (part == "..") {
            if (!parts.empty()) parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string result;
    for (const std::string_view part : parts) result.append(result.empty() ? "" : "/").append(part);
    if (!result.empty() && whole.back() == '/') result += '/';
    return result;
}

std::optional<std::string> resolve(const container::Container& container, std::string_view folder,
                                   std::string_view href) {
    href = base::trim(href);
    if (is_absolute(href)) return std::nullopt;
    // A '#' or '?' can be part of a real name: the whole comes first.
    for (const std::string_view form : {href, without_query(href)}) {
        if (form.empty()) continue;
        for (const std::string& path : {join(folder, form), join(folder, base::percent_decode(form))})
            if (const auto index = container.find(path)) return container.entries()[*index].path;
    }
    return std::nullopt;
}

}  // namespace needfirst::format::ims
