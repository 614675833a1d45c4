// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// Workflow commands for GitHub Actions: the ten loudest new findings, then one line with the number of the others,
/// since GitHub shows ten of each level in a step. Where $GITHUB_STEP_SUMMARY names a file, the Markdown report is
/// appended to it. `path` may be "-": standard output.
void write_github(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
