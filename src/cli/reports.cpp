// SPDX-License-Identifier: Apache-2.0
#include "cli/reports.hpp"

#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "report/report.hpp"

#include <cstdlib>

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

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
            fmt::print(stderr, "needfirst: --{}: {}\n", report.name, error.what());
            status = failed;
        }
    }
    const bool colour = isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
    if (!quiet) fmt::print("{}", report::summary(audit, written, colour));
    return status;
}

}  // namespace needfirst::cli
