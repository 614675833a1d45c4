// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"

#include <string>

#include <tbb/global_control.h>

// What an audit and a merge begin with.
namespace needfirst::audit {

/// ISO 8601, UTC.
std::string now();

/// The record of a run that begins now.
model::RunRecord new_run(const Options& options);

/// As many threads as the user wants, while it lives. Then they are waited for, so that they give back what libraries
/// hold for each.
class Parallelism {
public:
    explicit Parallelism(unsigned jobs);
    ~Parallelism();
    Parallelism(const Parallelism&) = delete;
    Parallelism& operator=(const Parallelism&) = delete;

private:
    tbb::task_scheduler_handle threads_{tbb::attach{}};
    tbb::global_control control_;
};

}  // namespace needfirst::audit
