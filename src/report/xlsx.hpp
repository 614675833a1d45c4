// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// A workbook: summary with charts, courses, activities, findings, questions, coverage. Text is written as text, never
/// as a formula.
void write_xlsx(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
