// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/cuts.hpp"
#include "format/catalogue/header.hpp"

#include <cstdint>
#include <vector>

namespace needfirst::format::catalogue {

/// Which rows of a sheet are one course: the same code and title, or the same title and description. Made in one pass
/// that keeps hashes only, so that courses can then be made one by one, each with all of its rows.
class Groups {
public:
    Groups(Sheet& sheet, const Columns& columns, Cuts& cuts);

    static constexpr std::uint32_t none = 0xFFFFFFFFu;
    /// First rows of all courses, in the order of the sheet.
    const std::vector<std::uint32_t>& first_rows() const { return first_rows_; }
    /// The next row of the same course, or `none`.
    std::uint32_t next(std::uint32_t row) const { return next_[row]; }
    /// Rows that hold a record, those without a title among them.
    std::size_t records() const { return records_; }
    /// Rows without a title and code; the first one of them as a person counts.
    std::size_t untitled() const { return untitled_; }
    std::size_t first_untitled() const { return first_untitled_; }

private:
    std::uint32_t root(std::uint32_t row);
    void join(std::uint32_t row, std::uint32_t other);

    std::vector<std::uint32_t> parent_, next_, first_rows_;
    std::size_t records_ = 0, untitled_ = 0, first_untitled_ = 0;
};

/// Cell of a column, "" where the column is -1 or the row is too short.
inline std::string_view cell_at(const std::vector<std::string_view>& cells, int column) {
    return column >= 0 && static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)]
                                                                          : std::string_view();
}

/// The cell that names the record.
inline std::string_view title_of(const std::vector<std::string_view>& cells, const Columns& columns) {
    auto title = cell_at(cells, columns.title);
    for (const auto other : columns.other_titles)
        if (title.empty()) title = cell_at(cells, other);
    return title;
}

}  // namespace needfirst::format::catalogue
