// SPDX-License-Identifier: Apache-2.0
// needfirst_seeds SOURCE FOLDER: the seeds of every target as FOLDER/TARGET/NUMBER, and a line of each target's name
// and dictionary on standard output.
#include "fuzz/targets.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    for (const auto& target : needfirst::fuzz::targets()) {
        const auto folder = std::filesystem::path(argv[2]) / target.name;
        std::filesystem::create_directories(folder);
        int number = 0;
        for (const std::string& seed : needfirst::fuzz::seeds(target, argv[1]))
            std::ofstream(folder / std::to_string(number++), std::ios::binary) << seed;
        std::printf("%s %s\n", std::string(target.name).c_str(), std::string(target.dictionary).c_str());
    }
    return 0;
}
