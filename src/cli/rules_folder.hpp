// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <vector>

namespace needfirst::cli {

/// The packs asked for, or those that came with the program: $NEEDFIRST_RULES, else the installed ones, else those
/// beside the sources it was built from.
std::vector<std::filesystem::path> rules_or_default(const std::vector<std::filesystem::path>& asked);

}  // namespace needfirst::cli
