// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace needfirst::audit {

/// What the user named, as a list of things to open, each once, in order: a file is itself; a folder is a package where
/// a package's own files lie right in it, else all that is in it, sorted by name.
std::vector<std::string> find_inputs(const std::vector<std::string>& paths);

}  // namespace needfirst::audit
