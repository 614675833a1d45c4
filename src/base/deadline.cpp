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

Deadline::Deadline(const Limit& limit) : limit_(limit), outer_(std::exchange(current, this)) {}

Deadline::~Deadline() { current = outer_; }

Deadline::Limit Deadline::limit() { return current == nullptr ? Limit{} : current->limit_; }

unsigned Deadline::passed() {
    if (current == nullptr || current->limit_.seconds == 0) return 0;
    const auto [seconds, begin] = current->limit_;
    return std::chrono::steady_clock::now() - begin < std::chrono::seconds(seconds) ? 0 : seconds;
}

void Deadline::check() {
    if (++checks % checks_at_once != 0) return;
    if (const unsigned seconds = passed()) throw InputError(reason(seconds));
}

std::string Deadline::reason(unsigned seconds) {
    return fmt::format("it takes more than {} seconds to read (--max-seconds raises it)", seconds);
}

}  // namespace needfirst::base
