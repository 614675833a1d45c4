// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// SARIF 2.1.0 (OASIS, errata 01), within the limits of GitHub code scanning: 5,000 results, the loudest; what was
/// left out is said in a notification.
void write_sarif(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
