// SPDX-License-Identifier: Apache-2.0
#include "format/aicc.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/ims_manifest.hpp"
#include "format/launch.hpp"
#include "format/names.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"

#include <set>

namespace needfirst::format::aicc {
namespace {

/// Rows of a descriptor file by lower-cased header name: columns stand in any order.
using Row = std::map<std::string, std::string>;

/// Descriptor files of one course: one folder, one stem. Empty where absent.
struct Files {
    std::string crs, au, des, cst, ort;
};

std::string extension_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? std::string() : base::ascii_lower(path.substr(dot + 1));
}

/// .au is also a sound and .des many things: their first bytes decide.
bool is_descriptor(container::Container& container, const container::Entry& entry, std::string_view word) {
    return base::ascii_lower(container.peek(container.index_of(entry), 512)).find(word) != std::string::npos;
}

std::map<std::string, Files> find_courses(container::Container& container) {
    std::map<std::string, Files> found;
    for (const container::Entry& entry : container.entries()) {
        const std::string extension = extension_of(entry.path);
        const std::string stem = base::ascii_lower(entry.path.substr(0, entry.path.rfind('.')));
        if (extension == "crs" && is_descriptor(container, entry, "[course]")) found[stem].crs = entry.path;
        if (extension == "au" && is_descriptor(container, entry, "system_id")) found[stem].au = entry.path;
        if (extension == "des" && is_descriptor(container, entry, "system_id")) found[stem].des = entry.path;
        if (extension == "cst" && is_descriptor(container, entry, "block")) found[stem].cst = entry.path;
        if (extension == "ort" && is_descriptor(container, entry, "objective")) found[stem].ort = entry.path;
    }
    for (auto at = found.begin(); at != found.end();)
        at =
            at->second.crs.empty() && at->second.au.empty() && at->second.cst.empty() ? found.erase(at) : std::next(at);
    return found;
}

/// One record of comma-separated values, quoted or not, from `at`, which is moved behind it.
std::vector<std::string> next_record(std::string_view text, std::size_t& at) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c != '"') fields.back() += c;
            else if (at + 1 < text.size() && text[at + 1] == '"') fields.back() += text[++at];
            else quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            fields.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::vector<Row> read_rows(Reading& reading, const std::string& member) {
    std::vector<Row> rows;
    if (member.empty()) return rows;
    const std::string text = base::to_utf8(reading.member(member));
    std::size_t at = 0;
    const std::vector<std::string> header = next_record(text, at);
    while (at < text.size()) {
        const std::vector<std::string> record = next_record(text, at);
        Row row;
        for (std::size_t i = 0; i < std::min(header.size(), record.size()); ++i)
            row[base::ascii_lower(base::trim(header[i]))] = base::trim(record[i]);
        if (record.size() > 1) rows.push_back(std::move(row));
    }
    return rows;
}

/// Keys of all sections, lower case, as "section/key"; the free text of [Course_Description] under that name.
std::map<std::string, std::string> read_course_file(Reading& reading, const std::string& member) {
    std::map<std::string, std::string> values;
    if (member.empty()) return values;
    const std::string text = base::to_utf8(reading.member(member));
    std::string section;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = base::trim(std::string_view(text).substr(begin, end - begin));
        begin = end + 1;
        const std::size_t equals = line.find('=');
        if (line.starts_with('[') && line.ends_with(']')) section = base::ascii_lower(line.substr(1, line.size() - 2));
        else if (section == "course_description") values[section] += std::string(line) + "\n";
        else if (equals != std::string_view::npos)
            values[section + "/" + base::ascii_lower(base::trim(line.substr(0, equals)))] =
                base::trim(line.substr(equals + 1));
    }
    return values;
}

/// Some tools write these files in a character set that cannot hold the text: it is "???" then.
bool is_lost(std::string_view text) {
    const auto asked = std::count(text.begin(), text.end(), '?');
    const auto black = std::count_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\n'; });
    return asked >= 3 && asked * 3 >= black;
}

std::string said(const std::string& text) {
    const std::string plain = text::any_text(text);
    const bool nothing = is_placeholder(plain) || is_lost(plain) || base::same_ignoring_case(plain, "Descriptive Text");
    return nothing ? std::string() : plain;
}

class CourseReader {
public:
    CourseReader(Reading& reading, const Files& files)
        : reading_(reading),
          files_(files),
          folder_(ims::folder_of(files.crs.empty() ? files.au + files.cst : files.crs)),
          launches_(reading, folder_, course_) {}

    model::Course read() {
        auto about = read_course_file(reading_, files_.crs);
        course_.member = files_.crs.empty() ? files_.au : files_.crs;
        course_.identifier = about["course/course_id"];
        course_.title = said(about["course/course_title"]);
        const bool lost = is_lost(about["course/course_title"]) || is_lost(about["course_description"]);
        if (lost) mend_from_payload();
        add_statement(course_, model::Field::description, said(about["course_description"]), course_.member);
        for (const Row& row : read_rows(reading_, files_.des)) described_[id_of(row, "system_id")] = row;
        read_units();
        read_structure();
        add_objectives();
        if (reading_.package.authoring_tool.empty())
            reading_.package.authoring_tool = tool(about["course/course_system"]);
        settle(course_);
        return std::move(course_);
    }

private:
    static std::string id_of(const Row& row, const std::string& column) {
        const auto found = row.find(column);
        return found == row.end() ? std::string() : base::ascii_lower(found->second);
    }

