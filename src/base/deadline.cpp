// SPDX-License-Identifier: Apache-2.0
#include "base/deadline.hpp"

#include <utility>

namespace needfirst::base {
namespace {

thread_local Deadline* current = nullptr;

}  // namespace

Deadline::Deadline(unsigned seconds) : seconds_(seconds), outer_(std::exchange(current, this)) {}

Deadline::~Deadline() { current = outer_; }

unsigned Deadline::passed() {
    if (current == nullptr || current->seconds_ == 0) return 0;
    return std::chrono::steady_clock::now() - current->begin_ < std::chrono::seconds(current->seconds_)
               ? 0
               : current->seconds_;
}

}  // namespace needfirst::base
