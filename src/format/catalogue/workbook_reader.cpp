// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/catalogue/catalogue.hpp"
#include "format/catalogue/courses.hpp"
#include "format/catalogue/groups.hpp"
#include "format/catalogue/header.hpp"
#include "format/catalogue/workbook.hpp"

#include <algorithm>
#include <set>

namespace needfirst::format::catalogue {
namespace {

constexpr std::size_t most_rows = 1'048'576;  // of a sheet, by the standard
constexpr std::size_t glanced_rows = 60;
constexpr std::string_view spreadsheetml = "urn:schemas-microsoft-com:office:spreadsheet";

/// Whether a sheet says by a header that it lists courses, and has more than a few titles.
bool says_courses(Sheet& sheet, const Columns& columns) {
    std::set<std::string, std::less<>> titles;
    std::vector<std::string_view> cells;
    for (auto row = columns.header_row + 1; row < sheet.rows(); ++row) {
        sheet.cells(row, cells);
        titles.emplace(cell_at(cells, columns.title));
    }
    const bool said = std::any_of(columns.columns.begin(), columns.columns.end(),
                                  [](auto& column) { return speaks_of_courses(column.header); });
    return said && titles.size() * 10 >= sheet.rows() - columns.header_row - 1;
}

void read_sheets(Reading& reading, std::vector<NamedSheet> sheets, const std::vector<std::string>& problems) {
    struct Listed {
        NamedSheet* sheet;
        Columns columns;
        bool says_courses;
    };
    std::vector<Listed> listed;
    for (auto& sheet : sheets) {
        if (auto columns = find_columns(*sheet.sheet, reading.options.columns))
            listed.push_back({&sheet, *columns, says_courses(*sheet.sheet, *columns)});
        else if (sheet.sheet->rows() > 0)
            reading.remark(
                sheet.name, base::CoverageState::skipped,
                "a sheet without a header of a list of courses; if it is one, name the column with --map title=COLUMN");
    }
    // Beside a sheet that says that it lists courses, others with titles and texts list something else: surveys,
    // places.
    const bool courses = std::any_of(listed.begin(), listed.end(), [](auto& one) { return one.says_courses; });
    if (courses)
        std::erase_if(listed, [&](const Listed& one) {
            if (!one.says_courses)
                reading.remark(one.sheet->name, base::CoverageState::skipped,
                               "a sheet that does not look like a list of courses beside one that does");
            return !one.says_courses;
        });
    for (const auto& problem : problems) reading.remark("workbook", base::CoverageState::partly, problem);
    if (listed.empty())
        throw base::InputError(
            "no sheet has a row that looks like the header of a list of courses; name the column that holds the "
            "title with --map title=COLUMN");
    for (auto& one : listed)
        read_courses(reading, *one.sheet->sheet, one.columns,
                     listed.size() > 1 ? std::string_view(one.sheet->name) : "");
}

}  // namespace

bool recognises_xlsx_by(container::Container& container, const std::map<std::string, std::string>& said) {
    if (!is_workbook(container)) return false;
    std::vector<std::string> ignored;
    // A glance would have to inflate the strings as well: read it whole, workbooks are small.
    auto sheets = sheets_of_workbook(container, glanced_rows, ignored);
    return std::any_of(sheets.begin(), sheets.end(),
                       [&](auto& sheet) { return find_columns(*sheet.sheet, said).has_value(); });
}

bool recognises_xlsx(container::Container& container) { return recognises_xlsx_by(container, {}); }

void read_xlsx(Reading& reading) {
    std::vector<std::string> problems;
    auto sheets = sheets_of_workbook(reading.container, most_rows, problems);
    read_sheets(reading, std::move(sheets), problems);
}

bool recognises_spreadsheetml(container::Container& container) {
    if (container.entries().size() != 1) return false;
    const auto root = base::xml::peek_root(container.peek(0, 16u << 10));
    return root.name == "Workbook" && root.space == spreadsheetml;
}

void read_spreadsheetml(Reading& reading) {
    std::vector<std::string> problems;
    const auto bytes = reading.container.read(0);
    auto sheets = sheets_of_spreadsheetml(bytes, problems);
    read_sheets(reading, std::move(sheets), problems);
}

}  // namespace needfirst::format::catalogue
