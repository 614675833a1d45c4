// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/options.hpp"

namespace needfirst::cli {

/// Writes the reports asked for from a store and prints the summary. A report that cannot be written is said on
/// standard error and gives the status `failed`; the others are written all the same.
int write_reports(const std::filesystem::path& db, const ReportPaths& reports, bool quiet);

}  // namespace needfirst::cli
