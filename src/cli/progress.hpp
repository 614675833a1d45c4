// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"

#include <chrono>

namespace needfirst::cli {

/// A line on standard error that says how far an audit is: packages done, rate, time left. Nothing where standard error
/// is no terminal. The line goes when the object goes.
class ProgressLine {
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine();
    void show(const audit::Progress& progress);

private:
    using Clock = std::chrono::steady_clock;
    bool shown_, judging_ = false;
    Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace needfirst::cli
