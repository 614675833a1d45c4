// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace needfirst::base {

/// Tells this build of the program from any other: the identity that the linker wrote into it, or else a fingerprint of
/// the file.
std::string build_id();

}  // namespace needfirst::base
