// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// JSON Lines: one object a line, told apart by `type`: run, rule, waiver, package (with what was not read of it),
/// programme, course (with its activities, evidence, findings and questions). Members bear the names of the store's
/// columns.
void write_jsonl(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
