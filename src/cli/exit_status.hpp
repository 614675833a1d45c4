// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace needfirst::cli {

/// What the program tells its caller; the worst of several counts.
enum ExitStatus {
    clean = 0,     ///< all was read and nothing stands at or above --fail-on
    findings = 1,  ///< findings at or above it
    usage = 2,     ///< wrong usage or a wrong rule file
    failed = 3     ///< incomplete: some input could not be read, or a report could not be written
};

}  // namespace needfirst::cli
