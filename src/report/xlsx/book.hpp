// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/output.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <xlsxwriter.h>

namespace needfirst::report::xlsx {

enum class Style : std::uint8_t {
    text,
    wrapped,
    number,
    percent,
    head,
    head_right,
    title,
    soft,
    link,
    alarm,
    warning,
    good
};
inline constexpr std::size_t style_count = 13;

/// One workbook on its way to a file; what is not finished leaves nothing behind. Rows of a sheet are written from top
/// to bottom, and memory does not grow with them.
class Book {
public:
    explicit Book(const std::filesystem::path& path);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    lxw_worksheet* sheet(const char* name);
    lxw_format* style(Style which) const { return formats_[static_cast<std::size_t>(which)]; }
    lxw_chart* chart(std::uint8_t type);

    /// Text as text, cut to what a cell holds.
    void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text, Style style = Style::text);
    void number(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, double value, Style style = Style::number);
    /// Text that leads to a cell of this workbook: "Courses", 5 (a row from 0). A sheet holds so many links; further
    /// ones are text.
    void link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text, const char* to,
              lxw_row_t to_row);

    /// Throws base::InputError.
    void finish();

private:
    base::Output output_;
    lxw_workbook* book_ = nullptr;  ///< owned until workbook_close frees it
    std::array<lxw_format*, style_count> formats_{};
    lxw_worksheet* links_in_ = nullptr;
    int links_ = 0;
};

}  // namespace needfirst::report::xlsx
