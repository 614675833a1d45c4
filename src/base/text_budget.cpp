// SPDX-License-Identifier: Apache-2.0
#include "base/text_budget.hpp"

#include <utility>

#include <spdlog/fmt/fmt.h>

namespace needfirst::base {
namespace {

thread_local TextBudget* current = nullptr;

}  // namespace

TextBudget::TextBudget(std::uint64_t bytes) : limit_(bytes), left_(bytes), outer_(std::exchange(current, this)) {}

TextBudget::~TextBudget() { current = outer_; }

bool TextBudget::keeps(std::string_view text, std::string_view member) {
    if (current == nullptr) return true;
    TextBudget& budget = *current;
    if (budget.spent_) return false;
    const std::uint64_t bytes = text.size() + member.size() + held_with_it;
    if (bytes <= budget.left_) {
        budget.left_ -= bytes;
        return true;
    }
    budget.spent_ = true;
    budget.member_ = member;
    return false;
}

bool TextBudget::spent() { return current != nullptr && current->spent_; }

std::string TextBudget::reason() {
    return fmt::format(
        "with this text more would be kept of the package than the limit of {} bytes (--max-text-bytes raises it)",
        current == nullptr ? 0 : current->limit_);
}

}  // namespace needfirst::base
