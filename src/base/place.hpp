// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace needfirst::base {

/// Where something stands in a file that a user wrote, for messages. Line and column from 1.
struct Place {
    std::string file;
    int line = 0, column = 0;
};

}  // namespace needfirst::base
