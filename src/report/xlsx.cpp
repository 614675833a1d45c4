// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx.hpp"

#include "report/plain_text.hpp"
#include "report/xlsx/book.hpp"
#include "report/xlsx/summary.hpp"

namespace needfirst::report {
namespace {

using xlsx::Book;
using xlsx::Style;

constexpr lxw_row_t rows_in_sheet = 1'048'576;
constexpr double line_height = 15;
constexpr int lines_in_row = 8;

struct Column {
    const char* title;
    double width;
    Style style = Style::text;  ///< `alarm`: coloured by its word; `link`: leads to the course's row
};

/// One sheet: the first column of the query is the course that a row belongs to (0 for none), the others are `columns`.
struct Sheet {
    const char* name;
    std::string_view query;
    std::vector<Column> columns;
};

std::vector<Sheet> sheets() {
    const Column course{"Course", 40, Style::link};
    return {
        {"Courses",
         "SELECT id, title, verdict, need, round(score, 2), alarms, warnings, notes, social_activities, reason, "
         "need_quote, "
         "platforms, provider, category, identifier, language, items, words_read, CASE retired WHEN 1 THEN 'yes' ELSE "
         "'' "
         "END, format, authoring_tool, package FROM course_verdict ORDER BY alarms > 0 DESC, score DESC, id",
         {{"Course", 46, Style::wrapped},
          {"Verdict", 12, Style::alarm},
          {"Need", 9},
          {"Loudness", 10, Style::percent},
          {"Alarms", 9, Style::number},
          {"Warnings", 10, Style::number},
          {"Notes", 8, Style::number},
          {"Social parts", 9, Style::number},
          {"Why this verdict", 50, Style::wrapped},
          {"Need, as it is written", 50, Style::wrapped},
          {"Platforms", 18},
          {"Provider", 22},
          {"Category", 22},
          {"Identifier", 18},
          {"Language", 10},
          {"Items", 8, Style::number},
          {"Words read", 10, Style::number},
          {"No longer offered", 10},
          {"Format", 16},
          {"Authoring tool", 20},
          {"Package", 60}}},
        {"Activities",
         "SELECT c.id, c.title, a.kind, a.title, a.section, CASE a.position WHEN 0 THEN NULL ELSE a.position END, "
         "a.of_items, a.placement, a.platform, CASE a.is_last_of_section WHEN 1 THEN 'yes' ELSE '' END, CASE "
         "a.after_last_assessment WHEN 1 THEN 'yes' ELSE '' END, CASE a.graded WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE "
         "'' "
         "END, CASE a.required WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE '' END, a.quota, a.posts, a.participants, "
         "coalesce(date(a.last_post_at, 'unixepoch'), ''), a.location FROM activity a JOIN course c ON c.id = "
         "a.course_id "
         "WHERE a.social ORDER BY a.id",
         {course,
          {"Kind", 14},
          {"Social part", 50, Style::wrapped},
          {"Section", 30, Style::wrapped},
          {"Position", 9, Style::number},
          {"of items", 8, Style::number},
          {"Placement", 11},
          {"Platform", 18},
          {"Last of its section", 11},
          {"After the last assessment", 13},
          {"Graded", 9},
          {"Required", 10},
          {"Quota", 20},
          {"Posts", 8, Style::number},
          {"People", 8, Style::number},
          {"Last post", 12},
          {"Where", 70}}},
        {"Findings",
         "SELECT course_id, course, level, rule_title, message, quote, activity, state, verdict, rule, location, "
         "fingerprint FROM finding_flat ORDER BY CASE state WHEN 'waived' THEN 1 ELSE 0 END, CASE level WHEN 'alarm' "
         "THEN 0 "
         "WHEN 'warning' THEN 1 ELSE 2 END, id",
         {course,
          {"Level", 10, Style::alarm},
          {"Rule", 36, Style::wrapped},
          {"What was found", 60, Style::wrapped},
          {"Quote", 44, Style::wrapped},
          {"Social part", 30, Style::wrapped},
          {"State", 9},
          {"Verdict", 12, Style::alarm},
          {"Rule id", 26},
          {"Where", 70},
          {"Fingerprint", 36}}},
        {"Questions",
         "SELECT c.id, c.title, q.text, c.verdict, c.provider, q.rule FROM question q JOIN course c ON c.id = "
         "q.course_id "
         "ORDER BY q.id",
         {course, {"Question", 80, Style::wrapped}, {"Verdict", 12, Style::alarm}, {"Provider", 24}, {"Rule id", 26}}},
        {"Coverage",
         "SELECT 0, path, member, state, reason, bytes FROM (SELECT p.id AS package, 0 AS place, p.path, '' AS member, "
         "p.status AS state, p.message AS reason, p.bytes FROM package p WHERE p.status IN ('partly', 'unreadable') "
         "UNION "
         "ALL SELECT p.id, v.id, p.path, v.member, v.state, v.reason, v.bytes FROM coverage v JOIN package p ON p.id = "
         "v.package_id) ORDER BY package, place",
         {{"Package", 60},
          {"Member", 44},
          {"State", 12, Style::alarm},
          {"Why, and what to do", 80, Style::wrapped},
          {"Bytes", 12, Style::number}}},
        {"Needs",
         "SELECT 0, grouping, CASE WHEN name <> '' THEN name WHEN grouping = 'catalogue' THEN 'all' ELSE '(none)' END, "
         "social, stated, implied, by_programme, nobody, share FROM need_by_group ORDER BY grouping <> 'catalogue', "
         "grouping, nobody DESC, name",
         {{"Grouped by", 14},
          {"Group", 50, Style::wrapped},
          {"Social courses", 10, Style::number},
          {"Need stated", 10, Style::number},
          {"Need implied", 10, Style::number},
          {"Need in its programme", 12, Style::number},
          {"Need named by nobody", 12, Style::number},
          {"Share of nobody", 10, Style::percent}}},
    };
}

Style coloured(std::string_view word) {
    if (word == "alarm" || word == "tacked-on" || word == "error") return Style::alarm;
    if (word == "warning" || word == "unproven" || word == "partly" || word == "limited") return Style::warning;
    return word == "purposeful" ? Style::good : Style::text;
}

class Workbook {
public:
    Workbook(Book& book, const store::Audit& audit) : book_(book), audit_(audit) {}

