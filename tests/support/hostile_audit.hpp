// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace needfirst::test {

/// A store whose every text tries to break out of every format: markup, formulas, commands, control characters.
void write_hostile_audit(const std::filesystem::path& path);

}  // namespace needfirst::test
