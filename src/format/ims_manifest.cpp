// SPDX-License-Identifier: Apache-2.0
#include "format/ims_manifest.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "text/html.hpp"

namespace needfirst::format::ims {
namespace {

using base::xml::Element;

std::string_view without_query(std::string_view href) { return href.substr(0, href.find_first_of("?#")); }

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
        const std::string base = join(folder, root.attribute_or("base"));
        std::vector<std::pair<std::string, Organization>> inner;
        for (const Element element : root.children("manifest"))
            if (auto found = organization(element, base))
                inner.emplace_back(element.attribute_or("identifier"), std::move(*found));
        const std::size_t first = manifest_.resources.size();
        add_resources(root, base);
        // A tag that was never closed has swallowed what follows it.
        if (manifest_.resources.empty() && !manifest_.document.problem().empty()) add_resources_below(root, base, 0);
        const Element chosen = choose(root.child("organizations"));
        if (!chosen) return std::nullopt;
        Organization result;
        result.identifier = chosen.attribute_or("identifier");
        result.title = title_of(chosen);
        result.element = chosen;
        result.nodes = nodes(chosen, first, inner);
        return result;
    }

    void add_resources(Element parent, const std::string& base) {
        for (const Element list : parent.children("resources")) {
            const std::string list_base = join(base, list.attribute_or("base"));
            for (const Element element : list.children("resource")) add_resource(element, list_base);
        }
    }

    void add_resources_below(Element parent, const std::string& base, int depth) {
        if (depth > 64) return;
        add_resources(parent, base);
        for (const Element child : parent.children()) add_resources_below(child, base, depth + 1);
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

    std::vector<Node> nodes(Element parent, std::size_t first,
                            const std::vector<std::pair<std::string, Organization>>& inner) {
        std::vector<Node> result;
        for (const Element element : parent.children("item")) {
            Node node;
            node.identifier = element.attribute_or("identifier");
            node.title = title_of(element);
            node.reference = element.attribute_or("identifierref");
            node.parameters = element.attribute_or("parameters");
            node.visible = !is_no(element.attribute_or("isvisible", "true"));
            node.element = element;
            node.resource = find(node.reference, first);
            node.children = nodes(element, first, inner);
            for (const auto& [identifier, organization] : inner)
                if (node.resource < 0 && !identifier.empty() && identifier == node.reference)
                    node.children.insert(node.children.end(), organization.nodes.begin(), organization.nodes.end());
            result.push_back(std::move(node));
        }
        return result;
    }

    /// Resources of the own manifest come before those of others that use the same identifier.
    int find(std::string_view identifier, std::size_t first) const {
        if (identifier.empty()) return -1;
        for (std::size_t i = first; i < manifest_.resources.size(); ++i)
            if (manifest_.resources[i].identifier == identifier) return static_cast<int>(i);
        for (std::size_t i = 0; i < first; ++i)
            if (manifest_.resources[i].identifier == identifier) return static_cast<int>(i);
        return -1;
    }

    void add_resource(Element element, const std::string& list_base) {
        const std::string base = join(list_base, element.attribute_or("base"));
        Resource resource;
        resource.identifier = element.attribute_or("identifier");
        resource.type = element.attribute_or("type");
        resource.scorm_type = base::ascii_lower(element.attribute_or("scormtype", element.attribute_or("scormType")));
        resource.element = element;
        const std::string_view href = base::trim(element.attribute_or("href"));
        if (is_absolute(href)) resource.url = href;
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
        resource.href = join(base, without_query(href));
        resource.missing = true;
    }

    void add_file(Resource& resource, const std::string& base, std::string_view href) {
        if (href.empty() || is_absolute(href)) return;
        if (auto member = resolve(reading_.container, base, href)) resource.files.push_back(std::move(*member));
        else absent_.push_back(join(base, without_query(href)));
    }

    void report_absent() {
        if (absent_.empty()) return;
        std::string reason = fmt::format("{} of the files that the manifest lists are not in the package: {}",
                                         absent_.size(), absent_.front());
        for (std::size_t i = 1; i < absent_.size() && i < 3; ++i) reason += ", " + absent_[i];
        if (absent_.size() > 3) reason += ", ...";
        reading_.remark(manifest_.member, base::CoverageState::partly, reason + "; export the course again with them");
    }

    Reading& reading_;
    Manifest& manifest_;
    std::vector<std::string> absent_;
};

}  // namespace

const Resource* Manifest::resource(std::string_view wanted) const {
    for (const Resource& resource : resources)
        if (resource.identifier == wanted) return &resource;
    return nullptr;
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
