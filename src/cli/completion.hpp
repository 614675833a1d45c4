// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace CLI {
class App;
}

namespace needfirst::cli {

/// Prints the completion script of a shell (bash, zsh, fish), made from the options and subcommands of `app`.
void print_completion(const CLI::App& app, const std::string& shell);

}  // namespace needfirst::cli
