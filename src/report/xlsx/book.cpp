// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx/book.hpp"

#include "base/error.hpp"
#include "report/plain_text.hpp"

#include <utility>

namespace needfirst::report::xlsx {
namespace {

constexpr std::size_t characters_in_cell = 32'000;  ///< Excel: 32,767 units of UTF-16
constexpr int links_in_sheet = 65'000;              ///< Excel: 65,530
constexpr lxw_color_t ink = 0x1B2430, soft = 0x566170, blue = 0x1D4F7C, grey = 0xECEFF2;

std::string cell(std::string_view text) { return plain(cut(text, characters_in_cell / 2)); }

}  // namespace

Book::Book(const std::filesystem::path& path) : output_(path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(output_.part().c_str(), &options);
    if (!book_)
        throw base::InputError(fmt::format("cannot write {}: out of memory; close other programs", path.string()));
    char title[] = "Social learning in this catalogue", author[] = "needfirst";
    lxw_doc_properties properties{};
    properties.title = title, properties.author = author;
    properties.created = 315'532'800;  // 1980, as the dates of its members: the same audit gives the same bytes
    workbook_set_properties(book_, &properties);
    for (auto& format : formats_) {
        format = workbook_add_format(book_);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_font_color(format, ink);
    }
    format_set_text_wrap(style(Style::wrapped)), format_set_text_wrap(style(Style::link));
    format_set_num_format(style(Style::number), "#,##0");
    format_set_num_format(style(Style::percent), "0%");
    for (const Style one : {Style::head, Style::head_right}) {
        format_set_bold(style(one)), format_set_bg_color(style(one), grey);
        format_set_bottom(style(one), LXW_BORDER_THIN), format_set_text_wrap(style(one));
    }
    format_set_align(style(Style::head_right), LXW_ALIGN_RIGHT);
    format_set_bold(style(Style::title)), format_set_font_size(style(Style::title), 16);
    format_set_font_color(style(Style::soft), soft);
    format_set_font_color(style(Style::link), blue), format_set_underline(style(Style::link), LXW_UNDERLINE_SINGLE);
    format_set_bg_color(style(Style::alarm), 0xFBE8E5), format_set_font_color(style(Style::alarm), 0x8A251B);
    format_set_bg_color(style(Style::warning), 0xFCF0D8), format_set_font_color(style(Style::warning), 0x6F4503);
    format_set_bg_color(style(Style::good), 0xE1F2E9), format_set_font_color(style(Style::good), 0x175138);
}

Book::~Book() {
    if (book_) lxw_workbook_free(book_);
}

lxw_worksheet* Book::sheet(const char* name) { return workbook_add_worksheet(book_, name); }

lxw_chart* Book::chart(std::uint8_t type) { return workbook_add_chart(book_, type); }

void Book::text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text, Style which) {
    worksheet_write_string(sheet, row, column, cell(text).c_str(), style(which));
}

void Book::number(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, double value, Style which) {
    worksheet_write_number(sheet, row, column, value, style(which));
}

void Book::link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view shown, const char* to,
                lxw_row_t to_row) {
    if (links_in_ != sheet) links_in_ = sheet, links_ = 0;
    if (shown.empty() || ++links_ > links_in_sheet) return text(sheet, row, column, shown);
    const std::string target = fmt::format("internal:'{}'!A{}", to, to_row + 1);
    worksheet_write_url(sheet, row, column, target.c_str(), style(Style::link));
    text(sheet, row, column, shown, Style::link);
}

void Book::finish() {
    lxw_workbook* const book = std::exchange(book_, nullptr);
    const lxw_error problem = workbook_close(book);
    if (problem != LXW_NO_ERROR)
        throw base::InputError(fmt::format("cannot write {}: {}; check the disk and the folder for temporary files",
                                           output_.path().string(), lxw_strerror(problem)));
    output_.done();
}

}  // namespace needfirst::report::xlsx
