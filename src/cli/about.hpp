// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace needfirst::cli {

/// The version, what guards this build has, and the libraries with their versions and licences, as the list that was
/// made with the program says.
std::string about();

}  // namespace needfirst::cli
