// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "places.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace needfirst::test {

/// The folder of real files: the environment's NEEDFIRST_CORPUS, or ../shared/corpus beside the source. Nothing where
/// it is absent: such tests are skipped.
inline std::optional<std::filesystem::path> corpus() {
    const char* given = std::getenv("NEEDFIRST_CORPUS");
    const std::filesystem::path path =
        given != nullptr ? std::filesystem::path(given)
                         : std::filesystem::path(NEEDFIRST_SOURCE_DIR).parent_path() / "shared/corpus";
    std::error_code error;
    return std::filesystem::is_directory(path, error) ? std::optional(path) : std::nullopt;
}

}  // namespace needfirst::test