    /// Course_System names the tool, or whatever its maker liked ("HTML", a host).
    static std::string tool(const std::string& system) {
        for (const std::string_view known : {"Storyline", "iSpring", "Captivate", "Lectora", "Rise", "Articulate"})
            if (system.find(known) != std::string::npos) return system;
        return {};
    }

    /// Articulate keeps the text it lost here whole in meta.xml.
    void mend_from_payload() {
        const auto member = ims::resolve(reading_.container, folder_, "meta.xml");
        if (!member) return;
        const base::xml::Document document(reading_.member(*member));
        const auto project = document.root().child("project");
        if (course_.title.empty()) course_.title = said(std::string(project.attribute_or("title")));
        add_statement(course_, model::Field::description, said(project.text_of("description")), *member);
    }

    void read_units() {
        for (const Row& row : read_rows(reading_, files_.au)) {
            const std::string id = id_of(row, "system_id");
            if (id.empty() || !units_.emplace(id, row).second) continue;
            order_.push_back(id);
            launches_.expect(value(row, "file_name"));
        }
    }

    /// Units in the order of the structure, those that it leaves out behind them.
    void read_structure() {
        std::map<std::string, std::vector<std::string>> members;
        for (const Row& row : read_rows(reading_, files_.cst)) {
            // A block with many members may go on in further columns, all named "member".
            const std::string block = id_of(row, "block"), member = id_of(row, "member");
            if (!member.empty()) members[block].push_back(member);
        }
        walk(members, "root", -1, 0);
        for (const std::string& id : order_)
            if (!done_.contains(id)) read_unit(id, -1);
    }

    void walk(const std::map<std::string, std::vector<std::string>>& members, const std::string& block, int section,
              int depth) {
        constexpr int deepest = 32;
        const auto found = members.find(block);
        if (found == members.end()) return;
        if (depth > deepest) return remark_too_deep(reading_, files_.cst, deepest);
        for (const std::string& id : found->second) {
            if (units_.contains(id)) {
                if (!done_.contains(id)) read_unit(id, section);
            } else if (members.contains(id) && done_.insert(id).second) {
                model::Section made;
                made.title = said(described(id, "title"));
                made.parent = section;
                add_passage(made.passages, model::Field::section, said(described(id, "description")), files_.des);
                course_.sections.push_back(std::move(made));
                walk(members, id, static_cast<int>(course_.sections.size()) - 1, depth + 1);
            }
        }
    }

    void read_unit(const std::string& id, int section) {
        done_.insert(id);
        const Row& row = units_.at(id);
        model::Item item;
        item.native_kind = value(row, "type").empty() ? "au" : value(row, "type");
        item.identifier = value(row, "system_id");
        item.title = said(described(id, "title"));
        item.section = section;
        const std::string description = said(described(id, "description"));
        const bool known = std::any_of(course_.statements.begin(), course_.statements.end(),
                                       [&](const model::Passage& statement) { return statement.text == description; });
        if (!known) add_passage(item.passages, model::Field::prompt, description, files_.des);
        launches_.read(value(row, "file_name"), std::move(item));
    }

    /// Objectives have descriptions in .des, or in a column of .ort that some tools add.
    void add_objectives() {
        for (const Row& row : read_rows(reading_, files_.ort)) {
            const std::string id = id_of(row, "objective_id");
            std::string text = said(value(row, "objective_description"));
            if (text.empty()) text = said(described(id, "description"));
            if (text.empty()) text = said(described(id, "title"));
            add_statement(course_, model::Field::objectives, std::move(text), files_.ort);
        }
    }

    static std::string value(const Row& row, const std::string& column) {
        const auto found = row.find(column);
        return found == row.end() ? std::string() : found->second;
    }
    std::string described(const std::string& id, const std::string& column) const {
        const auto found = described_.find(id);
        return found == described_.end() ? std::string() : value(found->second, column);
    }

    Reading& reading_;
    const Files& files_;
    std::string folder_;
    model::Course course_;
    Launches launches_;
    std::map<std::string, Row> described_, units_;
    std::vector<std::string> order_;
    std::set<std::string> done_;
};

}  // namespace

bool recognises(container::Container& container) { return !find_courses(container).empty(); }

void read(Reading& reading) {
    bool any = false;
    for (const auto& [stem, files] : find_courses(reading.container)) {
        if (files.crs.empty() && files.au.empty()) {
            reading.remark(files.cst, base::CoverageState::error,
                           "the .crs and .au files of the same name are missing: there is no course without them; "
                           "export it again");
            continue;
        }
        for (const auto& [file, ending] : {std::pair{&files.crs, ".crs"}, {&files.au, ".au"}, {&files.des, ".des"}})
            if (file->empty())
                reading.remark(stem + ending, base::CoverageState::error,
                               "expected beside the other descriptor files, and not there");
        reading.give(CourseReader(reading, files).read());
        any = true;
    }
    if (!any)
        throw base::InputError("AICC: neither a .crs nor an .au file is there, only others; export the course again");
}

}  // namespace needfirst::format::aicc
