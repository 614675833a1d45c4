// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "places.hpp"
#include "support/temporary_folder.hpp"

#include <cstdlib>
#include <string>

#include <sys/wait.h>

namespace needfirst::test {

/// What the real program did.
struct Ran {
    int status = -1;
    std::string out, err;
};

/// Runs `needfirst ARGUMENTS` in `folder`; arguments as a shell reads them.
inline Ran run_program(const TemporaryFolder& folder, const std::string& arguments) {
    const std::string command = "cd '" + folder.path().string() +
                                "' && NEEDFIRST_RULES='" NEEDFIRST_SOURCE_DIR "/rules' '" NEEDFIRST_PROGRAM "' " +
                                arguments + " >.out 2>.err </dev/null";
    const int ended = std::system(command.c_str());
    Ran ran;
    if (WIFEXITED(ended)) ran.status = WEXITSTATUS(ended);
    ran.out = read_file(folder / ".out");
    ran.err = read_file(folder / ".err");
    return ran;
}

}  // namespace needfirst::test
