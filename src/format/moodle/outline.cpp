// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/outline.hpp"

#include "format/h5p.hpp"
#include "format/moodle/activity.hpp"
#include "format/moodle/blocks.hpp"
#include "format/moodle/field.hpp"
#include "format/nested.hpp"
#include "format/passages.hpp"

#include <set>

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;
using model::Placement;

class Outline {
public:
    Outline(Reading& reading, const Backup& backup, const FileIndex& files, std::string_view language,
            model::Course& course)
        : reading_(reading), backup_(backup), files_(files), language_(language), course_(course) {
        find_parents();
    }

    void read() {
        for (std::size_t i = 0; i < backup_.sections.size(); ++i)
            if (backup_.sections[i].delegate == 0 && parents_[i] < 0) read_section(i, -1, false);
        // What is in no section: all of an activity's own backup; else what the course page does not show.
        for (const std::int64_t id : backup_.listed) read_rest(id);
        for (const auto& [id, module] : backup_.modules) read_rest(id);
        for (auto* later : {&unplaced_, &hidden_})
            for (model::Item& item : *later) course_.items.push_back(std::move(item));
        if (!course_.sections.empty())
            read_html_blocks(reading_, backup_.root + "course/", language_, model::Field::section,
                             course_.sections.front().passages);
        if (absent_ > 0)
            reading_.remark(backup_.root + "activities", base::CoverageState::partly,
                            fmt::format("{} activities of the course were left out when the backup was made", absent_));
    }

private:
    /// Sections inside sections, as flexsections (by number of the parent) and onetopic (by level) keep them.
    void find_parents() {
        std::vector<int> last_of_level;
        for (std::size_t i = 0; i < backup_.sections.size(); ++i) {
            const SectionRecord& section = backup_.sections[i];
            int parent = -1;
            if (section.parent_number && *section.parent_number > 0 && *section.parent_number != section.number)
                for (std::size_t k = 0; k < backup_.sections.size(); ++k)
                    if (backup_.sections[k].number == *section.parent_number) parent = static_cast<int>(k);
            const auto level = static_cast<std::size_t>(std::clamp<std::int64_t>(section.level, 0, 8));
            if (level > 0 && !last_of_level.empty()) parent = last_of_level[std::min(level, last_of_level.size()) - 1];
            last_of_level.resize(std::min(level, last_of_level.size()));
            last_of_level.push_back(static_cast<int>(i));
            parents_.push_back(leads_round(parent, i) ? -1 : parent);
        }
    }
    bool leads_round(int parent, std::size_t section) const {
        for (int at = parent; at >= 0;
             at = at < static_cast<int>(parents_.size()) ? parents_[static_cast<std::size_t>(at)] : -1)
            if (static_cast<std::size_t>(at) == section) return true;
        return false;
    }

    void read_section(std::size_t index, int parent, bool hidden) {
        const SectionRecord& record = backup_.sections[index];
        if (!sections_read_.insert(index).second) return;
        const auto own = static_cast<int>(course_.sections.size());
        model::Section section;
        section.parent = parent;
        section.hidden = hidden || !record.visible;
        section.title = title(record.name, language_);
        std::string summary = visible(record.summary, record.format, language_);
        // The section at the top of the course page is where a course says what it is for.
        if (record.number == 0 && record.visible)
            add_statement(course_, model::Field::welcome, std::move(summary), record.member);
        else add_passage(section.passages, model::Field::section, std::move(summary), record.member);
        course_.sections.push_back(std::move(section));
        const std::size_t items = course_.items.size() + hidden_.size();
        hidden = hidden || !record.visible;
        for (const std::int64_t id : record.sequence) read_module(id, own, hidden);
        for (std::size_t i = 0; i < backup_.sections.size(); ++i)
            if (parents_[i] == static_cast<int>(index)) read_section(i, own, hidden);
        drop_if_empty(own, items);
        name_if_nameless(own, record);
    }

    /// A section nobody wrote anything in, as new courses have by the dozen.
    void drop_if_empty(int own, std::size_t items_before) {
        const model::Section& section = course_.sections[static_cast<std::size_t>(own)];
        if (own + 1 == static_cast<int>(course_.sections.size()) && section.title.empty() && section.passages.empty() &&
            items_before == course_.items.size() + hidden_.size())
            course_.sections.pop_back();
    }
    /// Moodle shows a section without a name as "Topic 3" or by its week.
    void name_if_nameless(int own, const SectionRecord& record) {
        if (own >= static_cast<int>(course_.sections.size()) || record.number == 0) return;
        std::string& name = course_.sections[static_cast<std::size_t>(own)].title;
        if (name.empty())
            name = fmt::format("{} {}", backup_.course_format == "weeks" ? "Week" : "Topic", record.number);
    }

