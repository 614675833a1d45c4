// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// RFC 4180, UTF-8, one file per table in `folder`, which is made where it is absent.
void write_csv(const store::Audit& audit, const std::filesystem::path& folder);
void write_csv_with_bom(const store::Audit& audit, const std::filesystem::path& folder);

/// `text` as one CSV cell, appended to `line`: quoted where it must be, on one line, without control characters, and
/// with an apostrophe before what a spreadsheet would run as a formula.
void append_csv_cell(std::string& line, std::string_view text);

}  // namespace needfirst::report
