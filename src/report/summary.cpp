// SPDX-License-Identifier: Apache-2.0
#include "report/needs.hpp"
#include "report/plain_text.hpp"
#include "report/report.hpp"
#include "report/terminal.hpp"

namespace needfirst::report {
namespace {

constexpr int columns = 80;
constexpr int loudest = 5, gaps = 10, groups = 5;  ///< how many are shown
constexpr int many = 3;                            ///< courses of a group whose need nobody named

std::string size(std::int64_t bytes) {
    if (bytes < 1024) return fmt::format("{} B", bytes);
    if (bytes < 1 << 20) return fmt::format("{:.0f} KiB", static_cast<double>(bytes) / 1024);
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1 << 20));
}

/// The end of a path says more than its beginning.
std::string fit_path(std::string_view path, int room) {
    std::string shown(path);
    while (width(shown) > room) {
        const std::size_t slash = shown.find('/', shown.starts_with("…/") ? 4 : 0);
        if (slash == std::string::npos || slash + 1 >= shown.size()) return fit(shown, room);
        shown = "…" + shown.substr(slash);
    }
    return fit(shown, room);
}

class Summary {
public:
    Summary(const store::Audit& audit, bool colour) : audit_(audit), ink_{colour} {}

    std::string text(std::span<const Written> written) {
        heading();
        packages();
        courses();
        needs();
        findings();
        unread();
        if (!written.empty()) out("\n{}\n", ink_.bold("Written"));
        for (const Written& one : written) out("  {:<9} {}\n", one.name, one.path.string());
        return std::move(text_);
    }

private:
    template <class... Values>
    void out(fmt::format_string<const Values&...> format, const Values&... values) {
        fmt::format_to(std::back_inserter(text_), format, values...);
    }

    void heading() {
        audit_.each("SELECT packages, courses, words_read, social_activities FROM catalogue_summary",
                    [&](const store::Row& row) {
                        out("{}, {}, {}, {}\n", counted(row.integer(0), "package", "packages"),
                            counted(row.integer(1), "course", "courses"),
                            counted(row.integer(3), "social activity", "social activities"),
                            counted(row.integer(2), "word read", "words read"));
                    });
    }

    void packages() {
        out("\n{}{:>14}{:>10}{:>12}{:>10}\n", ink_.bold(pad("Packages", 30)), "audited", "partly", "unreadable",
            "courses");
        audit_.each(
            "SELECT CASE format WHEN '' THEN 'not recognised' ELSE format END, sum(status = 'audited'), "
            "sum(status = 'partly'), sum(status = 'unreadable'), "
            "sum((SELECT count(*) FROM course c WHERE c.package_id = p.id)) FROM package p WHERE status <> 'skipped' "
            "GROUP BY "
            "format ORDER BY format = '', count(*) DESC, format",
            [&](const store::Row& row) {
                out("  {}{:>14}{:>10}{:>12}{:>10}\n", pad(row.text(0), 28), grouped(row.integer(1)),
                    grouped(row.integer(2)), grouped(row.integer(3)), grouped(row.integer(4)));
            });
    }

    void courses() {
        const std::int64_t all = audit_.number("SELECT count(*) FROM course");
        if (all == 0) return;
        out("\n{}\n", ink_.bold("Courses"));
        audit_.each(
            "WITH v(place, verdict, means) AS (VALUES (1, 'tacked-on', 'an add-on, and no problem stated'), "
            "(2, 'unproven', 'social, not tied to a problem'), "
            "(3, 'purposeful', 'social, and works on a problem'), (4, 'not-social', 'no social activity'), "
            "(5, 'unreadable', 'too little text to judge')) SELECT v.verdict, count(c.id), means FROM v "
            "LEFT JOIN course c ON c.verdict = v.verdict GROUP BY place ORDER BY place",
            [&](const store::Row& row) {
                const double share = static_cast<double>(row.integer(1)) / static_cast<double>(all);
                std::string bar;
                for (int i = 0; i < static_cast<int>(share * 12 + 0.5); ++i) bar += "█";
                const std::string verdict(row.text(0));
                out("  {}{:>8}{:>6.0f} %  {} {}\n", ink_.of(verdict, pad(verdict, 12)), grouped(row.integer(1)),
                    share * 100, ink_.of(verdict, pad(bar, 12)), ink_.dim(row.text(2)));
            });
    }

