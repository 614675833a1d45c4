// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/json_lists.hpp"

#include "base/decode.hpp"
#include "format/catalogue/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace needfirst::format::catalogue {
namespace {

using base::json::Value;
using Overrides = std::map<std::string, std::string>;

constexpr std::uint32_t deepest = 8;
constexpr std::size_t sampled = 40;  // records, to see whether a list is one of courses

/// Types of schema.org and its relatives that stand beside courses in one list.
bool is_other_type(const Value& record) {
    constexpr std::array<std::string_view, 16> others = {"person",
                                                         "organization",
                                                         "organisation",
                                                         "place",
                                                         "contactpoint",
                                                         "postaladdress",
                                                         "website",
                                                         "webpage",
                                                         "offer",
                                                         "imageobject",
                                                         "breadcrumblist",
                                                         "credentialorganization",
                                                         "qacredentialorganization",
                                                         "collegeoruniversity",
                                                         "virtuallocation",
                                                         "defined term"};
    const auto& type = record["@type"].is_array() ? record["@type"][0] : record["@type"];
    auto name = base::ascii_lower(type.text());
    name = name.substr(name.find_last_of(":/#") + 1);
    return std::find(others.begin(), others.end(), name) != others.end();
}

bool is_course_type(const Value& record) {
    const auto& type = record["@type"].is_array() ? record["@type"][0] : record["@type"];
    const auto name = base::ascii_lower(type.text());
    return name.find("course") != std::string::npos || name.find("learningopportunity") != std::string::npos ||
           name.find("learningprogram") != std::string::npos || name.find("educationevent") != std::string::npos;
}

/// Lists inside a course, not of courses.
bool is_part_name(std::string_view key) {
    constexpr std::array<std::string_view, 20> parts = {
        "sections",    "lessons",     "units",   "chapters",  "sessions",
        "runs",        "instances",   "weeks",   "topics",    "questions",
        "reviews",     "offers",      "authors", "audiences", "has course instance",
        "course runs", "instructors", "tags",    "skills",    "modules"};
    const auto name = normalised_header(key.substr(key.rfind('.') + 1));
    return std::find(parts.begin(), parts.end(), name) != parts.end();
}

bool is_list_name(std::string_view key) {
    constexpr std::array<std::string_view, 24> lists = {"courses",
                                                        "trainings",
                                                        "items",
                                                        "events",
                                                        "results",
                                                        "records",
                                                        "programs",
                                                        "programmes",
                                                        "catalog",
                                                        "catalogue",
                                                        "courses list",
                                                        "learning paths",
                                                        "experiences",
                                                        "hits",
                                                        "specializations",
                                                        "offerings",
                                                        "data",
                                                        "content",
                                                        "content export",
                                                        "opportunities",
                                                        "@graph",
                                                        "entries",
                                                        "item list element",
                                                        "modules"};
    const auto name = normalised_header(key.substr(key.rfind('.') + 1));
    return std::find(lists.begin(), lists.end(), name) != lists.end() || speaks_of_courses(name);
}

class Finder {
public:
    Finder(const Value& document, const std::vector<std::size_t>& numbers, const Overrides& overrides)
        : document_(document), numbers_(numbers), overrides_(overrides) {}

    JsonLists lists() {
        visit(document_, "", 0);
        const auto* const best = best_list();
        if (document_.is_object() && (best == nullptr || !is_list_name(best->path) || is_part_name(best->path))) root();
        if (out_.courses.empty() && best != nullptr) take_all(*best);
        for (const auto& found : found_)
            if (!found.taken && found.records->elements.size() > 1)
                out_.others.emplace_back(found.path, found.records->elements.size());
        return std::move(out_);
    }

private:
    struct Found {
        std::string path;
        const Value* records;
        double score;
        bool described, taken = false;
    };

    void visit(const Value& value, const std::string& path, std::uint32_t depth) {
        if (depth > deepest) return;
        if (value.is_array()) {
            if (is_list_of_objects(value)) {
                bool described = false;
                const double score = score_of(value, path, described);
                if (score > 0 || value.elements.size() > 1) found_.push_back({path, &value, score, described});
                if (score > 0) return;
            }
            for (std::size_t i = 0; i < std::min<std::size_t>(value.elements.size(), 3); ++i)
                visit(value.elements[i], path, depth + 1);
        }
        for (const auto& [key, member] : value.members) visit(member, path.empty() ? key : path + "." + key, depth + 1);
    }

    static bool is_list_of_objects(const Value& value) {
        const auto objects =
            std::count_if(value.elements.begin(), value.elements.end(), [](auto& e) { return e.is_object(); });
        return objects > 0 && static_cast<std::size_t>(objects) * 2 >= value.elements.size();
    }

