// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/reports.hpp"
#include "cli/rules_folder.hpp"

#include <algorithm>
#include <cstdlib>

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

namespace needfirst::cli {
namespace {

int status_of(const AuditOptions& options, const audit::Outcome& outcome) {
    int status = clean;
    if (options.fail_on)
        for (auto level = static_cast<std::size_t>(*options.fail_on); level < outcome.findings.size(); ++level)
            if (outcome.findings[level] > 0) status = std::max<int>(status, findings);
    const bool unread = outcome.packages[static_cast<std::size_t>(model::PackageStatus::unreadable)] > 0;
    if (unread && !options.allow_unreadable) status = failed;
    if (outcome.coverage < options.require_coverage) {
        fmt::print(stderr, "needfirst: coverage is {:.1f} %, --require-coverage asks for {} %\n", outcome.coverage,
                   options.require_coverage);
        status = failed;
    }
    return status;
}

}  // namespace

int run(const AuditOptions& options) {
    audit::Options asked;
    asked.paths = options.paths;
    asked.db = options.db;
    asked.rules = rules_or_default(options.rules);
    asked.jobs = options.jobs;
    asked.limits = options.limits;
    asked.read.columns = options.columns;
    asked.arguments = options.arguments;
    audit::Outcome outcome;
    {
        ProgressLine line(!options.quiet);
        outcome = audit::run(asked, [&](const audit::Progress& progress) {
            if (options.verbose) fmt::print(stderr, "{}\n", progress.path);
            line.show(progress);
        });
    }
    const int reported = write_reports(options.db, options.reports, options.quiet);
    return std::max(reported, status_of(options, outcome));
}

int run(const ReportOptions& options) { return write_reports(options.db, options.reports, options.quiet); }

}  // namespace needfirst::cli
