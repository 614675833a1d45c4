// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <cmath>
#include <utility>

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

namespace needfirst::cli {
namespace {

constexpr int width = 24;

std::string duration(double seconds) {
    const auto whole = std::lround(seconds);
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

}  // namespace

ProgressLine::ProgressLine(bool wanted) : shown_(wanted && isatty(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::show(const audit::Progress& progress) {
    const auto now = Clock::now();
    if (std::exchange(judging_, progress.judging) != progress.judging) start_ = now;
    if (!shown_ || (now - last_ < std::chrono::milliseconds(100) && progress.done < progress.total)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = seconds > 0 ? static_cast<double>(progress.done) / seconds : 0;
    const double left = rate > 0 ? static_cast<double>(progress.total - progress.done) / rate : 0;
    const auto filled = static_cast<int>(progress.total ? progress.done * width / progress.total : 0);
    fmt::print(stderr, "\r\033[K[{:#<{}}{:.<{}}] {} of {}{}, {:.0f}/s, {} left", "", filled, "", width - filled,
               progress.done, progress.total, progress.judging ? " judged" : "", rate, duration(left));
}

}  // namespace needfirst::cli
