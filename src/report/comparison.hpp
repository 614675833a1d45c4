// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/compare.hpp"

#include <filesystem>
#include <string>

namespace needfirst::report {

/// What changed between two audits, for a terminal of 80 columns: totals, then the courses with what is new, mended and
/// gone in them; what is still there is counted.
std::string comparison_text(const store::Comparison& comparison, bool colour);

/// One line for each finding. Throws base::InputError.
void write_comparison_csv(const store::Comparison& comparison, const std::filesystem::path& file);

/// The same as one page without scripts. Throws base::InputError.
void write_comparison_html(const store::Comparison& comparison, const std::filesystem::path& file);

}  // namespace needfirst::report
