// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/attachments.hpp"
#include "format/moodle/activity.hpp"
#include "format/moodle/backup.hpp"
#include "format/moodle/field.hpp"
#include "format/moodle/moodle.hpp"
#include "format/nested.hpp"
#include "format/passages.hpp"
#include "format/wrapping.hpp"

#include <map>
#include <set>

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;
using model::Field;
using model::Kind;
using model::Placement;

constexpr std::string_view marker_1 = "moodle.xml";

/// Moodle 1 writes what Moodle 2 writes, in capitals and in one member: with its tags in small letters, the same code
/// reads both. Content is escaped, so that '<' starts a tag.
std::string in_small_letters(std::string bytes) {
    bool in_tag = false;
    for (char& c : bytes) {
        if (c == '<') in_tag = true;
        if (c == '>' || c == ' ' || c == '?' || c == '!') in_tag = false;
        if (in_tag && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return bytes;
}

/// A module type and its instance id.
using Key = std::pair<std::string, std::int64_t>;

class Reader1 {
public:
    Reader1(Reading& reading, std::string root)
        : reading_(reading),
          root_(std::move(root)),
          member_(root_ + std::string(marker_1)),
          document_(in_small_letters(reading.member(member_))) {
        if (!document_.root()) throw base::InputError(member_ + " is no XML; export the course again");
        if (!document_.problem().empty())
            reading_.remark(member_, base::CoverageState::partly,
                            "XML is broken, read as far as it goes: " + document_.problem());
    }

    model::Course read() {
        const xml::Element info = document_.root().child("info"), course = document_.root().child("course");
        reading_.package.format_version = value(info, "moodle_release");
        if (const std::int64_t date = number(info, "date"); date > 0) course_.exported_at = date;
        read_user_data(info.child("details"));
        read_header(course.child("header"));
        for (const xml::Element module : course.child("modules").children("mod"))
            if (!value(module, "modtype").empty())
                modules_.emplace(Key{value(module, "modtype"), number(module, "id")}, module);
        for (const xml::Element section : course.child("sections").children("section")) read_section(section);
        for (const auto& [key, module] : modules_)
            if (used_.count(key) == 0 && !is_label(key.first))
                unplaced_.push_back(read_item(key, module, -1, Placement::unplaced));
        for (auto* later : {&unplaced_, &hidden_})
            for (model::Item& item : *later) course_.items.push_back(std::move(item));
        return std::move(course_);
    }

private:
    /// Which module types were exported with what learners wrote.
    void read_user_data(xml::Element details) {
        for (const xml::Element mod : details.children("mod"))
            if (value(mod, "userinfo") == "true" || number(mod, "userinfo") == 1) user_data_.insert(value(mod, "name"));
    }

    void read_header(xml::Element header) {
        course_.member = member_;
        course_.language = value(header, "lang");
        language_ = base::ascii_lower(course_.language);
        course_.title = title(value(header, "fullname"), language_);
        course_.identifier = value(header, "idnumber");
        if (course_.identifier.empty()) course_.identifier = value(header, "shortname");
        course_.category = title(value(header.child("category"), "name"), language_);
        weekly_ = value(header, "format") == "weeks";
        add_statement(course_, Field::description, visible(value(header, "summary"), "", language_), member_);
    }

    /// Sections have a summary and no name. A short one does for the name.
    void read_section(xml::Element element) {
        const std::int64_t place = number(element, "number");
        model::Section section;
        section.hidden = value(element, "visible") == "0";
        std::string summary = visible(value(element, "summary"), "", language_);
        if (summary.empty() && element.child("mods").children("mod").empty()) return;
        if (place > 0 && summary.size() <= 80 && summary.find('\n') == summary.npos) section.title = std::move(summary);
        else if (place == 0 && !section.hidden) add_statement(course_, Field::welcome, std::move(summary), member_);
        else add_passage(section.passages, Field::section, std::move(summary), member_);
        if (section.title.empty() && place > 0) section.title = fmt::format("{} {}", weekly_ ? "Week" : "Topic", place);
        const bool hidden = section.hidden;
        course_.sections.push_back(std::move(section));
        for (const xml::Element mod : element.child("mods").children("mod"))
            read_module(mod, hidden || value(mod, "visible") == "0");
    }

    void read_module(xml::Element mod, bool hidden) {
        const Key key{value(mod, "type"), number(mod, "instance")};
        const auto found = modules_.find(key);
        if (found == modules_.end()) {
            reading_.remark(member_, base::CoverageState::partly,
                            fmt::format("{} {} stands in a section and was not exported", key.first, key.second));
            return;
        }
        used_.insert(key);
        model::Section& section = course_.sections.back();
        if (is_label(key.first)) {
            if (!hidden)
                add_passage(section.passages, Field::section, visible(value(found->second, "content"), "", language_),
                            member_);
            return;
        }
        const auto own = static_cast<int>(course_.sections.size()) - 1;
        model::Item item = read_item(key, found->second, own, hidden ? Placement::hidden : Placement::placed);
        item.identifier = value(mod, "id");
        (hidden ? hidden_ : course_.items).push_back(std::move(item));
    }

    model::Item read_item(const Key& key, xml::Element module, int section, Placement placement) {
        const Activity activity{key.first, module, member_, language_};
        model::Item item;
        item.identifier = key.first + " " + std::to_string(key.second);
        item.member = member_;
        item.section = section;
        item.placement = placement;
        item.title = title(value(module, "name"), language_);
        read_nature(activity, item);
        if (key.first == "wiki")
            item.meets = value(module, "wtype") == "group";  // else one wiki for each, or the teacher's
        read_demands(activity, {}, item);
        read_participation(activity, user_data_.count(key.first) > 0, item);
        read_text(activity, item);
        for (const std::string_view name : {"summary", "description", "text"})  // what Moodle 2 calls intro
            add_passage(item.passages,
                        item.kind == Kind::document || item.kind == Kind::page ? Field::body : Field::prompt,
                        visible(value(module, name), "", language_), member_);
        if (key.first == "resource") read_resource(module, item);
        if (key.first == "scorm") read_nested_file(value(module, "reference"), item);
        return item;
    }

    /// One module for what later became page, link, file and folder.
    void read_resource(xml::Element module, model::Item& item) {
        const std::string type = value(module, "type"), reference = value(module, "reference");
        if (!type.empty()) item.native_kind += "/" + type;
        if (type == "html" || type == "text") item.kind = Kind::page;
        add_passage(item.passages, Field::body,
                    visible(value(module, "alltext"), type == "text" ? "2" : "1", language_), member_);
        if (reference.find("://") != reference.npos) {
            item.kind = Kind::link;
            item.link = reference;
        } else if (type == "file" && !reference.empty()) {
            read_file(root_ + "course_files/" + reference, item);
        }
    }

    void read_file(const std::string& member, model::Item& item) {
        const std::string name = base::ascii_lower(member);
        if (!reading_.container.has(member)) {
            reading_.remark(member, base::CoverageState::error, "file of an item, and not in the package");
        } else if (name.ends_with(".htm") || name.ends_with(".html")) {
            const text::Html page = read_html_member(reading_, member);
            keep_social_link(item, page.links);
            add_passage(item.passages, Field::body, page.text, member);
        } else {
            add_attachment(reading_, member, member, item);
        }
    }

    void read_nested_file(const std::string& reference, model::Item& item) {
        const std::string member = root_ + "course_files/" + reference;
        if (!reference.empty() && reading_.container.has(member)) read_nested(reading_, member, item);
    }

    Reading& reading_;
    const std::string root_, member_;
    const xml::Document document_;
    std::string language_;
    bool weekly_ = false;
    std::map<Key, xml::Element> modules_;
    std::set<Key> used_;
    std::set<std::string> user_data_;
    std::vector<model::Item> unplaced_, hidden_;
    model::Course course_;
};

}  // namespace

bool recognises_1(container::Container& container) {
    const auto root = find_root(container, marker_1);
    return root && base::xml::peek_root(container.peek(*root + std::string(marker_1), 4096)).name == "MOODLE_BACKUP";
}

void read_1(Reading& reading) {
    const auto root = find_root(reading.container, marker_1);
    if (!root) throw base::InputError("moodle.xml is not at the top of the package");
    reading.give(Reader1(reading, *root).read());
}

}  // namespace needfirst::format::moodle
