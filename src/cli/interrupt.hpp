// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>

namespace needfirst::cli {

/// A person or a machine asked for an end, by this signal.
struct Interrupted : std::runtime_error {
    explicit Interrupted(int by);
    int signal;
};

/// While it lives, SIGINT, SIGTERM and SIGHUP ask for an end at the next good moment, so that what was read is kept. A
/// second one ends at once. One at a time.
class Interruptible {
public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    /// Throws Interrupted where one came.
    void check() const;
};

}  // namespace needfirst::cli
