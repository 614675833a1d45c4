// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx/summary.hpp"

#include <string>

namespace needfirst::report::xlsx {
namespace {

constexpr const char* name = "Summary";
constexpr std::uint32_t colours[] = {0xB4372B, 0xC27C12, 0x2B7A58, 0x8792A1, 0xC9CFD8};
constexpr lxw_col_t charts_at = 6;

class Summary {
public:
    Summary(Book& book, const store::Audit& audit) : book_(book), audit_(audit), sheet_(book.sheet(name)) {}

    void write() {
        worksheet_set_column(sheet_, 0, 0, 54, nullptr);
        worksheet_set_column(sheet_, 1, 4, 12, nullptr);
        worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        book_.text(sheet_, row_++, 0, "Social learning in this catalogue", Style::title);
        book_.text(sheet_, row_, 0, fmt::format("needfirst {}", audit_.run().tool_version), Style::soft);
        row_ += 2;
        figures(), verdicts();
        by("Provider", "c.provider"), by("Category", "c.category"), by("Format", "p.format");
        places(), rules();
    }

private:
    void head(std::initializer_list<const char*> titles) {
        lxw_col_t column = 0;
        for (const char* title : titles) {
            book_.text(sheet_, row_, column, title, column == 0 ? Style::head : Style::head_right);
            ++column;
        }
        ++row_;
    }

    void place(lxw_chart* chart, const char* title, std::uint16_t height) {
        chart_title_set_name(chart, title);
        lxw_chart_font font{};
        font.size = 12, font.bold = LXW_TRUE;
        chart_title_set_name_font(chart, &font);
        lxw_chart_options options{};
        options.x_scale = 1.25, options.y_scale = static_cast<double>(height) / 15.0;
        worksheet_insert_chart_opt(sheet_, chart_row_, charts_at, chart, &options);
        chart_row_ += height + 1u;
    }

    void pale_gridlines(lxw_chart_axis* axis) {
        lxw_chart_line line{};
        line.color = 0xD8DDE4, line.width = 0.5f;
        chart_axis_major_gridlines_set_line(axis, &line);
    }

    lxw_chart_series* series(lxw_chart* chart, lxw_row_t first, lxw_row_t last, lxw_col_t column, const char* title,
                             std::uint32_t colour) {
        lxw_chart_series* const one = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(one, name, first, 0, last, 0);
        chart_series_set_values(one, name, first, column, last, column);
        chart_series_set_name(one, title);
        lxw_chart_fill fill{};
        fill.color = colour;
        chart_series_set_fill(one, &fill);
        return one;
    }

    void figures() {
        head({"At a glance", "", ""});
        const auto line = [&](const char* what, std::int64_t count, std::int64_t of, const char* to = nullptr) {
            if (to) book_.link(sheet_, row_, 0, what, to, 0);
            else book_.text(sheet_, row_, 0, what);
            book_.number(sheet_, row_, 1, static_cast<double>(count));
            if (of > 0)
                book_.number(sheet_, row_, 2, static_cast<double>(count) / static_cast<double>(of), Style::percent);
            ++row_;
        };
        audit_.each(
            "SELECT packages, packages_not_read, courses, social, social_with_stated_need, tacked_on, unreadable, "
            "words_read, social_activities, alarms, warnings, notes FROM catalogue_summary",
            [&](const store::Row& row) {
                const std::int64_t read = row.integer(2) - row.integer(6), social = row.integer(3);
                line("Packages and catalogues", row.integer(0), 0);
                line("of these not read", row.integer(1), row.integer(0), "Coverage");
                line("Courses", row.integer(2), 0, "Courses");
                line("that could be judged", read, row.integer(2));
                line("with a social part (of those judged)", social, read);
                line("that answer a stated need (of the social)", row.integer(4), social);
                line("tacked on (of the social)", row.integer(5), social);
                line("Social parts", row.integer(8), 0, "Activities");
                line("Alarms", row.integer(9), 0, "Findings");
                line("Warnings", row.integer(10), 0);
                line("Notes", row.integer(11), 0);
                line("Words read", row.integer(7), 0);
            });
        ++row_;
    }

    void verdicts() {
        head({"Verdict", "courses"});
        const lxw_row_t first = row_;
        audit_.each(
            "WITH v(place, verdict) AS (VALUES (1, 'tacked-on'), (2, 'unproven'), (3, 'purposeful'), (4, "
            "'not-social'), (5, 'unreadable')) SELECT v.verdict, count(c.id) FROM v LEFT JOIN course c ON "
            "c.verdict = v.verdict GROUP BY place ORDER BY place",
            [&](const store::Row& row) {
                book_.text(sheet_, row_, 0, row.text(0));
                book_.number(sheet_, row_++, 1, static_cast<double>(row.integer(1)));
            });
        lxw_chart* const chart = book_.chart(LXW_CHART_DOUGHNUT);
        lxw_chart_series* const one = series(chart, first, row_ - 1, 1, "courses", colours[0]);
        lxw_chart_fill fills[5]{};
        lxw_chart_point points[5]{};
        lxw_chart_point* list[6]{};
        for (std::size_t i = 0; i < 5; ++i)
            fills[i].color = colours[i], points[i].fill = &fills[i], list[i] = &points[i];
        chart_series_set_points(one, list);
        place(chart, "Courses by verdict", 15);
        ++row_;
    }

