// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/groups.hpp"

#include "format/catalogue/cells.hpp"
#include "format/catalogue/hash_index.hpp"

namespace needfirst::format::catalogue {
namespace {

/// Hash of what describes a course; 0 where nothing does.
std::uint64_t description_hash(const std::vector<std::string_view>& cells, const Columns& columns) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.columns.size()); ++i) {
        const auto role = columns.columns[i].role;
        if ((role != Role::description && role != Role::objectives) || says_nothing(cells[i])) continue;
        hash = folded_hash(cells[i], hash + 1);
    }
    return hash;
}

}  // namespace

Groups::Groups(Sheet& sheet, const Columns& columns, Cuts& cuts) {
    const auto rows = static_cast<std::uint32_t>(sheet.rows());
    parent_.assign(rows, none);
    next_.assign(rows, none);
    HashIndex by_code, by_text;
    std::vector<std::string_view> cells;
    std::string header_title = columns.columns[static_cast<std::size_t>(columns.title)].header;
    for (auto row = static_cast<std::uint32_t>(columns.header_row + 1); row < rows; ++row) {
        sheet.cells(row, cells);
        const auto title = title_of(cells, columns), code = cell_at(cells, columns.code);
        if (!title.empty() && title == header_title) continue;  // exports joined by hand repeat their header
        ++records_;
        if (says_nothing(title) && says_nothing(code)) {
            if (untitled_++ == 0) first_untitled_ = sheet.number(row);
            continue;
        }
        parent_[row] = row;
        for (std::size_t i = 0; i < columns.columns.size() && i < cells.size(); ++i)
            if (columns.columns[i].statement) cuts.see(i, cells[i]);
        const auto title_hash = folded_hash(title);
        const bool coded = !says_nothing(code);
        if (coded) {
            const auto prefix = folded_hash(cell_at(cells, columns.code_prefix));
            join(row, by_code.see(folded_hash(code, title_hash ^ prefix), row));
        }
        if ((coded && columns.sure_code) || title.empty()) continue;
        if (const auto text = description_hash(cells, columns); text != 0)
            join(row, by_text.see(title_hash ^ (text * 31), row));
    }
    cuts.decide();
    by_code = {}, by_text = {};
    std::vector<std::uint32_t> last(rows, none);
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (parent_[row] == none) continue;
        const auto first = root(row);
        if (first == row) first_rows_.push_back(row);
        else next_[last[first]] = row;
        last[first] = row;
    }
}

std::uint32_t Groups::root(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
}

void Groups::join(std::uint32_t row, std::uint32_t other) {
    const auto a = root(row), b = root(other);
    if (a < b) parent_[b] = a;
    if (b < a) parent_[a] = b;
}

}  // namespace needfirst::format::catalogue
