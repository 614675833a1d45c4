// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/run_record.hpp"
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/reports.hpp"
#include "cli/rules_folder.hpp"
#include "report/plain_text.hpp"

#include <algorithm>
#include <ctime>

#include <spdlog/fmt/chrono.h>
#include <spdlog/spdlog.h>

namespace needfirst::cli {
namespace {

namespace fs = std::filesystem;

int status_of(const AuditOptions& options, const audit::Outcome& outcome) {
    int status = clean;
    if (options.fail_on)
        for (auto level = static_cast<std::size_t>(*options.fail_on); level < outcome.findings.size(); ++level)
            if (outcome.findings[level] > 0) status = std::max<int>(status, findings);
    const bool unread = outcome.packages[static_cast<std::size_t>(model::PackageStatus::unreadable)] > 0;
    if (unread && !options.allow_unreadable) status = failed;
    if (outcome.coverage < options.require_coverage) {
        spdlog::error("coverage is {:.1f} %, --require-coverage asks for {} %; coverage.csv names what was not read",
                      outcome.coverage, options.require_coverage);
        status = failed;
    }
    return status;
}

// An audit that replaced its own baseline would take what is new today for known tomorrow.
void check_baseline(const AuditOptions& options) {
    std::error_code problem;
    if (options.baseline.empty() || fs::weakly_canonical(options.baseline, problem) != fs::weakly_canonical(options.db))
        return;
    throw base::UsageError(
        "--baseline and --db are the same file: what is new now would be known next time; choose "
        "another --db, and replace the baseline yourself when you mean to");
}

audit::Options asked_of(const AuditOptions& options) {
    audit::Options asked;
    asked.paths = options.paths;
    asked.db = options.db;
    asked.rules = rules_or_default(options.rules);
    asked.jobs = options.jobs;
    asked.limits = options.limits;
    asked.read.columns = options.columns;
    asked.columns_in = options.columns_in;
    asked.levels = options.levels;
    asked.waivers = options.waivers;
    asked.baseline = options.baseline;
    asked.today = fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
    asked.shard = options.shard;
    asked.fresh = options.fresh;
    asked.detail = options.verbose;
    asked.seconds = options.seconds;
    asked.isolate = options.isolate;
    asked.memory_bytes = options.memory_bytes;
    asked.arguments = options.arguments;
    return asked;
}

void tell(const audit::Progress& progress) {
    if (progress.judging) return;
    for (const std::string& package : progress.packages) spdlog::info("{}", report::plain(package));
    spdlog::info("{}: {} in {:.0f} ms", report::plain(progress.path),
                 progress.kept ? "unchanged, taken from the store" : "read", progress.seconds * 1000);
}

void tell_waivers(const audit::Outcome& outcome) {
    for (const auto& waiver : outcome.waivers)
        if (!waiver.message.empty())
            spdlog::warn("{}: waiver of {} ({}) {}: {}", waiver.file, waiver.rule, waiver.place, waiver.state,
                         waiver.message);
}

}  // namespace

int run(const AuditOptions& options) {
    set_up_log(options.verbose);
    check_baseline(options);
    const audit::Parallelism parallelism(options.jobs);  // of the reports, too
    audit::Outcome outcome;
    {
        ProgressLine line(!options.quiet && !options.verbose);
        const Interruptible interruptible;
        outcome = audit::run(asked_of(options), [&](const audit::Progress& progress) {
            interruptible.check();
            if (options.verbose) tell(progress);
            line.show(progress);
        });
    }
    spdlog::info("{} of {} inputs were unchanged and not read again", outcome.kept, outcome.inputs);
    // What a waiver covers may stand in another shard.
    if (!options.quiet && options.shard.whole()) tell_waivers(outcome);
    const int reported = write_reports(options.db, options.reports, options.quiet);
    return std::max(reported, status_of(options, outcome));
}

int run(const MergeOptions& options) {
    set_up_log(false);
    check_baseline(options.audit);
    const audit::Parallelism parallelism(options.audit.jobs);  // of the reports, too
    audit::Outcome outcome;
    {
        ProgressLine line(!options.audit.quiet);
        outcome = audit::merge(
            asked_of(options.audit), options.allow_missing, [](const std::string& what) { spdlog::warn("{}", what); },
            [&](const audit::Progress& progress) { line.show(progress); });
    }
    if (!options.audit.quiet) tell_waivers(outcome);
    const int reported = write_reports(options.audit.db, options.audit.reports, options.audit.quiet);
    return std::max(reported, status_of(options.audit, outcome));
}

int run(const ReportOptions& options) { return write_reports(options.db, options.reports, options.quiet); }

}  // namespace needfirst::cli
