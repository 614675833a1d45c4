// SPDX-License-Identifier: Apache-2.0
#include "format/chamilo.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/attachments.hpp"
#include "format/passages.hpp"
#include "format/php_data.hpp"
#include "format/wrapping.hpp"

#include <map>
#include <set>

namespace needfirst::format::chamilo {
namespace {

using base::json::Value;
using model::Field;
using model::Item;
using model::Kind;
using model::Placement;

constexpr std::string_view marker = "course_info.dat";

/// A field of a resource: its class keeps it itself, in `obj` (a database row) or in `params`.
std::string field(const Value& resource, std::initializer_list<std::string_view> names) {
    for (const Value* place : {&resource, &resource["obj"], &resource["params"]})
        for (const std::string_view name : names)
            if (const std::string_view text = (*place)[name].text(); !text.empty()) return base::to_utf8(text);
    return {};
}

std::string shown(const Value& resource, std::initializer_list<std::string_view> names) {
    return text::any_text(field(resource, names));
}

/// One kind of resource that learners open: what Chamilo calls it, and in the items of a learning path.
struct Tool {
    std::string_view type, path_type;
    Kind kind;
    bool meets;
    std::string_view section;
};
constexpr Tool tools[] = {{"document", "document", Kind::page, false, "Documents"},
                          {"link", "link", Kind::link, false, "Links"},
                          {"quiz", "quiz", Kind::quiz, false, "Tests"},
                          {"forum", "forum", Kind::forum, true, "Forums"},
                          {"wiki", "wiki", Kind::wiki, true, "Wiki"},
                          {"work", "student_publication", Kind::assignment, false, "Assignments"},
                          {"survey", "survey", Kind::survey, false, "Surveys"},
                          {"announcement", "announcement", Kind::announcement, false, "Announcements"}};

/// Moves the row of what became of an item: 0 hidden, 1 visible, 2 deleted.
bool is_hidden(const Value& resource) {
    for (const auto& [key, row] : resource["item_properties"].members) {
        const std::string_view visible = row["visibility"].text();
        if (visible == "0" || visible == "2") return true;
    }
    return false;
}

class CourseReader {
public:
    CourseReader(Reading& reading, std::string root, const Value& data)
        : reading_(reading),
          root_(std::move(root)),
          member_(root_ + std::string(marker)),
          resources_(data["resources"]) {
        const Value& info = data["info"];
        course_.member = member_;
        course_.identifier = base::to_utf8(data["code"].text());
        for (const std::string_view name : {"title", "name"})
            if (course_.title.empty()) course_.title = text::any_text(base::to_utf8(info[name].text()));
        if (course_.title.empty()) course_.title = course_.identifier;
        for (const std::string_view name : {"language", "course_language"})
            if (course_.language.empty()) course_.language = info[name].text();
    }

    model::Course read() {
        read_statements();
        count_posts();
        for (const auto& [id, path] : resources_["learnpath"].members) read_path(path);
        const bool paths = !course_.sections.empty();
        for (const Tool& tool : tools) read_tool(tool, paths);
        for (auto* later : {&unplaced_, &hidden_})
            for (Item& item : *later) course_.items.push_back(std::move(item));
        return std::move(course_);
    }

private:
    void read_statements() {
        for (const auto& [id, one] : resources_["course_description"].members) {
            const std::string_view type = one["description_type"].text();
            const Field place = type == "2" ? Field::objectives : type == "3" ? Field::syllabus : Field::description;
            add_statement(course_, place, shown(one, {"title"}), member_);
            add_statement(course_, place, shown(one, {"content"}), member_);
        }
        for (const std::string_view type : {"Tool introduction", "tool_intro"})
            for (const auto& [id, intro] : resources_[type].members)
                add_statement(course_, Field::welcome, shown(intro, {"intro_text"}), member_);
        for (const auto& [id, theme] : resources_["thematic"].members) {
            add_statement(course_, Field::syllabus, shown(theme, {"title"}), member_);
            add_statement(course_, Field::syllabus, shown(theme, {"content"}), member_);
        }
    }

    struct Posts {
        std::int64_t posts = 0, replies = 0;
        std::set<std::string> people;
    };
    /// Posts are resources of their own; a post with a parent is a reply. Their text is not read.
    void count_posts() {
        for (const std::string_view type : {"post", "forum_post"})
            for (const auto& [id, post] : resources_[type].members) {
                Posts& forum = posts_[field(post, {"forum_id"})];
                ++forum.posts;
                const std::string parent = field(post, {"post_parent_id", "parent_post_id"});
                if (!parent.empty() && parent != "0") ++forum.replies;
                forum.people.insert(field(post, {"poster_id", "poster_name"}));
            }
        posts_exported_ = resources_["thread"].is_object() || resources_["forum_topic"].is_object() || !posts_.empty();
    }

