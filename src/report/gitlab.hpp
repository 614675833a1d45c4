// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// GitLab Code Quality: one JSON array, fingerprints unique in the file. Waived findings are left out.
void write_gitlab(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
