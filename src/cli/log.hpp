// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace needfirst::cli {

/// Sends diagnostics to standard error: warnings and errors, with `verbose` also what is done. Colour only on a
/// terminal.
void set_up_log(bool verbose);

}  // namespace needfirst::cli
