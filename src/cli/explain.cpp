// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/rules_folder.hpp"
#include "rule/pack.hpp"
#include "store/audit.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

void print_list(const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    fmt::print("\n{}\n", heading);
    for (const std::string& line : lines) fmt::print("  - {}\n", line);
}

void explain(const rule::Rule& rule) {
    fmt::print("{}: {}\n{}, {}, about each {}\n\n{}\n", rule.id, rule.title, model::name(rule.level), rule.status,
               rule::about_names[static_cast<std::size_t>(rule.about)], rule.why);
    print_list("Questions to ask", rule.ask);
    fmt::print("\nInstead\n  {}\n", rule.instead);
    print_list("It may be wrong for", rule.false_positives);
    print_list("Sources", rule.sources);
    fmt::print("\nThe rule as it is written\n{}", rule.definition);
}

constexpr const char* courses_named =
    "SELECT course.id, course.title, course.verdict, course.need, course.words_read, course.reason, package.path, "
    "package.format, course.language"
    " FROM course JOIN package ON package.id = course.package_id"
    " WHERE course.identifier = ?1 OR course.title = ?1 OR CAST(course.id AS TEXT) = ?1 OR package.path = ?1 ORDER BY "
    "course.id";

void print_rows(const store::Audit& audit, const char* heading, const char* query, std::int64_t course) {
    bool first = true;
    audit.each(query,
               [&](const store::Row& row) {
                   if (first) fmt::print("\n{}\n", heading);
                   first = false;
                   fmt::print("  {}\n", row.text(0));
               },
               {course});
}

void explain_course(const store::Audit& audit, const store::Row& row) {
    const std::int64_t id = row.integer(0);
    fmt::print("{} (course {}, {}, {})\nverdict {}, need {}, {} words read\n{}\n", row.text(1), id, row.text(6),
               row.text(7), row.text(2), row.text(3), row.text(4), row.text(5));
    print_rows(audit, "Social activities",
               "SELECT printf('%s%s \u201c%s\u201d at %s', kind, CASE placement WHEN 'placed' THEN '' ELSE ' (' || "
               "placement || ')' END, title, location) FROM activity WHERE course_id = ?1 AND social = 1 ORDER BY id",
               id);
    print_rows(audit, "Heard",
               "SELECT printf('%s (%s) in %s: \u201c%s\u201d', says, signal, field, quote) FROM evidence WHERE "
               "course_id = ?1 ORDER BY id",
               id);
    print_rows(audit, "Findings",
               "SELECT printf('%s %s: %s', level, rule, message) FROM finding WHERE course_id = ?1 ORDER BY id", id);
    print_rows(audit, "Questions", "SELECT text FROM question WHERE course_id = ?1 ORDER BY id", id);
    print_rows(audit, "Not read",
               "SELECT printf('%s (%s): %s', member, state, reason) FROM coverage WHERE package_id = (SELECT "
               "package_id FROM course WHERE id = ?1) AND state <> 'skipped' ORDER BY id",
               id);
    fmt::print("\n");
}

}  // namespace

int run(const ExplainOptions& options) {
    const rule::RuleSet rules = rule::load(rules_or_default(options.rules));
    for (const rule::Rule& rule : rules.rules) {
        const bool named = rule.id == options.what || rule.id.ends_with("/" + options.what) ||
                           std::find(rule.aliases.begin(), rule.aliases.end(), options.what) != rule.aliases.end();
        if (!named) continue;
        explain(rule);
        return clean;
    }
    if (!std::filesystem::exists(options.db))
        throw base::UsageError("there is no rule \"" + options.what + "\" and no store " + options.db.string() +
                               " to look for a course in (--db)");
    const store::Audit audit(options.db);
    bool found = false;
    audit.each(courses_named,
               [&](const store::Row& row) {
                   found = true;
                   explain_course(audit, row);
               },
               {options.what});
    if (!found)
        throw base::UsageError("there is no rule and no course \"" + options.what +
                               "\"; `needfirst rules list` and courses.csv have their names");
    return clean;
}

}  // namespace needfirst::cli
