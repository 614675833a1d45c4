// SPDX-License-Identifier: Apache-2.0
#include "format/canvas.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/cartridge.hpp"
#include "format/passages.hpp"
#include "format/programme_parts.hpp"

#include <array>
#include <set>

namespace needfirst::format::canvas {
namespace {

using base::xml::Element;

int position(Element element) {
    const std::string text = element.text_of("position");
    return text.empty() ? 0 : static_cast<int>(std::strtol(text.c_str(), nullptr, 10));
}

/// Children of one name by their `position`; where positions are equal or missing, as they stand.
std::vector<Element> in_order(Element parent, std::string_view name) {
    std::vector<Element> result;
    for (const Element element : parent.children(name)) result.push_back(element);
    std::stable_sort(result.begin(), result.end(), [](Element a, Element b) { return position(a) < position(b); });
    return result;
}

bool is_active(Element element) {
    const std::string state = element.text_of("workflow_state");
    return state.empty() || state == "active" || state == "published";
}

class CourseReader {
public:
    CourseReader(Reading& reading, const ims::Manifest& manifest)
        : reading_(reading), manifest_(manifest), resources_(reading, manifest) {}

    model::Course read() {
        cartridge::state_metadata(reading_, manifest_, course_);
        read_settings();
        read_syllabus();
        read_outcomes();
        read_order();
        add_unplaced();
        place_linked();
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        tell_links(
            course_, [&](std::string_view link) { return course_at(link); }, reading_.package);
        tell_step(course_, domain_, {}, {}, reading_.package);
        return std::move(course_);
    }

private:
    std::string settings(std::string_view name) const {
        return manifest_.folder + "course_settings/" + std::string(name);
    }

    std::optional<base::xml::Document> settings_xml(std::string_view name) {
        const std::string member = settings(name);
        if (!reading_.container.has(member)) return std::nullopt;
        return cartridge::read_xml(reading_, member);
    }

    void read_settings() {
        if (const auto document = settings_xml("course_settings.xml")) {
            const Element course = document->root();
            if (course_.title.empty()) course_.title = text::any_text(course.text_of("title"));
            if (const std::string code = course.text_of("course_code"); !code.empty()) course_.identifier = code;
            if (course_.language.empty()) course_.language = course.text_of("locale");
            add_statement(course_, model::Field::description, text::any_text(course.child("public_description").text()),
                          settings("course_settings.xml"));
        }
        if (const auto document = settings_xml("context.xml")) read_context(document->root());
    }

    /// Where the course stands: Canvas keeps neither category nor programme in an export, but other courses link to it.
    void read_context(Element context) {
        if (course_.title.empty()) course_.title = text::any_text(context.text_of("course_name"));
        domain_ = place_of(context.text_of("canvas_domain"));
        const std::string id = context.text_of("course_id");
        if (!domain_.empty() && !id.empty()) course_.names.push_back(domain_ + "/courses/" + id);
    }

    /// The name of the course of this platform whose home or modules page a link leads to.
    std::string course_at(std::string_view link) const {
        std::string place = place_of(link);
        place.resize(std::min({place.find('?'), place.find('#'), place.size()}));
        for (const std::string_view page : {"/modules", "/pages", "/home", "/"})
            if (place.ends_with(page)) place.resize(place.size() - page.size());
        const std::string courses = domain_ + "/courses/";
        const bool leads = !domain_.empty() && place.starts_with(courses) && place.size() > courses.size() &&
                           place.find_first_not_of("0123456789", courses.size()) == place.npos;
        return leads ? place : std::string();
    }

    void read_syllabus() {
        const std::string member = settings("syllabus.html");
        if (!reading_.container.has(member)) return;
        add_statement(course_, model::Field::syllabus, read_html_member(reading_, member).text, member);
    }

    void read_outcomes() {
        if (const auto document = settings_xml("learning_outcomes.xml")) add_outcomes(document->root());
    }

    void add_outcomes(Element group) {
        for (const Element element : group.children()) {
            if (element.name() == "learningOutcomeGroup" || element.name() == "learningOutcomes") add_outcomes(element);
            if (element.name() != "learningOutcome") continue;
            std::string text = text::any_text(element.child("title").text());
            const std::string more = text::any_text(element.child("description").text());
            if (!more.empty() && more != text) text.append(text.empty() ? "" : "\n").append(more);
            add_statement(course_, model::Field::objectives, text, settings("learning_outcomes.xml"));
        }
    }

    /// Modules as Canvas has them; a package without, or with kinds of items Canvas does not know, goes by its
    /// manifest.
    void read_order() {
        const auto document = settings_xml("module_meta.xml");
        if (document && are_known(document->root())) {
            for (const Element module : in_order(document->root(), "module")) read_module(module);
        } else if (manifest_.organization) {
            walk(manifest_.organization->nodes, -1);
        }
    }

    static bool are_known(Element modules) {
        constexpr std::array<std::string_view, 8> known = {
            "WikiPage",   "DiscussionTopic", "Assignment",          "Quizzes::Quiz",
            "Attachment", "ExternalUrl",     "ContextExternalTool", "ContextModuleSubHeader"};
        for (const Element module : modules.children("module"))
            for (const Element item : module.child("items").children("item"))
                if (const std::string type = item.text_of("content_type");
                    std::find(known.begin(), known.end(), type) == known.end())
                    return false;
        return true;
    }

