// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/report.hpp"

namespace needfirst::report {

/// JUnit XML as Jenkins and GitLab read it: a suite for each package, a case for each course. A new alarm fails the
/// case; a package that could not be read is an error; a course that could not be judged, or whose alarms are all
/// waived, is skipped. All that a message says stands in the text too, since GitLab shows only that.
void write_junit(const store::Audit& audit, const std::filesystem::path& path);

}  // namespace needfirst::report
