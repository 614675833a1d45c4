// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace needfirst::base {

/// All bytes of a file; nothing where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& path);

}  // namespace needfirst::base