    void read_path(const Value& path) {
        model::Section section;
        section.title = shown(path, {"name"});
        section.hidden = is_hidden(path);
        add_passage(section.passages, Field::section, shown(path, {"description"}), member_);
        const bool hidden = section.hidden;
        course_.sections.push_back(std::move(section));
        std::multimap<double, const Value*> steps;
        for (const auto& [key, step] : path["items"].members) steps.emplace(step["display_order"].number, &step);
        for (const auto& [order, step] : steps) read_step(*step, hidden);
    }

    void read_step(const Value& step, bool hidden) {
        const std::string_view type = step["item_type"].text(), id = step["path"].text();
        const auto own = static_cast<int>(course_.sections.size()) - 1;
        if (type == "dokeos_chapter" || type == "dir") return;
        for (const Tool& tool : tools)
            if (tool.path_type == type && resources_[tool.type][id].is_object()) {
                used_.insert(std::string(tool.type) + "/" + std::string(id));
                return place(read_item(tool, id, resources_[tool.type][id], own),
                             hidden ? Placement::hidden : Placement::placed);
            }
        Item item;
        item.kind = Kind::interactive;
        item.native_kind = "learnpath/" + std::string(type);
        item.title = shown(step, {"title"});
        item.section = own;
        item.member = member_;
        place(std::move(item), hidden ? Placement::hidden : Placement::placed);
    }

    /// What no learning path leads to: the course itself where there is none, else beside it.
    void read_tool(const Tool& tool, bool paths) {
        int section = -1;
        for (const auto& [id, resource] : resources_[tool.type].members) {
            if (used_.count(std::string(tool.type) + "/" + id) > 0) continue;
            if (tool.type == "document" && resource["file_type"].text() == "folder") continue;
            if (!paths && section < 0) {
                section = static_cast<int>(course_.sections.size());
                course_.sections.emplace_back().title = tool.section;
            }
            const Placement where = is_hidden(resource) ? Placement::hidden
                                    : paths             ? Placement::unplaced
                                                        : Placement::placed;
            place(read_item(tool, id, resource, section), where);
        }
    }

    Item read_item(const Tool& tool, std::string_view id, const Value& resource, int section) {
        Item item;
        item.kind = tool.kind;
        item.native_kind = tool.type;
        item.meets = tool.meets;
        item.identifier = id;
        item.section = section;
        item.member = member_;
        item.title = shown(resource, {"title", "forum_title", "name", "reflink"});
        if (item.meets) item.participation = model::Participation::unknown;
        if (tool.type == "forum" && posts_exported_) set_posts(posts_[std::string(id)], item);
        if (tool.type == "document") read_document(resource, item);
        item.link = field(resource, {"url"});
        if (tool.type != "link") item.link.clear();
        const Field place = tool.kind == Kind::page || tool.kind == Kind::announcement ? Field::body : Field::prompt;
        // The text of a wiki page is what learners wrote.
        if (tool.type != "wiki")
            add_passage(item.passages, place,
                        shown(resource, {"forum_comment", "description", "intro", "content", "comment"}), member_);
        return item;
    }

    static void set_posts(const Posts& posts, Item& item) {
        item.participation = model::Participation::present;
        item.posts = posts.posts;
        item.replies = posts.replies;
        item.participants = static_cast<std::int64_t>(posts.people.size());
    }

    void read_document(const Value& resource, Item& item) {
        const std::string member = root_ + field(resource, {"path"}), name = base::ascii_lower(member);
        item.kind = name.ends_with(".html") || name.ends_with(".htm") ? Kind::page : Kind::document;
        item.member = member;
        if (item.kind != Kind::page) return void(add_attachment(reading_, member, member, item));
        const text::Html page = read_html_member(reading_, member);
        keep_social_link(item, page.links);
        add_passage(item.passages, Field::body, page.text, member);
    }

    void place(Item&& item, Placement where) {
        item.placement = where;
        (where == Placement::hidden     ? hidden_
         : where == Placement::unplaced ? unplaced_
                                        : course_.items)
            .push_back(std::move(item));
    }

    Reading& reading_;
    const std::string root_, member_;
    const Value& resources_;
    model::Course course_;
    std::map<std::string, Posts> posts_;
    bool posts_exported_ = false;
    std::set<std::string> used_;
    std::vector<Item> unplaced_, hidden_;
};

}  // namespace

bool recognises(container::Container& container) { return find_root(container, marker).has_value(); }

void read(Reading& reading) {
    const auto root = find_root(reading.container, marker);
    if (!root) throw base::InputError("course_info.dat is not at the top of the package");
    const std::string member = *root + std::string(marker), packed = reading.member(member);
    const auto bytes = base::from_base64(packed);
    const Value data = parse_php(bytes ? std::string_view(*bytes) : std::string_view(packed));
    if (!data["resources"].is_object()) throw base::InputError(member + " holds no course; make the backup again");
    reading.give(CourseReader(reading, *root, data).read());
}

}  // namespace needfirst::format::chamilo
