// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "store/store.hpp"

#include <csignal>
#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    using namespace needfirst;
    store::set_up();
    try {
        const auto options = cli::parse(argc, argv);
        return options ? std::visit([](const auto& asked) { return cli::run(asked); }, *options) : cli::clean;
    } catch (const base::UsageError& error) {
        cli::say(stderr, "needfirst: {}\n", error.what());
        return cli::usage;
    } catch (const base::FileError& error) {
        cli::say(stderr, "{}\n", error.what());
        return cli::usage;
    } catch (const cli::Interrupted& stopped) {
        cli::say(stderr, "needfirst: {}\n", stopped.what());
        return std::raise(stopped.signal);  // whoever waits for it sees why it ended
    } catch (const std::exception& error) {
        cli::say(stderr, "needfirst: {}\n", error.what());
        return cli::failed;
    }
}
