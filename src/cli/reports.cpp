// SPDX-License-Identifier: Apache-2.0
#include "cli/reports.hpp"

#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/terminal.hpp"
#include "report/report.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {

int write_reports(const std::filesystem::path& db, const ReportPaths& paths, bool quiet) {
    const store::Audit audit(db);
    std::vector<report::Written> written = {{"store", db}};
    int status = clean;
    for (const report::Report& report : report::reports()) {
        const auto path = paths.find(std::string(report.name));
        if (path == paths.end()) continue;
        try {
            report.write(audit, path->second);
            if (!report.to_output) written.push_back({report.name, path->second});
        } catch (const base::InputError& error) {
            say(stderr, "needfirst: error: --{}: {}\n", report.name, error.what());
            status = failed;
        }
    }
    if (!quiet) fmt::print("{}", report::summary(audit, written, in_colour(stdout)));
    return status;
}

}  // namespace needfirst::cli
