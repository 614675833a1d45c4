// SPDX-License-Identifier: Apache-2.0
#include "format/sakai.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/cartridge.hpp"
#include "format/ims_manifest.hpp"
#include "format/passages.hpp"

#include <array>
#include <set>
#include <unordered_map>

namespace needfirst::format::sakai {
namespace {

using base::xml::Element;

constexpr std::array<std::string_view, 6> tool_members = {"lessonbuilder.xml", "site.xml",     "messageforum.xml",
                                                          "assignment.xml",    "syllabus.xml", "announcement.xml"};

/// Folder of the archive: where one of its members lies.
std::optional<std::string> find_archive(container::Container& container) {
    for (const container::Entry& entry : container.entries()) {
        const std::string name = entry.path.substr(std::min(entry.path.rfind('/') + 1, entry.path.size()));
        if (std::find(tool_members.begin(), tool_members.end(), name) == tool_members.end()) continue;
        const std::string head = base::to_utf8(container.peek(container.index_of(entry), 2048));
        if (head.find("<archive") != std::string::npos && head.find("Sakai") != std::string::npos)
            return ims::folder_of(entry.path);
    }
    return std::nullopt;
}

/// An attribute that may be base64, decoded; as it is where it is not.
std::string decoded(std::string_view value) {
    const auto bytes = base::from_base64(value);
    return bytes && base::is_utf8(*bytes) ? *bytes : std::string(value);
}

bool is_true(std::string_view word) { return base::same_ignoring_case(word, "true"); }

/// Calls `found` for each element of that name at any depth.
template <class Found>
void each(Element element, std::string_view name, const Found& found) {
    for (const Element child : element.children()) {
        if (base::same_ignoring_case(child.name(), name)) found(child);
        else each(child, name, found);
    }
}

/// A property that is an attribute in one version and a child element in another.
std::string property(Element element, std::string_view name) {
    if (const auto value = element.attribute(name)) return std::string(*value);
    for (const Element child : element.children())
        if (base::same_ignoring_case(child.name(), name)) return child.text();
    return {};
}

class CourseReader {
public:
    CourseReader(Reading& reading, std::string folder) : reading_(reading), folder_(std::move(folder)) {}

    model::Course read() {
        each_tool("site.xml", &CourseReader::read_site);
        each_tool("content.xml", &CourseReader::read_resources);
        each_tool("syllabus.xml", &CourseReader::read_syllabus);
        each_tool("messageforum.xml", &CourseReader::read_forums);
        each_tool("assignment.xml", &CourseReader::read_assignments);
        each_tool("announcement.xml", &CourseReader::read_announcements);
        each_tool("lessonbuilder.xml", &CourseReader::read_lessons);
        for (auto& [id, item] : activities_)
            if (placed_.count(id) == 0) keep(std::move(item));
        for (model::Item& item : hidden_) course_.items.push_back(std::move(item));
        return std::move(course_);
    }

private:
    void each_tool(std::string_view name, void (CourseReader::*reader)(Element, const std::string&)) {
        const std::string member = folder_ + std::string(name);
        if (!reading_.container.has(member)) return;
        const auto document = cartridge::read_xml(reading_, member);
        if (!document) return;
        if (reading_.package.format_version.empty())
            reading_.package.format_version = document->root().attribute_or("system");
        if (course_.identifier.empty()) course_.identifier = document->root().attribute_or("source");
        if (course_.member.empty()) course_.member = member;
        (this->*reader)(document->root(), member);
    }

    void read_site(Element root, const std::string& member) {
        each(root, "site", [&](Element site) {
            if (course_.title.empty()) course_.title = text::any_text(property(site, "title"));
            add_statement(course_, model::Field::description,
                          text::any_text(decoded(property(site, "description-enc"))), member);
            add_statement(course_, model::Field::description, text::any_text(property(site, "description")), member);
            add_statement(course_, model::Field::description, text::any_text(property(site, "short-description")),
                          member);
        });
    }

    /// The root folder of the resources bears the site's name.
    void read_resources(Element root, const std::string&) {
        each(root, "collection", [&](Element collection) {
            if (!course_.title.empty() || !collection.attribute_or("rel-id").empty()) return;
            each(collection, "property", [&](Element one) {
                if (one.attribute_or("name") == "DAV:displayname" && course_.title.empty())
                    course_.title = text::plain_text(decoded(one.attribute_or("value")));
            });
        });
    }

