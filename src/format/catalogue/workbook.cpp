// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/workbook.hpp"

#include "base/decode.hpp"
#include "base/xml.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <spdlog/fmt/fmt.h>

namespace needfirst::format::catalogue {
namespace {

using base::xml::Document;
using base::xml::Element;

constexpr std::size_t most_columns = 2000;
constexpr std::size_t most_merged_rows = 2000;  // of one merged cell

std::size_t number_of(std::string_view text, std::size_t otherwise) {
    std::size_t value = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? value : otherwise;
}

/// Column and row of "BC12", from 0; the column is most_columns where there is none.
std::pair<std::size_t, std::size_t> place_of(std::string_view reference) {
    std::size_t column = 0, i = 0;
    for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z' && column < most_columns; ++i)
        column = column * 26 + static_cast<std::size_t>(reference[i] - 'A') + 1;
    return {column == 0 ? most_columns : column - 1, number_of(reference.substr(i), 1) - 1};
}

/// <si> or <is>: one text, or runs of it; phonetic guides are none.
std::string rich_text(const Element& item) {
    std::string text;
    for (const auto part : item.children()) {
        if (part.name() == "t") text += part.text();
        if (part.name() == "r")
            for (const auto run : part.children("t")) text += run.text();
    }
    return text;
}

/// Cells of a sheet, as many as there is room for: a shared string may stand in a million of them, and a cell in the
/// last column makes all before it.
struct Grid {
    std::map<std::size_t, std::vector<std::string>> rows;
    std::uint64_t room;

