// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/catalogue/catalogue.hpp"
#include "format/catalogue/courses.hpp"
#include "format/catalogue/csv.hpp"
#include "format/catalogue/header.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::format::catalogue {
namespace {

constexpr std::size_t recognised_by = 64u << 10;

/// Control characters that no text holds; zeros may be padding.
bool is_binary(std::string_view text) {
    const auto odd = std::count_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte != 0 && byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != 0x1A &&
               byte != 0x0B && byte != 0x0C;
    });
    return static_cast<std::size_t>(odd) * 200 > text.size();
}

bool is_other_notation(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return true;
    const auto second = text.find_first_not_of(" \t\n", first + 1);
    const char after = second == std::string_view::npos ? ' ' : text[second];
    return text[first] == '<' || text[first] == '{' ||
           (text[first] == '[' && (after == '{' || after == '"' || after == '['));
}

/// Rows have about as many cells as the header, as those of a table have and those of prose have not.
bool is_table(Sheet& sheet, const Columns& columns) {
    std::vector<std::string_view> cells;
    std::size_t rows = 0, alike = 0;
    for (auto row = columns.header_row + 1; row < sheet.rows(); ++row, ++rows) {
        sheet.cells(row, cells);
        alike += cells.size() * 2 > columns.columns.size() && cells.size() <= columns.columns.size() * 2 + 1;
    }
    return rows == 0 ? columns.columns.size() > 2 : alike * 2 >= rows;
}

/// The tables of OneRoster that list people, classes, schools and marks, not courses.
bool is_roster(Sheet& sheet, const Columns& columns) {
    std::vector<std::string_view> cells;
    sheet.cells(columns.header_row, cells);
    const auto has = [&](std::string_view name) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](auto cell) { return base::same_ignoring_case(base::trim(cell), name); });
    };
    return has("sourcedId") && has("dateLastModified") && !has("courseCode");
}

}  // namespace

bool recognises_csv_by(container::Container& container, const std::map<std::string, std::string>& said) {
    if (container.entries().size() != 1) return false;
    auto head = container.peek(0, recognised_by);
    if (head.empty()) return false;
    const bool whole = head.size() < recognised_by;
    auto text = decoded_table(std::move(head));
    if (!whole) text.resize(text.rfind('\n') == std::string::npos ? text.size() : text.rfind('\n') + 1);
    if (is_binary(text) || is_other_notation(text)) return false;
    Csv csv(std::move(text));
    const auto columns = find_columns(csv, said);
    return columns && !is_roster(csv, *columns) && is_table(csv, *columns);
}

bool recognises_csv(container::Container& container) { return recognises_csv_by(container, {}); }

void read_csv(Reading& reading) {
    const std::string member = reading.container.entries().front().path;
    Csv csv{Text(reading.container)};
    const auto columns = find_columns(csv, reading.options.columns);
    if (!columns)
        throw base::InputError(member +
                               ": no row looks like a header with a title of courses; name the column that holds the "
                               "title with --map title=COLUMN");
    if (csv.stray_quotes() > 0)
        reading.remark(member, base::CoverageState::partly,
                       fmt::format("{} quotes never close, the first in row {}; they were taken as characters",
                                   csv.stray_quotes(), csv.first_stray()));
    read_courses(reading, csv, *columns, {});
}

}  // namespace needfirst::format::catalogue