    // Where most of the courses stand whose need nobody named, if they are many in one place.
    void needs() {
        const NeedGroup all = all_needs(audit_);
        if (all.nobody == 0) return;
        const auto line = [&](const std::string& label, const NeedGroup& group) {
            out("  {}{:>12} of {:>6}{:>6.0f} %\n", pad(label, 45), grouped(group.nobody), grouped(group.social),
                group.share * 100);
        };
        out("\n{}\n", ink_.bold("Need named by nobody"));
        line("social courses", all);
        each_need_group(audit_, many, groups, [&](const NeedGroup& group) {
            line(fit(fmt::format("{} {}", group.grouping, group.name), 44), group);
        });
    }

    // One finding of a course, its loudest: the others stand in the reports.
    void findings() {
        const std::int64_t all = audit_.number("SELECT count(*) FROM finding WHERE state <> 'waived'");
        if (all == 0) return;
        out("\n{}\n", ink_.bold("Loudest findings"));
        int shown = 0;
        audit_.each(
            "WITH ranked AS (SELECT f.*, c.title AS course, c.score, p.path AS package, coalesce(a.title, '') AS "
            "activity, "
            "CASE f.level WHEN 'alarm' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS loud, row_number() OVER (PARTITION "
            "BY f.course_id ORDER BY CASE f.level WHEN 'alarm' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.id) AS nth "
            "FROM finding f JOIN course c ON c.id = f.course_id JOIN package p ON p.id = c.package_id LEFT JOIN "
            "activity a ON a.id = f.activity_id "
            "WHERE f.state <> 'waived') SELECT level, rule, course, activity, message, quote, CASE location WHEN '' "
            "THEN package ELSE location END FROM ranked "
            "WHERE nth = 1 ORDER BY loud, score DESC, id LIMIT ?",
            [&](const store::Row& row) {
                ++shown;
                const std::string place =
                    std::string(row.text(2)) + (row.text(3).empty() ? "" : " > ") + std::string(row.text(3));
                const std::string rule(row.text(1));
                out("  {}{} {}\n", ink_.of(row.text(0), pad(row.text(0), 8)), pad(place, columns - 11 - width(rule)),
                    rule);
                if (!row.text(5).empty()) out("          {}\n", ink_.cyan("“" + fit(row.text(5), columns - 12) + "”"));
                else
                    for (const auto& line : wrap(row.text(4), columns - 10, 2)) out("          {}\n", line);
                out("          {}\n", ink_.dim(fit_path(row.text(6), columns - 10)));
            },
            {std::int64_t{loudest}});
        if (all > shown)
            out("  and {}; findings.csv has them all\n", counted(all - shown, "finding more", "findings more"));
    }

    void unread() {
        constexpr const char* holes =
            "(SELECT 'package' AS state, path AS place, message AS reason, 0 AS size, bytes AS weight FROM package "
            "WHERE status = 'unreadable' UNION ALL SELECT v.state, p.path || '!' || v.member, v.reason, v.bytes, "
            "v.bytes FROM coverage v JOIN package p ON p.id = v.package_id "
            "WHERE v.gap = 1 AND v.state <> 'read' AND p.status <> 'unreadable')";
        const std::int64_t all = audit_.number(fmt::format("SELECT count(*) FROM {}", holes));
        if (all == 0) return;
        out("\n{}\n", ink_.bold(all > gaps ? "Not read: the largest gaps" : "Not read"));
        audit_.each(
            fmt::format("SELECT state, place, reason, size FROM {} ORDER BY weight DESC, place, reason LIMIT ?", holes),
            [&](const store::Row& row) {
                gap(row.text(0), row.text(1),
                    row.integer(3) > 0 ? fmt::format("{} ({})", row.text(2), size(row.integer(3)))
                                       : std::string(row.text(2)));
            },
            {std::int64_t{gaps}});
        if (all > gaps)
            out("  and {}; packages.csv and coverage.csv have them all\n",
                counted(all - gaps, "gap more", "gaps more"));
    }

    void gap(std::string_view state, std::string_view place, std::string_view reason) {
        out("  {}{}\n", ink_.of(state, pad(state, 8)), fit_path(place, columns - 10));
        for (const std::string& line : wrap(reason, columns - 10, 2)) out("          {}\n", ink_.dim(line));
    }

    const store::Audit& audit_;
    Ink ink_;
    std::string text_;
};

}  // namespace

std::string summary(const store::Audit& audit, std::span<const Written> written, bool colour) {
    return Summary(audit, colour).text(written);
}

}  // namespace needfirst::report