    void read_syllabus(Element root, const std::string& member) {
        each(root, "syllabus_data", [&](Element data) {
            std::string text = text::any_text(data.attribute_or("title"));
            each(data, "asset", [&](Element asset) {
                const std::string body = text::any_text(decoded(asset.attribute_or("syllabus_body-html")));
                if (!body.empty()) text.append(text.empty() ? "" : "\n").append(body);
            });
            add_statement(course_, model::Field::syllabus, std::move(text), member);
        });
    }

    /// What a forum says for all its topics.
    struct Forum {
        std::string name, intro;
        bool hidden, graded, post_first;
    };

    void read_forums(Element root, const std::string& member) {
        each(root, "discussion_forum", [&](Element element) {
            std::string name = property(element, "subject");
            if (name.empty()) name = property(element, "category");
            const Forum forum{text::any_text(name), text::any_text(decoded(element.attribute_or("body"))),
                              is_true(element.attribute_or("draft")), is_graded(element), wants_post_first(element)};
            bool has_topics = false;
            each(element, "discussion_topic", [&](Element topic) {
                has_topics = true;
                add_topic(topic, forum, member);
            });
            if (!has_topics) add_topic(element, forum, member);
        });
    }

    static bool is_graded(Element place) { return !property(place, "grade_assignment").empty(); }
    static bool wants_post_first(Element place) { return is_true(property(place, "post_first")); }

    void add_topic(Element topic, const Forum& forum, const std::string& member) {
        model::Item item;
        item.kind = model::Kind::forum;
        item.native_kind = "discussion_topic";
        item.identifier = topic.attribute_or("id");
        item.title = text::any_text(topic.attribute_or("subject"));
        if (item.title.empty()) item.title = forum.name;
        item.meets = true;
        item.participation = model::Participation::unknown;
        item.member = member;
        item.placement = forum.hidden || is_true(topic.attribute_or("draft")) ? model::Placement::hidden
                                                                              : model::Placement::unplaced;
        item.graded = forum.graded || is_graded(topic);
        if (*item.graded) item.required = true;
        if (forum.post_first || wants_post_first(topic)) {
            item.required = true;
            item.quota = "1 post before others are shown";
        }
        add_passage(item.passages, model::Field::prompt, forum.intro, member);
        each(topic, "property", [&](Element one) {
            if (one.attribute_or("name").find("bboardForums_content") == std::string_view::npos) return;
            const std::string body = text::any_text(decoded(one.attribute_or("value")));
            if (body != forum.intro) add_passage(item.passages, model::Field::prompt, body, member);
        });
        add_activity(std::move(item));
    }

    void read_assignments(Element root, const std::string& member) {
        each(root, "assignment", [&](Element assignment) {
            model::Item item;
            item.kind = model::Kind::assignment;
            item.native_kind = "assignment";
            item.identifier = property(assignment, "id");
            item.title = text::any_text(property(assignment, "title"));
            item.member = member;
            item.placement =
                is_true(property(assignment, "draft")) ? model::Placement::hidden : model::Placement::unplaced;
            if (is_true(property(assignment, "allowPeerAssessment"))) {
                item.kind = model::Kind::peer_review;
                item.native_kind = "assignment/peer-assessment";
                item.meets = true;
            } else if (is_true(property(assignment, "isGroup"))) {
                item.kind = model::Kind::group_work;
                item.native_kind = "assignment/group";
                item.meets = true;
            }
            if (item.meets) item.participation = model::Participation::unknown;
            add_passage(item.passages, model::Field::prompt,
                        text::any_text(decoded(property(assignment, "instructions"))), member);
            add_activity(std::move(item));
        });
    }

    void read_announcements(Element root, const std::string& member) {
        each(root, "message", [&](Element message) {
            model::Item item;
            item.kind = model::Kind::announcement;
            item.native_kind = "announcement";
            item.member = member;
            item.placement = model::Placement::unplaced;
            const Element header = message.child("header");
            item.identifier = header.attribute_or("id", message.attribute_or("id"));
            item.title = text::any_text(header.attribute_or("subject", message.attribute_or("subject")));
            add_passage(item.passages, model::Field::body, text::any_text(decoded(message.attribute_or("body"))),
                        member);
            if (!item.title.empty()) add_activity(std::move(item));
        });
    }

    void add_activity(model::Item item) {
        std::string id = item.identifier.empty() ? fmt::format("#{}", activities_.size()) : item.identifier;
        activity_of_.emplace(id, activities_.size());
        activities_.emplace_back(std::move(id), std::move(item));
    }

    // -- Lessons: pages of items.

