// SPDX-License-Identifier: Apache-2.0
#include "cli/log.hpp"

#include "cli/terminal.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace needfirst::cli {

void set_up_log(bool verbose) {
    const auto mode = in_colour(stderr) ? spdlog::color_mode::always : spdlog::color_mode::never;
    auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode);
    auto log = std::make_shared<spdlog::logger>("needfirst", std::move(sink));
    log->set_pattern("needfirst: %^%l%$: %v");
    log->set_level(verbose ? spdlog::level::info : spdlog::level::warn);
    spdlog::set_default_logger(std::move(log));
}

}  // namespace needfirst::cli
