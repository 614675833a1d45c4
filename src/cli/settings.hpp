// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace needfirst::cli {

inline constexpr const char* settings_name = "needfirst.yaml";

/// What a settings file says that no option can say, and where its options came from.
struct Settings {
    std::filesystem::path file;  ///< "": there is none
    std::map<std::string, std::string> columns;
    std::vector<audit::LevelChange> levels;
    std::vector<audit::ColumnsChange> columns_in;
    std::map<std::string, std::string> origins;  ///< option -> "needfirst.yaml:3"
};

/// needfirst.yaml in `folder` or the nearest folder above it; "" where there is none.
std::filesystem::path find_settings(const std::filesystem::path& folder);

/// Reads a settings file. Its keys are the names of `all`'s options, and `map`, `levels`, `overrides`; each option that
/// `command` has and that was not given on the command line takes its value. Paths in it are relative to its folder.
/// Throws base::FileError.
Settings read_settings(const std::filesystem::path& file, const CLI::App& all, CLI::App& command);

/// FIELD=COLUMN pairs as header -> field. Throws base::UsageError.
std::map<std::string, std::string> columns_of(const std::vector<std::string>& pairs);

}  // namespace needfirst::cli
