// SPDX-License-Identifier: Apache-2.0
#include "audit/run_record.hpp"

#include "audit/lookup.hpp"
#include "rule/pack.hpp"

#include <algorithm>
#include <ctime>
#include <thread>

#include <malloc.h>
#include <spdlog/fmt/chrono.h>

namespace needfirst::audit {

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

model::RunRecord new_run(const Options& options) {
    model::RunRecord run;
    run.started_at = now();
    run.tool_version = NEEDFIRST_VERSION;
    run.rules_fingerprint = rule::fingerprint(options.rules);
    run.arguments = options.arguments;
    run.settings = settings_of(options);
    return run;
}

Parallelism::Parallelism(unsigned jobs)
    : control_(tbb::global_control::max_allowed_parallelism,
               jobs ? jobs : std::max(1u, std::thread::hardware_concurrency())) {
    // Else each thread that a store starts for a moment keeps megabytes of its own.
    mallopt(M_ARENA_MAX,
            static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism)));
}

Parallelism::~Parallelism() { tbb::finalize(threads_, std::nothrow); }

}  // namespace needfirst::audit
