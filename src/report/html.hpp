// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// The brief: one HTML file that asks nothing of a network.
void write_html(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
