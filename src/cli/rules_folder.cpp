// SPDX-License-Identifier: Apache-2.0
#include "cli/rules_folder.hpp"

#include <cstdlib>

namespace needfirst::cli {

std::vector<std::filesystem::path> rules_or_default(const std::vector<std::filesystem::path>& asked) {
    if (!asked.empty()) return asked;
    if (const char* named = std::getenv("NEEDFIRST_RULES"); named && *named) return {named};
    std::error_code problem;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
    const auto installed = program.parent_path().parent_path() / "share/needfirst/rules";
    if (!problem && std::filesystem::is_directory(installed, problem)) return {installed};
    // A root without /proc does not say where the program is.
    for (const char* folder :
         {NEEDFIRST_RULES_FOLDER, "/usr/share/needfirst/rules", "/usr/local/share/needfirst/rules"})
        if (std::filesystem::is_directory(folder, problem)) return {folder};
    return {NEEDFIRST_RULES_FOLDER};
}

}  // namespace needfirst::cli