    void read_module(std::int64_t id, int section, bool hidden) {
        const auto found = backup_.modules.find(id);
        if (found == backup_.modules.end()) {
            ++absent_;
            return;
        }
        if (!modules_read_.insert(id).second || is_unseen(found->second.mod)) return;
        const Module& module = found->second;
        hidden = hidden || !module.visible;
        const std::string member = module.folder + module.mod + ".xml";
        const xml::Document document(reading_.member(member));
        if (!document.problem().empty() && document.root())
            reading_.remark(member, base::CoverageState::partly,
                            "XML is broken, read as far as it goes: " + document.problem());
        const xml::Element body = document.root().child(module.mod);
        if (module.mod == "subsection") return read_subsection(document.root(), section, hidden);
        if (is_label(module.mod)) return read_label(body, member, section, hidden);
        place(read_item(id, module, document.root(), member, section), hidden ? Placement::hidden : Placement::placed);
    }

    void read_subsection(xml::Element activity, int section, bool hidden) {
        const std::int64_t instance = to_number(activity.attribute_or("id"));
        for (std::size_t i = 0; i < backup_.sections.size(); ++i)
            if (instance != 0 && backup_.sections[i].delegate == instance) return read_section(i, section, hidden);
    }

    /// Text on the course page: it belongs to its section, no learner can open it.
    void read_label(xml::Element body, const std::string& member, int section, bool hidden) {
        if (hidden || section < 0) return;
        add_passage(course_.sections[static_cast<std::size_t>(section)].passages, model::Field::section,
                    visible_child(body, "intro", language_), member);
    }

    model::Item read_item(std::int64_t id, const Module& module, xml::Element root, const std::string& member,
                          int section) {
        const Activity activity{module.mod, root.child(module.mod), member, language_};
        model::Item item;
        item.identifier = std::to_string(id);
        item.member = member;
        item.section = section;
        item.title = title(value(activity.body, "name"), language_);
        if (item.title.empty()) item.title = title(module.title, language_);
        read_nature(activity, item);
        read_demands(activity, {module.completion == 2, module.completion_view, module.completion_grade}, item);
        read_participation(activity, module.user_data, item);
        item.groups = module.groups || item.native_kind.ends_with("/team");
        const std::int64_t begins = number(backup_.course.root(), "startdate");
        if (const std::int64_t opened = std::max(module.added, begins); opened > 0) item.opened_at = opened;
        read_text(activity, item);
        read_html_blocks(reading_, module.folder, language_, model::Field::body, item.passages);
        if (module.mod == "hvp") read_hvp(activity, item);
        read_files(reading_, files_, root.attribute_or("contextid"), module.mod, item);
        return item;
    }

    /// The plugin for H5P keeps its content as JSON in the activity.
    void read_hvp(const Activity& activity, model::Item& item) {
        const auto text = [&](std::string_view name) { return value(activity.body, std::string(name)); };
        const std::string library =
            fmt::format("{} {}.{}", text("machine_name"), text("major_version"), text("minor_version"));
        model::Course content;
        h5p::read_json(reading_, text("json_content"), library, {}, std::string(activity.member), content);
        take(content, item, {});
    }

    void place(model::Item&& item, Placement placement) {
        item.placement = placement;
        auto& list = placement == Placement::hidden     ? hidden_
                     : placement == Placement::unplaced ? unplaced_
                                                        : course_.items;
        list.push_back(std::move(item));
    }

    /// A module that no section's sequence names.
    void read_rest(std::int64_t id) {
        const auto found = backup_.modules.find(id);
        if (found == backup_.modules.end() || modules_read_.count(id) > 0) return;
        const std::size_t placed = course_.items.size();
        read_module(id, -1, false);
        if (backup_.sections.empty() || placed == course_.items.size()) return;
        model::Item item = std::move(course_.items.back());
        course_.items.pop_back();
        place(std::move(item), Placement::unplaced);
    }

    Reading& reading_;
    const Backup& backup_;
    const FileIndex& files_;
    const std::string_view language_;
    model::Course& course_;
    std::vector<int> parents_;  ///< of each section record: index of the one it lies in, or -1
    std::vector<model::Item> unplaced_, hidden_;
    std::set<std::size_t> sections_read_;
    std::set<std::int64_t> modules_read_;
    std::size_t absent_ = 0;  ///< named in a sequence, not in the backup
};

}  // namespace

void read_outline(Reading& reading, const Backup& backup, const FileIndex& files, std::string_view language,
                  model::Course& course) {
    Outline(reading, backup, files, language, course).read();
}

}  // namespace needfirst::format::moodle