    void read_lessons(Element root, const std::string& member) {
        each(root, "page", [&](Element page) {
            model::Section section;
            section.title = text::any_text(page.attribute_or("title"));
            section.hidden = is_true(page.attribute_or("hidden"));
            course_.sections.push_back(std::move(section));
            std::vector<Element> items;
            for (const Element item : page.children("item")) items.push_back(item);
            std::stable_sort(items.begin(), items.end(),
                             [](Element a, Element b) { return sequence(a) < sequence(b); });
            for (const Element item : items) add_item(item, member);
        });
    }

    static long sequence(Element item) {
        return std::strtol(std::string(item.attribute_or("sequence", "0")).c_str(), nullptr, 10);
    }

    void add_item(Element element, const std::string& member) {
        const long type = std::strtol(std::string(element.attribute_or("type", "0")).c_str(), nullptr, 10);
        if (type == 2 || type == 14) return;  // a sub-page, which is a page of its own; a break
        model::Item item;
        item.identifier = element.attribute_or("id");
        item.title = text::any_text(element.attribute_or("name"));
        item.member = member;
        item.native_kind = fmt::format("lessons/{}", type);
        item.kind = kind_of(type, element);
        if (const std::string target = linked_activity(element.attribute_or("sakaiid")); !target.empty()) {
            const auto found = activity_of_.find(target);
            if (found != activity_of_.end() && placed_.insert(target).second) {
                item = activities_[found->second].second;
                item.placement = model::Placement::placed;
            }
        }
        item.section = static_cast<int>(course_.sections.size()) - 1;
        item.meets = item.meets || item.kind == model::Kind::forum || item.kind == model::Kind::collaboration ||
                     item.kind == model::Kind::peer_review;
        if (item.meets && item.participation == model::Participation::not_applicable)
            item.participation = model::Participation::unknown;
        if (is_true(element.attribute_or("required"))) item.required = true;
        if (course_.sections.back().hidden) item.placement = model::Placement::hidden;
        add_text(element, type, item, member);
        keep(std::move(item));
    }

    static void add_text(Element element, long type, model::Item& item, const std::string& member) {
        const std::string_view html = element.attribute_or("html");
        if (type == 5) {
            const text::Html page = text::read_html(html);
            keep_social_link(item, page.links);
            add_passage(item.passages, model::Field::body, page.text, member);
        } else if (type == 6) {
            item.link = html;
        }
        add_passage(item.passages, model::Field::prompt, text::any_text(element.attribute_or("description")), member);
    }

    static std::string linked_activity(std::string_view sakai_id) {
        for (const std::string_view prefix : {"/forum_topic/", "/forum_forum/", "/assignment/"})
            if (sakai_id.substr(0, prefix.size()) == prefix) return std::string(sakai_id.substr(prefix.size()));
        return {};
    }

    /// Numbers of Sakai's SimplePageItem.
    static model::Kind kind_of(long type, Element element) {
        switch (type) {
            case 3: return model::Kind::assignment;
            case 4:
            case 11: return model::Kind::quiz;
            case 5: return model::Kind::page;
            case 6: return model::Kind::link;
            case 8: return model::Kind::forum;
            case 9:
            case 10: return model::Kind::collaboration;  // comments of learners; pages that learners write
            case 12: return model::Kind::external_tool;
            case 13: return model::Kind::peer_review;
            case 15: return model::Kind::interactive;
            case 16: return model::Kind::link;
            default: break;
        }
        const std::string_view mime = element.attribute_or("html");
        if (mime.substr(0, 6) == "video/") return model::Kind::video;
        if (mime.substr(0, 6) == "audio/") return model::Kind::audio;
        const model::Kind kind = cartridge::kind_of_member(element.attribute_or("sakaiid"));
        return kind == model::Kind::page ? model::Kind::document : kind;
    }

    void keep(model::Item item) {
        (item.placement == model::Placement::hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

    Reading& reading_;
    std::string folder_;
    model::Course course_;
    std::vector<model::Item> hidden_;
    std::vector<std::pair<std::string, model::Item>> activities_;
    std::unordered_map<std::string, std::size_t> activity_of_;  ///< by identifier; the first of several
    std::set<std::string> placed_;
};

}  // namespace

bool recognises(container::Container& container) { return find_archive(container).has_value(); }

void read(Reading& reading) {
    const auto folder = find_archive(reading.container);
    if (folder) reading.give(CourseReader(reading, *folder).read());
}

}  // namespace needfirst::format::sakai