    /// False where there is no more room.
    bool put(std::size_t row, std::size_t column, std::string text) {
        if (column >= most_columns || text.empty()) return true;
        auto& cells = rows[row];
        const std::uint64_t made = column < cells.size() ? 0 : (column + 1 - cells.size()) * sizeof(std::string);
        if (made + text.size() > room) return false;
        room -= made + text.size();
        if (cells.size() <= column) cells.resize(column + 1);
        cells[column] = std::move(text);
        return true;
    }
};

std::string value_of(const Element& cell, const std::vector<std::string>& shared) {
    const auto type = cell.attribute_or("t");
    if (type == "inlineStr") return rich_text(cell.child("is"));
    auto value = cell.child("v").text();
    if (type == "e") return {};
    if (type == "b") return value == "1" ? "true" : "false";
    if (type != "s") return value;
    const auto index = number_of(value, shared.size());
    return index < shared.size() ? shared[index] : std::string();
}

/// "A5:A9": what stands in A5 holds for the rows below.
void fill_merged(Grid& grid, std::string_view range) {
    const auto& rows = grid.rows;
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const auto [column, first] = place_of(range.substr(0, colon));
    const auto [last_column, last] = place_of(range.substr(colon + 1));
    const auto top = rows.find(first);
    if (column != last_column || top == rows.end() || top->second.size() <= column) return;
    const auto text = top->second[column];
    for (auto row = first + 1; row <= last && row <= first + most_merged_rows; ++row)
        if (rows.contains(row) && !grid.put(row, column, text)) return;
}

std::unique_ptr<MemorySheet> read_sheet(std::string_view bytes, const std::vector<std::string>& shared,
                                        std::size_t most_rows, const base::Limits& limits,
                                        std::vector<std::string>& problems, const std::string& name) {
    const Document document(bytes);
    if (!document.problem().empty()) problems.push_back(name + ": " + document.problem());
    const std::uint64_t most_bytes = limits.member_bytes * 4;
    Grid grid{{}, most_bytes};
    std::size_t next_row = 0;
    bool room = true;
    for (const auto row : document.root().child("sheetData").children("row")) {
        const auto at = number_of(row.attribute_or("r"), next_row + 1) - 1;
        next_row = at + 1;
        std::size_t next_column = 0;
        for (const auto cell : row.children("c")) {
            const auto reference = cell.attribute_or("r");
            const auto column = reference.empty() ? next_column : place_of(reference).first;
            next_column = column + 1;
            room = room && grid.put(at, column, value_of(cell, shared));
        }
        if (!room) {
            problems.push_back(fmt::format(
                "{}: rows from {} on were not read: their cells take more than {} bytes (--max-member-bytes raises it)",
                name, at + 1, most_bytes));
            break;
        }
        if (grid.rows.size() >= most_rows) {
            problems.push_back(name + ": rows behind row " + std::to_string(at + 1) +
                               " were not read, there are too many");
            break;
        }
    }
    for (const auto merged : document.root().child("mergeCells").children("mergeCell"))
        fill_merged(grid, merged.attribute_or("ref"));
    auto sheet = std::make_unique<MemorySheet>();
    for (auto& [row, cells] : grid.rows) sheet->add(row + 1, std::move(cells));
    return sheet;
}

/// Member that a relationship leads to; targets are relative to xl/, or start at the root.
std::map<std::string, std::string> relationships(container::Container& container) {
    std::map<std::string, std::string> members;
    const auto bytes = container.try_read("xl/_rels/workbook.xml.rels");
    if (!bytes) return members;
    const Document document(*bytes);
    for (const auto relation : document.root().children("Relationship")) {
        const auto target = relation.attribute_or("Target");
        members[std::string(relation.attribute_or("Id"))] =
            target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    }
    return members;
}

}  // namespace

bool is_workbook(container::Container& container) {
    return container.has("xl/workbook.xml") && container.has("[Content_Types].xml");
}

std::vector<NamedSheet> sheets_of_workbook(container::Container& container, std::size_t most_rows,
                                           std::vector<std::string>& problems) {
    std::vector<std::string> shared;
    if (container.has("xl/sharedStrings.xml"))
        if (const auto bytes = container.try_read("xl/sharedStrings.xml")) {
            const Document document(*bytes);
            if (!document.problem().empty()) problems.push_back("xl/sharedStrings.xml: " + document.problem());
            for (const auto item : document.root().children("si")) shared.push_back(rich_text(item));
        }
    const auto workbook = container.try_read("xl/workbook.xml").value_or(std::string());
    const Document document(workbook);
    const auto members = relationships(container);
    std::vector<NamedSheet> sheets;
    for (const auto sheet : document.root().child("sheets").children("sheet")) {
        const std::string name(sheet.attribute_or("name"));
        const auto member = members.find(std::string(sheet.attribute_or("id")));
        if (sheet.attribute_or("state").ends_with("idden")) {
            problems.push_back(name + ": a hidden sheet, not read");
            continue;
        }
        if (member == members.end()) continue;
        const auto bytes = container.try_read(member->second);
        if (bytes) sheets.push_back({name, read_sheet(*bytes, shared, most_rows, container.limits(), problems, name)});
    }
    return sheets;
}

std::vector<NamedSheet> sheets_of_spreadsheetml(std::string_view bytes, std::vector<std::string>& problems) {
    const Document document(bytes);
    if (!document.problem().empty()) problems.push_back(document.problem());
    std::vector<NamedSheet> sheets;
    for (const auto worksheet : document.root().children("Worksheet")) {
        auto sheet = std::make_unique<MemorySheet>();
        std::size_t number = 0;
        for (const auto row : worksheet.child("Table").children("Row")) {
            number = number_of(row.attribute_or("Index"), number + 1);
            std::vector<std::string> cells;
            for (const auto cell : row.children("Cell")) {
                const auto column = number_of(cell.attribute_or("Index"), cells.size() + 1);
                if (column == 0 || column > most_columns) continue;
                if (cells.size() < column) cells.resize(column);
                cells[column - 1] = cell.child("Data").text();
            }
            sheet->add(number, std::move(cells));
        }
        sheets.push_back({std::string(worksheet.attribute_or("Name")), std::move(sheet)});
    }
    return sheets;
}

}  // namespace needfirst::format::catalogue