    void write(const Sheet& sheet) {
        lxw_worksheet* const out = book_.sheet(sheet.name);
        head(out, sheet);
        lxw_row_t row = 1;
        bool cut = false;
        audit_.each(sheet.query, [&](const store::Row& from) {
            cut = row + 1 >= rows_in_sheet;
            if (cut) return;
            if (std::string_view(sheet.name) == "Courses") courses_.emplace(from.integer(0), row);
            if (const int lines = lines_of(sheet, from); lines > 1)
                worksheet_set_row(out, row, line_height * lines, nullptr);
            for (std::size_t i = 0; i < sheet.columns.size(); ++i) cell(out, row, i, sheet.columns[i].style, from);
            ++row;
        });
        if (cut) book_.text(out, row++, 0, "A sheet holds no more rows; the CSV files have all.", Style::alarm);
        worksheet_autofilter(out, 0, 0, std::max<lxw_row_t>(row, 2) - 1,
                             static_cast<lxw_col_t>(sheet.columns.size() - 1));
    }

private:
    void head(lxw_worksheet* out, const Sheet& sheet) {
        worksheet_freeze_panes(out, 1, 1);
        worksheet_set_landscape(out);
        worksheet_fit_to_pages(out, 1, 0);
        worksheet_repeat_rows(out, 0, 0);
        worksheet_set_row(out, 0, 32, nullptr);
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(out, column, column, sheet.columns[i].width, nullptr);
            book_.text(out, 0, column, sheet.columns[i].title, Style::head);
        }
    }

    /// LibreOffice fits no row by itself to text that is wrapped.
    static int lines_of(const Sheet& sheet, const store::Row& from) {
        int lines = 1;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i)
            if (sheet.columns[i].style == Style::wrapped || sheet.columns[i].style == Style::link)
                lines = std::max(lines,
                                 1 + static_cast<int>(static_cast<double>(from.text(static_cast<int>(i) + 1).size()) /
                                                      sheet.columns[i].width));
        return std::min(lines, lines_in_row);
    }

    void cell(lxw_worksheet* out, lxw_row_t row, std::size_t at, Style style, const store::Row& from) {
        const auto column = static_cast<lxw_col_t>(at);
        const int value = static_cast<int>(at) + 1;
        if (from.is_null(value) || (from.is_text(value) && from.text(value).empty() && style != Style::link)) return;
        if (!from.is_text(value)) return book_.number(out, row, column, from.real(value), style);
        const std::string_view text = from.text(value);
        if (style == Style::link) {
            const auto course = courses_.find(from.integer(0));
            if (course != courses_.end())
                return book_.link(out, row, column, text.empty() ? "(no title)" : text, "Courses", course->second);
            style = Style::text;
        }
        book_.text(out, row, column, text, style == Style::alarm ? coloured(text) : style);
    }

    Book& book_;
    const store::Audit& audit_;
    std::unordered_map<std::int64_t, lxw_row_t> courses_;  ///< id -> row of its sheet
};

}  // namespace

void write_xlsx(const store::Audit& audit, const std::filesystem::path& path) {
    Book book(path);
    xlsx::write_summary(book, audit);
    Workbook workbook(book, audit);
    for (const Sheet& sheet : sheets()) workbook.write(sheet);
    book.finish();
}

}  // namespace needfirst::report