    void by(const char* what, const char* column) {
        head({what, "tacked-on", "unproven", "purposeful", "courses"});
        const lxw_row_t first = row_;
        bool none_given = false;  // the last row: it would dwarf the others in a chart
        audit_.each(
            fmt::format("SELECT CASE {0} WHEN '' THEN '(not given)' ELSE {0} END, sum(c.verdict = 'tacked-on'), "
                        "sum(c.verdict = 'unproven'), sum(c.verdict = 'purposeful'), count(*) FROM course c JOIN "
                        "package p ON p.id = c.package_id GROUP BY 1 ORDER BY {0} = '', sum(c.verdict IN "
                        "('tacked-on', 'unproven', 'purposeful')) DESC, count(*) DESC, 1 LIMIT 15",
                        column),
            [&](const store::Row& row) {
                none_given = row.text(0) == "(not given)";
                book_.text(sheet_, row_, 0, row.text(0));
                for (int i = 1; i <= 4; ++i)
                    book_.number(sheet_, row_, static_cast<lxw_col_t>(i), static_cast<double>(row.integer(i)));
                ++row_;
            });
        const lxw_row_t last = row_ - (none_given ? 2 : 1);
        if (row_ > first && last > first) {
            lxw_chart* const chart = book_.chart(LXW_CHART_BAR_STACKED);
            const char* const titles[] = {"tacked-on", "unproven", "purposeful"};
            for (lxw_col_t i = 0; i < 3; ++i) series(chart, first, last, i + 1, titles[i], colours[i]);
            chart_axis_set_reverse(chart->y_axis);
            lxw_chart_font small{};
            small.size = 8;
            chart_axis_set_num_font(chart->y_axis, &small);
            chart_set_series_gap(chart, 40);
            pale_gridlines(chart->x_axis);
            chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
            place(chart, fmt::format("Social courses by {}", what).c_str(), 18);
        }
        ++row_;
    }

    void places() {
        head({"Place in the course (of three items or more)", "social parts"});
        const lxw_row_t first = row_;
        audit_.each(
            "WITH RECURSIVE tenth(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM tenth WHERE n < 9) SELECT n, "
            "count(a.id) FROM tenth LEFT JOIN activity a ON a.social AND a.placement = 'placed' AND a.position > 0 "
            "AND a.of_items > 2 AND min(9, (a.position - 1) * 10 / a.of_items) = n GROUP BY n ORDER BY n",
            [&](const store::Row& row) {
                book_.text(sheet_, row_, 0, fmt::format("{} to {} %", row.integer(0) * 10, row.integer(0) * 10 + 10));
                book_.number(sheet_, row_++, 1, static_cast<double>(row.integer(1)));
            });
        lxw_chart* const chart = book_.chart(LXW_CHART_COLUMN);
        series(chart, first, row_ - 1, 1, "social parts", 0x4C6A8C);
        pale_gridlines(chart->y_axis);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        place(chart, "Where in courses the social parts stand", 15);
        ++row_;
    }

    void rules() {
        head({"What rang", "level", "courses", "findings"});
        audit_.each(
            "SELECT r.title, r.level, count(DISTINCT f.course_id), count(*) FROM finding f JOIN rule r ON r.id = "
            "f.rule WHERE f.state <> 'waived' GROUP BY r.id ORDER BY CASE r.level WHEN 'alarm' THEN 0 WHEN "
            "'warning' THEN 1 ELSE 2 END, 3 DESC, r.id",
            [&](const store::Row& row) {
                book_.text(sheet_, row_, 0, row.text(0), Style::wrapped);
                book_.text(sheet_, row_, 1, row.text(1),
                           row.text(1) == "alarm"     ? Style::alarm
                           : row.text(1) == "warning" ? Style::warning
                                                      : Style::text);
                book_.number(sheet_, row_, 2, static_cast<double>(row.integer(2)));
                book_.number(sheet_, row_++, 3, static_cast<double>(row.integer(3)));
            });
    }

    Book& book_;
    const store::Audit& audit_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0, chart_row_ = 3;
};

}  // namespace

void write_summary(Book& book, const store::Audit& audit) { Summary(book, audit).write(); }

}  // namespace needfirst::report::xlsx
