// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/explain_course.hpp"
#include "cli/options.hpp"
#include "cli/rules_folder.hpp"
#include "cli/terminal.hpp"
#include "rule/pack.hpp"
#include "store/audit.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

void print_list(const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    say(stdout, "\n{}\n", heading);
    for (const std::string& line : lines) say(stdout, "  - {}\n", line);
}

void explain(const rule::Rule& rule) {
    say(stdout, "{}: {}\n{}, {}, about each {}\n\n{}\n", rule.id, rule.title, model::name(rule.level), rule.status,
        rule::about_names[static_cast<std::size_t>(rule.about)], rule.why);
    print_list("Questions to ask", rule.ask);
    say(stdout, "\nInstead\n  {}\n", rule.instead);
    print_list("It may be wrong for", rule.false_positives);
    print_list("Sources", rule.sources);
    say(stdout, "\nThe rule as it is written\n{}", rule.definition);
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
    if (!explain_courses(audit, options.what) && !explain_findings(audit, rules, options.what))
        throw base::UsageError("there is no rule, course or finding \"" + options.what +
                               "\"; `needfirst rules list`, courses.csv and findings.csv have their names");
    return clean;
}

}  // namespace needfirst::cli
