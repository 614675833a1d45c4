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

/// As many threads as the user wants, while it lives.
class Parallelism {
public:
    explicit Parallelism(unsigned jobs);

private:
    tbb::global_control control_;
};

}  // namespace needfirst::audit
