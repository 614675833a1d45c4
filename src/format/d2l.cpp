// SPDX-License-Identifier: Apache-2.0
#include "format/d2l.hpp"

#include "base/decode.hpp"
#include "format/cartridge.hpp"
#include "format/ims_manifest.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/qti.hpp"

#include <set>

namespace needfirst::format::d2l {
namespace {

using base::xml::Element;

bool is_true(std::string_view word) { return base::same_ignoring_case(word, "true") || word == "1"; }

std::string text_at(Element element, std::string_view path) { return text::any_text(element.at(path).text()); }

/// Value of `name` in the query of a quick link: ...?ou=1&type=discuss&rCode=X.
std::string query_value(std::string_view url, std::string_view name) {
    for (std::size_t at = url.find('?'); at != std::string_view::npos; at = url.find('&', at + 1)) {
        const std::string_view pair = url.substr(at + 1, url.find('&', at + 1) - at - 1);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && base::same_ignoring_case(pair.substr(0, equals), name))
            return base::percent_decode(pair.substr(equals + 1));
    }
    return {};
}

bool is_hidden(const ims::Node& node) { return !node.visible; }

class CourseReader {
public:
    CourseReader(Reading& reading, const ims::Manifest& manifest) : reading_(reading), manifest_(manifest) {}

    model::Course read() {
        cartridge::state_metadata(reading_, manifest_, course_);
        read_tools();
        if (manifest_.organization) {
            if (course_.title.empty()) course_.title = manifest_.organization->title;
            walk(manifest_.organization->nodes, -1);
        }
        add_unplaced();
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        return std::move(course_);
    }

private:
    // -- The members of the tools, by the resource code that links in the content use.

    void read_tools() {
        for (const auto& entry : reading_.container.below(manifest_.folder)) {
            const std::string path = entry.path;
            const std::string name = base::ascii_lower(std::string_view(path).substr(manifest_.folder.size()));
            if (name.find('/') != std::string::npos || name.size() < 4 || name.substr(name.size() - 4) != ".xml")
                continue;
            if (name.rfind("discussion_d2l", 0) == 0) each_root(path, &CourseReader::read_discussion);
            else if (name.rfind("dropbox_d2l", 0) == 0) each_root(path, &CourseReader::read_dropbox);
            else if (name.rfind("quiz_d2l", 0) == 0) each_root(path, &CourseReader::read_quiz);
            else if (name.rfind("survey_d2l", 0) == 0) each_root(path, &CourseReader::read_survey);
            else if (name.rfind("checklist_d2l", 0) == 0) each_root(path, &CourseReader::read_checklist);
            else if (name.rfind("news_d2l", 0) == 0) each_root(path, &CourseReader::read_news);
        }
    }

    void each_root(const std::string& member, void (CourseReader::*reader)(Element, const std::string&)) {
        if (const auto document = cartridge::read_xml(reading_, member)) (this->*reader)(document->root(), member);
    }

    void add_tool(Element element, model::Item item) {
        const std::string code(element.attribute_or("resource_code", element.attribute_or("id")));
        item.identifier = code;
        order_.push_back(code);
        tools_.emplace(code, std::move(item));
    }

    /// Learners meet in topics; a forum groups them. A forum without topics stands for itself.
    void read_discussion(Element root, const std::string& member) {
        for (const Element forum : root.children("forum")) {
            const std::string intro = text_at(forum, "content/description");
            const bool forum_hidden = is_true(forum.at("properties").text_of("is_hidden"));
            const Element topics = forum.child("topics");
            if (!topics.child("topic")) {
                add_topic(forum, forum, {}, forum_hidden, member);
                continue;
            }
            for (const Element topic : topics.children("topic")) add_topic(topic, forum, intro, forum_hidden, member);
        }
    }