    /// 0 where the records are no courses.
    double score_of(const Value& records, const std::string& path, bool& described) const {
        FieldSheet sheet;
        std::map<std::string, std::size_t> ignored;
        bool typed = false;
        for (std::size_t i = 0; i < std::min(records.elements.size(), sampled); ++i) {
            typed = typed || is_course_type(records.elements[i]);
            if (!is_other_type(records.elements[i])) sheet.add_record(i + 1, fields_of(records.elements[i], ignored));
        }
        const auto columns = find_columns(sheet, overrides_, typed || speaks_of_courses(path));
        if (!columns) return 0;
        double score = 1 + std::log2(static_cast<double>(records.elements.size()));
        for (const auto& column : columns->columns) {
            described = described || column.role == Role::description || column.role == Role::objectives;
            score += column.statement ? 1 : 0;
            score += column.role == Role::description ? 3 : 0;
        }
        return score + (is_list_name(path) ? 6 : 0) - (is_part_name(path) ? 4 : 0) + (typed ? 10 : 0);
    }

    const Found* best_list() const {
        const Found* best = nullptr;
        for (const auto& found : found_)
            if (found.score > 0 && (best == nullptr || found.score > best->score)) best = &found;
        return best;
    }

    /// The best list, and lists of courses with the same parent: {"modules": [...], "learningPaths": [...]}.
    void take_all(const Found& best) {
        const auto parent = best.path.substr(0, best.path.find_last_of('.') + 1);
        for (auto& found : found_) {
            const bool beside =
                found.path.substr(0, found.path.find_last_of('.') + 1) == parent && is_list_name(found.path);
            if (&found == &best || (beside && found.score > best.score / 2))
                found.taken = take(*found.records, found.path);
        }
    }

    /// The document itself as the one record.
    void root() {
        FieldSheet::Fields fields = fields_of(document_, out_.other_languages);
        auto sheet = std::make_unique<FieldSheet>();
        sheet->add_record(1, fields);
        auto columns = find_columns(*sheet, overrides_, is_course_type(document_));
        if (!columns) return;
        out_.courses.push_back({"", std::move(sheet), std::move(*columns)});
    }

    bool take(const Value& records, const std::string& path) {
        auto sheet = std::make_unique<FieldSheet>();
        bool typed = false;
        // In linked data a record without a type is a part of another one.
        const auto types =
            std::count_if(records.elements.begin(), records.elements.end(), [](auto& e) { return bool(e["@type"]); });
        const bool linked = static_cast<std::size_t>(types) * 2 > records.elements.size();
        for (std::size_t i = 0; i < records.elements.size(); ++i) {
            if (is_other_type(records.elements[i]) || (linked && !records.elements[i]["@type"])) continue;
            typed = typed || is_course_type(records.elements[i]);
            sheet->add_record(i < numbers_.size() && path.empty() ? numbers_[i] : i + 1,
                              fields_of(records.elements[i], out_.other_languages));
        }
        auto columns = find_columns(*sheet, overrides_, typed || speaks_of_courses(path));
        if (!columns) return false;
        for (const auto& record : records.elements) programme(record, *columns);
        out_.courses.push_back({path, std::move(sheet), std::move(*columns)});
        return true;
    }

    /// A record that lists courses is a programme of them.
    void programme(const Value& record, const Columns& columns) {
        for (const auto& [key, list] : record.members) {
            const auto name = normalised_header(key);
            if (!list.is_array() || list.elements.size() < 2 ||
                (name != "courses" && name != "course ids" && name != "modules"))
                continue;
            if (name == "modules" && !list[0].is_string()) continue;
            model::Programme programme;
            programme.title = cell_line(record[columns.columns[static_cast<std::size_t>(columns.title)].header].text());
            if (columns.code >= 0)
                programme.identifier =
                    cell_line(record[columns.columns[static_cast<std::size_t>(columns.code)].header].text());
            for (const auto& course : list.elements) {
                auto reference = course_reference(course);
                if (!reference.empty()) programme.courses.push_back(std::move(reference));
            }
            if (programme.courses.size() > 1) out_.programmes.push_back(std::move(programme));
        }
    }

    static std::string course_reference(const Value& course) {
        if (course.is_string()) return course.string;
        std::map<std::string, std::size_t> ignored;
        std::string identifier, title;
        for (const auto& [name, text] : fields_of(course, ignored)) {
            const auto role = meaning_of(name.substr(name.rfind('.') + 1)).role;
            if ((role == Role::code || role == Role::identifier) && identifier.empty()) identifier = text;
            if (role == Role::title && title.empty()) title = text;
        }
        return identifier.empty() ? cell_line(title) : identifier;
    }

    const Value& document_;
    const std::vector<std::size_t>& numbers_;
    const Overrides& overrides_;
    std::vector<Found> found_;
    JsonLists out_;
};

}  // namespace

JsonLists json_lists(const Value& document, const std::vector<std::size_t>& numbers, const Overrides& overrides) {
    return Finder(document, numbers, overrides).lists();
}

}  // namespace needfirst::format::catalogue
