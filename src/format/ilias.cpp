// SPDX-License-Identifier: Apache-2.0
#include "format/ilias.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/passages.hpp"
#include "format/wrapping.hpp"

#include <map>
#include <set>

namespace needfirst::format::ilias {
namespace {

namespace xml = base::xml;
using model::Field;
using model::Item;
using model::Kind;

constexpr std::string_view marker = "manifest.xml";

struct Nature {
    std::string_view type;
    Kind kind;
    bool meets;
};
constexpr Nature natures[] = {
    {"frm", Kind::forum, true},        {"wiki", Kind::wiki, true},          {"chtr", Kind::chat, true},
    {"blog", Kind::blog, true},        {"dcl", Kind::collaboration, true},  {"exc", Kind::assignment, false},
    {"tst", Kind::quiz, false},        {"svy", Kind::survey, false},        {"poll", Kind::survey, false},
    {"sess", Kind::conference, false}, {"xxcf", Kind::conference, false},   {"glo", Kind::glossary, false},
    {"lm", Kind::page, false},         {"copa", Kind::page, false},         {"htlm", Kind::page, false},
    {"file", Kind::document, false},   {"bibl", Kind::document, false},     {"mcst", Kind::video, false},
    {"webr", Kind::link, false},       {"lti", Kind::external_tool, false}, {"sahs", Kind::interactive, false},
};

bool is_folder(std::string_view type) {
    return type == "crs" || type == "grp" || type == "fold" || type == "itgr" || type == "cat" || type == "lso";
}

/// One object's part of the export.
struct Set {
    std::string type, id, title, folder;
    std::vector<std::string> members;
};

/// "set_3/1700000000__0__frm_120" ends in type and object id.
void name_from_path(std::string_view path, Set& set) {
    path = path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
    const std::size_t underscore = path.rfind('_');
    if (underscore == path.npos) return;
    set.id = path.substr(underscore + 1);
    const std::size_t start = path.rfind('_', underscore - 1);
    if (set.type.empty())
        set.type = path.substr(start == path.npos ? 0 : start + 1, underscore - (start == path.npos ? 0 : start + 1));
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class Export {
public:
    Export(Reading& reading, std::string root) : reading_(reading), root_(std::move(root)) {}

    model::Course read() {
        const std::string member = root_ + std::string(marker);
        const xml::Document document(reading_.member(member));
        const xml::Element manifest = document.root();
        course_.member = member;
        course_.title = text::any_text(manifest.attribute_or("Title"));
        reading_.package.format_version = manifest.attribute_or("TargetRelease");
        for (const xml::Element part : manifest.children("ExportSet")) read_set(part);
        if (sets_.empty()) add_set(manifest, root_, std::string(manifest.attribute_or("MainEntity")), {});
        for (const Set& set : sets_) set_of_.emplace(set.id, &set);
        for (const Set& set : sets_)
            if (set.type == manifest.attribute_or("MainEntity") && is_folder(set.type)) read_container(set);
        for (const Set& set : sets_)  // what no structure names
            if (!is_folder(set.type) && used_.count(set.id) == 0) add_item(set.type, set.title, &set, -1);
        return std::move(course_);
    }

private:
    void read_set(xml::Element part) {
        const std::string path(part.attribute_or("Path"));
        const std::string folder = root_ + path + "/", member = folder + std::string(marker);
        const xml::Document document(reading_.member(member));
        add_set(document.root(), folder, std::string(part.attribute_or("Type")), path);
    }
    void add_set(xml::Element manifest, const std::string& folder, std::string type, const std::string& path) {
        Set set;
        set.type = std::move(type);
        set.folder = folder;
        set.title = text::any_text(manifest.attribute_or("Title"));
        name_from_path(path, set);
        for (const xml::Element file : manifest.children("ExportFile"))
            set.members.push_back(folder + std::string(file.attribute_or("Path")));
        sets_.push_back(std::move(set));
    }

    /// The course's own set: its metadata, and the tree of all that lies in it.
    void read_container(const Set& set) {
        for (const std::string& member : set.members) {
            const xml::Document document(reading_.member(member));
            const xml::Element root = document.root();
            gather(root, member, [&](Field field, std::string text) {
                const bool plain = field == Field::body || field == Field::prompt;
                add_statement(course_, plain ? Field::description : field, std::move(text), member);
            });
            if (xml::Element items = find(root, "Items")) read_items(items, -1, true);
        }
    }
    static xml::Element find(xml::Element element, std::string_view name) {
        if (element.name() == name) return element;
        for (const xml::Element child : element.children())
            if (const xml::Element found = find(child, name)) return found;
        return {};
    }

    void read_items(xml::Element parent, int section, bool top) {
        for (const xml::Element item : parent.children("Item")) {
            const std::string type(item.attribute_or("Type")), id(item.attribute_or("Id"));
            const std::string title = text::any_text(item.attribute_or("Title"));
            if (!is_folder(type)) {
                const auto set = set_of_.find(id);
                used_.insert(id);
                add_item(type, title, set == set_of_.end() ? nullptr : set->second, section);
            } else if (top && type == "crs") {  // the course itself
                read_items(item, section, false);
            } else {
                model::Section inner;
                inner.title = title;
                inner.parent = section;
                course_.sections.push_back(std::move(inner));
                read_items(item, static_cast<int>(course_.sections.size()) - 1, false);
            }
        }
    }

    void add_item(const std::string& type, const std::string& title, const Set* set, int section) {
        Item item;
        item.native_kind = type;
        item.kind = Kind::interactive;
        for (const Nature& nature : natures)
            if (nature.type == type) item.kind = nature.kind, item.meets = nature.meets;
        item.title = title.empty() && set ? set->title : title;
        item.section = section;
        if (item.meets) item.participation = model::Participation::unknown;
        if (set) read_object(*set, item);
        course_.items.push_back(std::move(item));
    }

    void read_object(const Set& set, Item& item) {
        item.identifier = set.id;
        for (const std::string& member : set.members) {
            if (item.member.empty()) item.member = member;
            const xml::Document document(reading_.member(member));
            if (!document.problem().empty() && document.root())
                reading_.remark(member, base::CoverageState::partly,
                                "XML is broken, read as far as it goes: " + document.problem());
            gather(document.root(), member, [&](Field field, std::string text) {
                add_passage(item.passages, item.kind == Kind::page ? Field::body : field, std::move(text), member);
            });
            if (const xml::Element forum = find(document.root(), "Forum"); forum && item.kind == Kind::forum)
                count_posts(forum, item);
            if (item.kind == Kind::link) item.link = find(document.root(), "Target").text();
            read_assignment(document.root(), item);
        }
    }

    /// Forums are exported with their posts: counted, their text is not read.
    static void count_posts(xml::Element forum, Item& item) {
        std::int64_t posts = 0, replies = 0;
        std::set<std::string> people;
        for (const xml::Element thread : forum.children("Thread"))
            for (const xml::Element post : thread.children("Post")) {
                ++posts;
                if (const std::string parent = post.text_of("ParentId"); !parent.empty() && parent != "0") ++replies;
                people.insert(post.text_of("UserId"));
            }
        item.participation = model::Participation::present;
        item.posts = posts;
        item.replies = replies;
        item.participants = static_cast<std::int64_t>(people.size());
    }

    /// An exercise may ask for peer feedback, or be handed in by teams (types 4 and 9).
    static void read_assignment(xml::Element root, Item& item) {
        if (item.kind != Kind::assignment) return;
        const xml::Element assignment = find(root, "ExcAssignment");
        const std::string type = assignment.text_of("Type"), peer = assignment.text_of("Peer");
        if (peer == "1") item.kind = Kind::peer_review, item.native_kind += "/peer";
        else if (type == "4" || type == "9") item.kind = Kind::group_work, item.native_kind += "/team";
        else return;
        item.meets = true;
        item.participation = model::Participation::unknown;
    }

    /// Hands over what learners read; nothing about people, nothing that was posted.
    template <class Take>
    static void gather(xml::Element element, const std::string& member, Take take) {
        const std::string_view name = element.name();
        if (is_one_of(name, {"Post", "User", "Member", "Tutor", "Admin", "Contact", "Contribute", "Owner", "Items",
                             "Thread"}))
            return;
        if (is_one_of(name, {"Paragraph", "Content", "Text"}) && element.child("Paragraph").name().empty())
            return take(Field::body, text::html_text(element.markup()));
        if (is_one_of(name, {"Description", "Instruction", "Introduction", "ImportantInformation"}))
            return take(Field::prompt, text::any_text(element.text()));
        if (name == "Syllabus") return take(Field::syllabus, text::any_text(element.text()));
        if (name == "TargetGroup") return take(Field::audience, text::any_text(element.text()));
        for (const xml::Element child : element.children()) gather(child, member, take);
    }

    Reading& reading_;
    const std::string root_;
    std::vector<Set> sets_;
    std::map<std::string, const Set*> set_of_;  ///< by id
    std::set<std::string> used_;
    model::Course course_;
};

}  // namespace

bool recognises(container::Container& container) {
    const auto root = find_root(container, marker);
    return root && xml::peek_root(container.peek(*root + std::string(marker), 4096)).name == "Manifest";
}

void read(Reading& reading) {
    const auto root = find_root(reading.container, marker);
    if (!root) throw base::InputError("manifest.xml is not at the top of the package");
    reading.give(Export(reading, *root).read());
}

}  // namespace needfirst::format::ilias
