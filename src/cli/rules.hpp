// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace needfirst::cli {

struct RulesOptions {
    std::string action;                          ///< list, check, test, eval
    std::vector<std::filesystem::path> folders;  ///< packs
    std::filesystem::path file;                  ///< of eval: judged texts, JSON Lines
    bool misses = false;                         ///< of eval: each miss with its text and what was heard
};

/// Prints what the action is for and returns the exit status.
int run(const RulesOptions& options);

}  // namespace needfirst::cli
