// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace CLI {
class App;
}

namespace needfirst::cli {

/// Writes needfirst.1 and one page for each subcommand (needfirst-audit.1, ...) into `folder`, made from the same
/// options and subcommands as --help. Throws base::InputError.
void write_manual(const CLI::App& app, const std::filesystem::path& folder);

}  // namespace needfirst::cli
