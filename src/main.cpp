// SPDX-License-Identifier: Apache-2.0
#include "cli/rules.hpp"

#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char** argv) {
    try {
        needfirst::cli::RulesOptions options;
        options.folders = {"rules"};
        for (int i = 2; i < argc; ++i) {
            const std::string_view word = argv[i];
            if (word == "--misses") options.misses = true;
            else if (i == 2) options.action = word;
            else options.file = word;
        }
        return needfirst::cli::run(options);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 2;
    }
}