    void read_module(Element module) {
        model::Section section;
        section.title = text::any_text(module.text_of("title"));
        section.hidden = !is_active(module);
        const std::map<std::string, std::string> requirements = requirements_of(module);
        const int number = static_cast<int>(course_.sections.size());
        std::string headings;
        for (const Element entry : in_order(module.child("items"), "item")) {
            if (entry.text_of("content_type") == "ContextModuleSubHeader") {
                headings.append(headings.empty() ? "" : "\n").append(text::any_text(entry.text_of("title")));
                continue;
            }
            model::Item item = module_item(entry);
            item.section = number;
            if (section.hidden || !is_active(entry)) item.placement = model::Placement::hidden;
            if (const auto found = requirements.find(item.identifier); found != requirements.end())
                require(found->second, item);
            keep(std::move(item));
        }
        add_passage(section.passages, model::Field::section, headings, settings("module_meta.xml"));
        course_.sections.push_back(std::move(section));
    }

    static std::map<std::string, std::string> requirements_of(Element module) {
        std::map<std::string, std::string> result;
        for (const Element one : module.child("completionRequirements").children("completionRequirement"))
            result.emplace(one.text_of("identifierref"), one.attribute_or("type"));
        return result;
    }

    /// Viewing is no participation; all other requirements are.
    static void require(const std::string& type, model::Item& item) {
        if (type == "must_view") return;
        item.required = true;
        if (type == "must_contribute" && item.quota.empty()) item.quota = "1 post";
    }

    model::Item module_item(Element entry) {
        const std::string type = entry.text_of("content_type"), title = text::any_text(entry.text_of("title"));
        const ims::Resource* resource = manifest_.resource(entry.text_of("identifierref"));
        model::Item item;
        if (resource && type != "ExternalUrl" && type != "ContextExternalTool") {
            placed_.insert(resource->identifier);
            item = resources_.item(*resource, title);
        } else {
            item.title = title;
            item.link = entry.text_of("url");
            item.native_kind = type;
            item.kind = kind_of(type, title);
            item.meets = item.kind == model::Kind::forum;
            if (item.meets) item.participation = model::Participation::unknown;
            if (resource) placed_.insert(resource->identifier);
            if (item.link.empty())
                reading_.remark(settings("module_meta.xml"), base::CoverageState::error,
                                fmt::format("item \"{}\" refers to \"{}\", which is not in the package", title,
                                            entry.text_of("identifierref")));
        }
        item.identifier = entry.attribute_or("identifier");
        return item;
    }

    static model::Kind kind_of(const std::string& type, const std::string& title) {
        if (type == "ExternalUrl") return model::Kind::link;
        if (type == "ContextExternalTool") return model::Kind::external_tool;
        if (type == "DiscussionTopic") return model::Kind::forum;
        if (type == "Assignment") return model::Kind::assignment;
        if (type == "Quizzes::Quiz") return model::Kind::quiz;
        return type == "WikiPage" ? model::Kind::page : cartridge::kind_of_member(title);
    }

    void walk(const std::vector<ims::Node>& nodes, int section) {
        for (const ims::Node& node : nodes) {
            int inner = section;
            if (node.reference.empty() && !node.title.empty()) {
                model::Section made;
                made.title = node.title;
                made.parent = section;
                course_.sections.push_back(std::move(made));
                inner = static_cast<int>(course_.sections.size()) - 1;
            }
            if (!node.reference.empty()) add_node(node, section);
            walk(node.children, inner);
        }
    }

    void add_node(const ims::Node& node, int section) {
        model::Item item;
        if (const ims::Resource* resource = manifest_.resource_of(node)) {
            placed_.insert(resource->identifier);
            item = resources_.item(*resource, node.title);
        } else {
            item.title = node.title;
            item.kind = model::Kind::document;
            item.native_kind = "missing";
            reading_.remark(
                manifest_.member, base::CoverageState::error,
                fmt::format("item \"{}\" refers to \"{}\", which is not in the package", node.title, node.reference));
        }
        item.identifier = node.identifier;
        item.section = section;
        keep(std::move(item));
    }

    void keep(model::Item item) {
        for (std::string& topic : resources_.take_linked_topics()) links_.emplace(std::move(topic), item.section);
        (item.placement == model::Placement::hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

    void add_unplaced() {
        for (const ims::Resource& resource : manifest_.resources) {
            if (!resources_.is_activity(resource) || !placed_.insert(resource.identifier).second) continue;
            model::Item item = resources_.item(resource, {});
            if (item.placement == model::Placement::placed) item.placement = model::Placement::unplaced;
            keep(std::move(item));
        }
    }

    /// A discussion outside modules that a page leads to is met where that page stands.
    void place_linked() {
        for (model::Item& item : course_.items) {
            if (item.placement != model::Placement::unplaced || item.kind != model::Kind::forum) continue;
            const auto linking = links_.find(item.identifier);
            if (linking != links_.end()) item.section = linking->second;
        }
    }

    Reading& reading_;
    const ims::Manifest& manifest_;
    Resources resources_;
    model::Course course_;
    std::vector<model::Item> hidden_;
    std::set<std::string> placed_;
    std::map<std::string, int> links_;
    std::string domain_;  ///< of the Canvas it was exported from
};

}  // namespace

bool recognises(container::Container& container) {
    const std::vector<std::string> found = ims::find_manifests(container);
    if (found.empty()) return false;
    const std::string settings = ims::folder_of(found.front()) + "course_settings/";
    for (const std::string_view name : {"canvas_export.txt", "course_settings.xml", "module_meta.xml"})
        if (container.has(settings + std::string(name))) return true;
    return false;
}

void read(Reading& reading) {
    const std::vector<std::string> found = ims::find_manifests(reading.container);
    if (found.empty()) return;
    const ims::Manifest manifest = ims::read_manifest(reading, found.front());
    reading.package.format_version = manifest.schema_version;
    reading.give(CourseReader(reading, manifest).read());
    for (std::size_t i = 1; i < found.size(); ++i)
        reading.remark(found[i], base::CoverageState::skipped, "a manifest inside the export; the outer one was read");
}

}  // namespace needfirst::format::canvas
