// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// The brief as GitHub-flavoured Markdown, short enough for a comment or a step summary: figures, the loudest findings,
/// the courses to start with and their questions, what was not read.
std::string markdown(const store::Audit& audit);

void write_markdown(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
