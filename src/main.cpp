// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    using namespace needfirst;
    try {
        const auto options = cli::parse(argc, argv);
        return options ? std::visit([](const auto& asked) { return cli::run(asked); }, *options) : cli::clean;
    } catch (const base::UsageError& error) {
        std::fprintf(stderr, "needfirst: %s\n", error.what());
        return cli::usage;
    } catch (const base::FileError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return cli::usage;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "needfirst: %s\n", error.what());
        return cli::failed;
    }
}
