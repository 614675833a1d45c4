// SPDX-License-Identifier: Apache-2.0
#include "format/blackboard.hpp"

#include "base/decode.hpp"
#include "format/cartridge.hpp"
#include "format/ims_manifest.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "format/qti.hpp"

#include <array>
#include <ctime>
#include <set>

namespace needfirst::format::blackboard {
namespace {

using base::xml::Element;

constexpr int deepest_thread = 100;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Blackboard keeps values in an attribute: <TITLE value="..."/>.
std::string value_of(Element element, std::string_view path) {
    const std::string_view value = element.at(path).attribute_or("value");
    return value == "{unset id}" ? std::string() : text::any_text(value);
}

bool is_off(Element element, std::string_view path) {
    const auto value = element.at(path).attribute("value");
    return value && base::same_ignoring_case(*value, "false");
}

/// "2018-04-06 21:17:06 EDT" as Unix seconds, the zone disregarded.
std::optional<std::int64_t> time_of(std::string_view text) {
    std::tm parts{};
    if (std::sscanf(std::string(text).c_str(), "%d-%d-%d %d:%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                    &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return std::nullopt;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return static_cast<std::int64_t>(timegm(&parts));
}

/// Who took part in a board, counted and not named.
struct Posts {
    std::int64_t posts = 0, replies = 0;
    std::set<std::string> people;
    std::optional<std::int64_t> last;

    void count(Element parent, int depth) {
        if (depth > deepest_thread) return;
        for (const Element message : parent.children("MSG")) {
            ++posts;
            replies += depth > 0;
            if (const std::string_view user = message.child("USERID").attribute_or("value"); !user.empty())
                people.emplace(user);
            if (const auto time = time_of(message.at("DATES/CREATED").attribute_or("value"));
                time && time > last.value_or(0))
                last = time;
            count(message, depth + 1);
        }
    }
};

class CourseReader {
public:
    CourseReader(Reading& reading, const ims::Manifest& manifest) : reading_(reading), manifest_(manifest) {
        const std::string info = reading.container.try_read(manifest.folder + ".bb-package-info").value_or("");
        is_archive_ = has(info, "ARCHIVE");
    }

    model::Course read() {
        course_.identifier = manifest_.identifier;
        course_.member = manifest_.member;
        for (const ims::Resource& resource : manifest_.resources) read_resource(resource);
        if (manifest_.organization)
            for (const ims::Node& area : manifest_.organization->nodes) read_area(area);
        add_unplaced();
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        return std::move(course_);
    }

private:
    std::string member_of(const ims::Resource& resource) const {
        const std::string file(resource.element.attribute_or("file"));
        return ims::resolve(reading_.container, manifest_.folder, file).value_or(std::string());
    }

    static std::string title_of(const ims::Resource& resource) {
        return text::any_text(resource.element.attribute_or("title"));
    }

    std::optional<base::xml::Document> document_of(const ims::Resource& resource) {
        const std::string member = member_of(resource);
        if (member.empty()) {
            reading_.remark(
                manifest_.folder + std::string(resource.element.attribute_or("file", resource.identifier)),
                base::CoverageState::error,
                fmt::format("holds \"{}\" and is not in the package; export the course again", title_of(resource)));
            return std::nullopt;
        }
        return cartridge::read_xml(reading_, member);
    }

    // -- Resources that are something by themselves, by type.

    void read_resource(const ims::Resource& resource) {
        const std::string& type = resource.type;
        if (has(type, "x-bb-coursesetting")) read_settings(resource);
        else if (has(type, "x-bb-discussionboard")) add_board(resource);
        else if (has(type, "x-bb-qti-test")) add_test(resource, model::Kind::quiz);
        else if (has(type, "x-bb-qti-survey")) add_test(resource, model::Kind::survey);
        else if (has(type, "x-bb-announcement")) add_simple(resource, model::Kind::announcement, false);
        else if (has(type, "x-bb-blog")) add_simple(resource, model::Kind::blog, true);
        else if (has(type, "x-bb-journal")) add_simple(resource, model::Kind::blog, false);
        else if (has(type, "x-bb-wiki")) add_simple(resource, model::Kind::wiki, true);
        else if (has(type, "x-bb-collabsession")) add_simple(resource, model::Kind::conference, true);
        else if (has(type, "x-bb-link")) read_link(resource);
        else if (has(type, "wimba") || has(type, "resource/x-plugin"))
            reading_.remark(std::string(resource.element.attribute_or("file", resource.identifier)),
                            base::CoverageState::skipped,
                            fmt::format("\"{}\" belongs to a third party's tool ({}), which is not read",
                                        title_of(resource), type));
    }

    void read_settings(const ims::Resource& resource) {
        course_.title = title_of(resource);
        const std::string member = member_of(resource);
        const auto document = document_of(resource);
        if (!document) return;
        const Element course = document->root();
        if (const std::string title = value_of(course, "TITLE"); !title.empty()) course_.title = title;
        if (const std::string id = value_of(course, "COURSEID"); !id.empty()) course_.identifier = id;
        if (const std::string locale = value_of(course, "LOCALE"); !locale.empty()) course_.language = locale;
        const Element description = course.child("DESCRIPTION");
        add_statement(course_, model::Field::description, text::any_text(description.text()), member);
        add_statement(course_, model::Field::description, value_of(course, "DESCRIPTION"), member);
    }

    void keep_activity(const ims::Resource& resource, model::Item item) {
        item.identifier = resource.identifier;
        activities_.emplace_back(std::move(item));
        // Two resources may bear one identifier; links mean the first.
        by_identifier_.emplace(resource.identifier, activities_.size() - 1);
    }

    model::Item begin_item(const ims::Resource& resource, model::Kind kind, bool meets) {
        model::Item item;
        item.kind = kind;
        item.native_kind = resource.type;
        item.title = title_of(resource);
        item.member = member_of(resource);
        item.meets = meets;
        item.placement = model::Placement::unplaced;
        if (meets) item.participation = model::Participation::unknown;
        return item;
    }

    void add_board(const ims::Resource& resource) {
        model::Item item = begin_item(resource, model::Kind::forum, true);
        if (const auto document = document_of(resource)) {
            const Element forum = document->root();
            if (const std::string title = value_of(forum, "TITLE"); !title.empty()) item.title = title;
            const text::Html prompt = text::read_html(forum.at("DESCRIPTION/TEXT").text());
            keep_social_link(item, prompt.links);
            add_passage(item.passages, model::Field::prompt, prompt.text, item.member);
            if (is_off(forum, "FLAGS/ISAVAILABLE")) item.placement = model::Placement::hidden;
            const std::string first = value_of(forum, "POSTFIRST");
            if (!first.empty() && first != "NO_POST_FIRST") {
                item.required = true;
                item.quota = "1 post before others are shown";
            }
            const bool graded = value_of(forum, "FLAGS/ALLOWFORUMGRADING") == "true" ||
                                value_of(forum, "FLAGS/ALLOWTHREADGRADING") == "true";
            item.graded = graded;
            if (graded) item.required = true;
            Posts posts;
            posts.count(forum.child("MESSAGETHREADS"), 0);
            if (posts.posts > 0 || is_archive_) {
                item.participation = model::Participation::present;
                item.posts = posts.posts;
                item.replies = posts.replies;
                item.participants = static_cast<std::int64_t>(posts.people.size());
                item.last_post_at = posts.last;
            }
        }
        keep_activity(resource, std::move(item));
    }

    void add_test(const ims::Resource& resource, model::Kind kind) {
        model::Item item = begin_item(resource, kind, false);
        if (const auto document = document_of(resource)) qti::read(document->root(), item.member, item.passages);
        keep_activity(resource, std::move(item));
    }

    void add_simple(const ims::Resource& resource, model::Kind kind, bool meets) {
        model::Item item = begin_item(resource, kind, meets);
        if (const auto document = document_of(resource)) {
            const Element root = document->root();
            if (const std::string title = value_of(root, "TITLE"); !title.empty()) item.title = title;
            // A journal is a blog that only its writer and the instructor see.
            if (base::same_ignoring_case(value_of(root, "TYPE"), "journal") || value_of(root, "ISJOURNAL") == "true")
                item.meets = false;
            for (const std::string_view path : {"DESCRIPTION/TEXT", "BODY/TEXT", "INSTRUCTIONS/TEXT"})
                add_passage(item.passages, model::Field::prompt, text::any_text(root.at(path).text()), item.member);
            if (is_off(root, "FLAGS/ISAVAILABLE")) item.placement = model::Placement::hidden;
        }
        keep_activity(resource, std::move(item));
    }

    /// A content item stands for what it refers to: a forum, a test.
    void read_link(const ims::Resource& resource) {
        const auto document = document_of(resource);
        if (!document || document->root().name() != "LINK") return;
        links_.emplace(document->root().child("REFERRER").attribute_or("id"),
                       document->root().child("REFERREDTO").attribute_or("id"));
    }

    // -- The content areas.

    /// An entry of the course menu. Below it stands a root folder titled --TOP--.
    void read_area(const ims::Node& area) {
        if (area.children.empty()) return;
        model::Section section;
        section.title = area.title;
        course_.sections.push_back(std::move(section));
        const int number = static_cast<int>(course_.sections.size()) - 1;
        for (const ims::Node& node : area.children) {
            if (is_placeholder(node.title)) walk(node.children, number);
            else walk_one(node, number);
        }
    }

    void walk(const std::vector<ims::Node>& nodes, int section) {
        for (const ims::Node& node : nodes) walk_one(node, section);
    }

    void walk_one(const ims::Node& node, int section) {
        const bool is_ultra_page = node.children.size() == 1 && node.children.front().title == "ultraDocumentBody";
        // The same item below itself is an artefact of the export.
        const bool repeats = node.children.size() == 1 && node.children.front().identifier == node.identifier &&
                             node.children.front().children.empty();
        if (node.children.empty() || is_ultra_page || repeats) {
            add_content(node, is_ultra_page ? &node.children.front() : nullptr, section);
            return;
        }
        model::Section made;
        made.title = node.title;
        made.parent = section;
        if (const ims::Resource* resource = manifest_.resource_of(node); resource && !member_of(*resource).empty())
            if (const auto document = document_of(*resource); document && document->root().name() == "CONTENT") {
                made.hidden = is_off(document->root(), "FLAGS/ISAVAILABLE");
                add_passage(made.passages, model::Field::section,
                            text::any_text(document->root().at("BODY/TEXT").text()), member_of(*resource));
            }
        course_.sections.push_back(std::move(made));
        walk(node.children, static_cast<int>(course_.sections.size()) - 1);
    }

    void add_content(const ims::Node& node, const ims::Node* body, int section) {
        if (!seen_.insert(node.identifier).second) return;
        model::Item item;
        const ims::Resource* resource = manifest_.resource_of(node);
        if (resource && take_linked(*resource, item)) {
            item.section = section;
            keep(std::move(item));
            return;
        }
        item.identifier = node.identifier;
        item.title = node.title;
        item.section = section;
        item.kind = model::Kind::document;
        if (resource) fill_content(*resource, item);
        if (const ims::Resource* text = body ? manifest_.resource_of(*body) : nullptr) fill_content(*text, item);
        keep(std::move(item));
    }

    /// The activity that this content refers to, placed here.
    bool take_linked(const ims::Resource& resource, model::Item& item) {
        const auto link = links_.find(resource.identifier);
        if (link == links_.end()) return false;
        const auto target = by_identifier_.find(link->second);
        if (target == by_identifier_.end() || !taken_.insert(target->second).second) return false;
        item = activities_[target->second];
        if (item.placement == model::Placement::unplaced) item.placement = model::Placement::placed;
        return true;
    }

    void fill_content(const ims::Resource& resource, model::Item& item) {
        item.native_kind = resource.type;
        item.member = member_of(resource);
        const auto document = document_of(resource);
        if (!document || document->root().name() != "CONTENT") return;
        const Element content = document->root();
        const std::string handler = value_of(content, "CONTENTHANDLER");
        if (!handler.empty()) item.native_kind = handler;
        item.kind = kind_of(handler);
        item.meets = item.kind == model::Kind::forum || item.kind == model::Kind::peer_review;
        if (item.meets) item.participation = model::Participation::unknown;
        item.link = value_of(content, "URL");
        if (is_off(content, "FLAGS/ISAVAILABLE")) item.placement = model::Placement::hidden;
        const text::Html body = text::read_html(content.at("BODY/TEXT").text());
        keep_social_link(item, body.links);
        const auto field = item.kind == model::Kind::page ? model::Field::body : model::Field::prompt;
        add_passage(item.passages, field, text::any_text(body.text), item.member);
    }

    static model::Kind kind_of(std::string_view handler) {
        struct Row {
            std::string_view part;
            model::Kind kind;
        };
        constexpr std::array rows = {Row{"externallink", model::Kind::link},
                                     Row{"courselink", model::Kind::link},
                                     Row{"forumlink", model::Kind::forum},
                                     Row{"selfpeer", model::Kind::peer_review},
                                     Row{"groupassignment", model::Kind::group_work},
                                     Row{"assignment", model::Kind::assignment},
                                     Row{"asmt-test-link", model::Kind::quiz},
                                     Row{"asmt-survey-link", model::Kind::survey},
                                     Row{"blti", model::Kind::external_tool},
                                     Row{"x-bb-file", model::Kind::document},
                                     Row{"scormengine", model::Kind::interactive},
                                     Row{"video", model::Kind::video}};
        for (const Row& row : rows)
            if (has(handler, row.part)) return row.kind;
        return model::Kind::page;
    }

    void keep(model::Item item) {
        (item.placement == model::Placement::hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

    void add_unplaced() {
        for (std::size_t i = 0; i < activities_.size(); ++i)
            if (taken_.count(i) == 0) keep(std::move(activities_[i]));
    }

    Reading& reading_;
    const ims::Manifest& manifest_;
    model::Course course_;
    std::vector<model::Item> hidden_, activities_;
    std::map<std::string, std::size_t> by_identifier_;  ///< place in activities_
    std::map<std::string, std::string> links_;          ///< content -> what it refers to, by resource identifiers
    std::set<std::size_t> taken_;
    std::set<std::string> seen_;
    bool is_archive_ = false;
};

}  // namespace

bool recognises(container::Container& container) {
    return has(ims::peek_manifest(container), "blackboard.com/content-packaging");
}

void read(Reading& reading) {
    const std::vector<std::string> found = ims::find_manifests(reading.container);
    if (found.empty()) return;
    const ims::Manifest manifest = ims::read_manifest(reading, found.front());
    reading.give(CourseReader(reading, manifest).read());
}

}  // namespace needfirst::format::blackboard
