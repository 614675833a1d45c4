// SPDX-License-Identifier: Apache-2.0
#include "base/deadline.hpp"

#include "base/error.hpp"

#include <utility>

#include <spdlog/fmt/fmt.h>

namespace needfirst::base {
namespace {

thread_local Deadline* current = nullptr;
thread_local unsigned checks = 0;
constexpr unsigned checks_at_once = 64;

}  // namespace

Deadline::Deadline(unsigned seconds) : seconds_(seconds), outer_(std::exchange(current, this)) {}

Deadline::~Deadline() { current = outer_; }

unsigned Deadline::passed() {
    if (current == nullptr || current->seconds_ == 0) return 0;
    return std::chrono::steady_clock::now() - current->begin_ < std::chrono::seconds(current->seconds_)
               ? 0
               : current->seconds_;
}

void Deadline::check() {
    if (++checks % checks_at_once != 0) return;
    if (const unsigned seconds = passed()) throw InputError(reason(seconds));
}

std::string Deadline::reason(unsigned seconds) {
    return fmt::format("it takes more than {} seconds to read (--max-seconds raises it)", seconds);
}

}  // namespace needfirst::base