    void add_topic(Element topic, Element forum, const std::string& intro, bool hidden, const std::string& member) {
        model::Item item;
        item.kind = model::Kind::forum;
        item.native_kind = "discussion/topic";
        item.meets = true;
        item.participation = model::Participation::unknown;
        item.member = member;
        item.title = text_at(topic, "content/title");
        const Element properties = topic.child("properties");
        if (hidden || is_true(properties.text_of("is_hidden"))) item.placement = model::Placement::hidden;
        item.graded = std::strtod(properties.text_of("score_out_of").c_str(), nullptr) > 0;
        const bool must_post = is_true(properties.text_of("must_post_to_participate")) ||
                               is_true(forum.at("properties").text_of("must_post_to_participate"));
        if (must_post) item.quota = "1 post before others are shown";
        if (must_post || *item.graded) item.required = true;
        if (!intro.empty()) add_passage(item.passages, model::Field::prompt, intro, member);
        add_passage(item.passages, model::Field::prompt, text_at(topic, "content/description"), member);
        if (!item.title.empty() || !item.passages.empty()) add_tool(topic, std::move(item));
    }

    void read_dropbox(Element root, const std::string& member) {
        for (const Element folder : root.children("folder")) {
            model::Item item;
            item.kind = model::Kind::assignment;
            item.native_kind = "dropbox";
            item.member = member;
            item.title = text::any_text(folder.attribute_or("name"));
            // Folder type 1 is individual, 2 is for groups, as importers of the format tell.
            if (folder.attribute_or("folder_type") == "2" || !folder.attribute_or("group_type_id").empty()) {
                item.kind = model::Kind::group_work;
                item.native_kind = "dropbox/group";
                item.meets = true;
                item.participation = model::Participation::unknown;
            }
            item.graded = std::strtod(std::string(folder.attribute_or("out_of")).c_str(), nullptr) > 0;
            if (is_true(folder.attribute_or("is_hidden"))) item.placement = model::Placement::hidden;
            add_passage(item.passages, model::Field::prompt, text_at(folder, "instructions"), member);
            add_tool(folder, std::move(item));
        }
    }

    void read_quiz(Element root, const std::string& member) { read_test(root, member, model::Kind::quiz); }
    void read_survey(Element root, const std::string& member) { read_test(root, member, model::Kind::survey); }

    void read_test(Element root, const std::string& member, model::Kind kind) {
        const Element assessment = root.name() == "assessment" ? root : root.child("assessment");
        if (!assessment) return;
        model::Item item;
        item.kind = kind;
        item.native_kind = kind == model::Kind::quiz ? "quiz" : "survey";
        item.member = member;
        item.title = text::any_text(assessment.attribute_or("title"));
        if (base::same_ignoring_case(assessment.at("assess_procextension").text_of("is_active"), "no"))
            item.placement = model::Placement::hidden;
        qti::read(assessment, member, item.passages);
        add_tool(assessment, std::move(item));
    }

    void read_checklist(Element root, const std::string& member) {
        for (const Element list : root.children()) {
            if (list.name() != "checklist") continue;
            model::Item item;
            item.kind = model::Kind::interactive;
            item.native_kind = "checklist";
            item.member = member;
            item.title = text::any_text(list.attribute_or("name", list.attribute_or("title")));
            add_passage(item.passages, model::Field::body, text::any_text(list.text()), member);
            add_tool(list, std::move(item));
        }
    }

    void read_news(Element root, const std::string& member) {
        for (const Element news : root.children()) {
            model::Item item;
            item.kind = model::Kind::announcement;
            item.native_kind = "news";
            item.member = member;
            item.title = text::any_text(news.attribute_or("headline", news.text_of("headline")));
            if (item.title.empty()) item.title = text::any_text(news.text_of("title"));
            for (const std::string_view name : {"text", "body", "content"})
                add_passage(item.passages, model::Field::body, text_at(news, name), member);
            if (item.title.empty() && item.passages.empty()) continue;
            add_tool(news, std::move(item));
        }
    }

    // -- The content tree.

    static std::string material_type(const ims::Resource* resource) {
        return resource ? base::ascii_lower(resource->element.attribute_or("material_type")) : std::string();
    }

    void walk(const std::vector<ims::Node>& nodes, int section) {
        for (const ims::Node& node : nodes) {
            const ims::Resource* resource = manifest_.resource_of(node);
            const bool is_module = material_type(resource) == "contentmodule" ||
                                   (!resource && !node.children.empty()) || (!resource && node.reference.empty());
            int inner = section;
            if (is_module) inner = add_module(node, section);
            else add_item(node, resource, section);
            walk(node.children, inner);
        }
    }

    int add_module(const ims::Node& node, int parent) {
        model::Section section;
        section.title = node.title;
        section.parent = parent;
        section.hidden = is_hidden(node) || (parent >= 0 && course_.sections[static_cast<std::size_t>(parent)].hidden);
        // The module's text stands in an attribute, as HTML.
        add_passage(section.passages, model::Field::section, text::any_text(node.element.attribute_or("description")),
                    manifest_.member);
        course_.sections.push_back(std::move(section));
        return static_cast<int>(course_.sections.size()) - 1;
    }

    void add_item(const ims::Node& node, const ims::Resource* resource, int section) {
        model::Item item = content(node, resource);
        if (!node.title.empty()) item.title = node.title;
        item.section = section;
        if (item.placement == model::Placement::unplaced) item.placement = model::Placement::placed;
        const bool in_hidden = section >= 0 && course_.sections[static_cast<std::size_t>(section)].hidden;
        if (is_hidden(node) || in_hidden) item.placement = model::Placement::hidden;
        add_passage(item.passages, model::Field::body, text::any_text(node.element.attribute_or("description")),
                    manifest_.member);
        (item.placement == model::Placement::hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

    model::Item content(const ims::Node& node, const ims::Resource* resource) {
        model::Item item;
        item.identifier = node.identifier;
        if (!resource) {
            item.kind = model::Kind::document;
            item.native_kind = "missing";
            return item;
        }
        const std::string href(resource->element.attribute_or("href"));
        if (const std::string code = query_value(href, "rCode"); !code.empty()) return linked(node, href, code);
        if (material_type(resource) == "contentlink" && !resource->url.empty()) {
            item.kind = model::Kind::link;
            item.native_kind = "contentlink";
            item.link = resource->url;
            return item;
        }
        item.title = node.title;
        cartridge::fill(reading_, *resource, item);
        if (const std::string type = material_type(resource); !type.empty()) item.native_kind = type;
        if (material_type(resource).find("lti") != std::string::npos) item.kind = model::Kind::external_tool;
        return item;
    }

    /// A quick link: the tool's own entry, placed here. Where it is missing, the link's type still tells its kind.
    model::Item linked(const ims::Node& node, const std::string& href, const std::string& code) {
        placed_.insert(code);
        if (const auto found = tools_.find(code); found != tools_.end()) return found->second;
        model::Item item;
        item.identifier = node.identifier;
        const std::string type = base::ascii_lower(query_value(href, "type"));
        item.native_kind = type;
        item.member = manifest_.member;
        if (type == "discuss") item.kind = model::Kind::forum, item.meets = true;
        else if (type == "dropbox") item.kind = model::Kind::assignment;
        else if (type == "quiz") item.kind = model::Kind::quiz;
        else if (type == "survey") item.kind = model::Kind::survey;
        else if (type == "lti") item.kind = model::Kind::external_tool;
        else item.kind = model::Kind::interactive;
        if (item.meets) item.participation = model::Participation::unknown;
        return item;
    }

    void add_unplaced() {
        for (const std::string& code : order_) {
            if (!placed_.insert(code).second) continue;
            model::Item item = tools_.at(code);
            if (item.native_kind == "checklist") continue;
            if (item.placement == model::Placement::placed) item.placement = model::Placement::unplaced;
            (item.placement == model::Placement::hidden ? hidden_ : course_.items).push_back(std::move(item));
        }
    }

    Reading& reading_;
    const ims::Manifest& manifest_;
    model::Course course_;
    std::vector<model::Item> hidden_;
    std::map<std::string, model::Item> tools_;
    std::vector<std::string> order_;  ///< codes of tools_ as they stand in their members
    std::set<std::string> placed_;
};

}  // namespace

bool recognises(container::Container& container) {
    const std::string manifest = ims::peek_manifest(container);
    return manifest.find("desire2learn.com/xsd/d2lcp") != std::string::npos ||
           (manifest.find("d2l_2p0:") != std::string::npos && manifest.find("material_type") != std::string::npos);
}

void read(Reading& reading) {
    const std::vector<std::string> found = ims::find_manifests(reading.container);
    if (found.empty()) return;
    const ims::Manifest manifest = ims::read_manifest(reading, found.front());
    reading.package.format_version = "d2lcp_v2p0";
    reading.give(CourseReader(reading, manifest).read());
}

}  // namespace needfirst::format::d2l
