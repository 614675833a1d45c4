// SPDX-License-Identifier: Apache-2.0
#include "store/aside.hpp"

#include <memory>
#include <utility>

#include <tbb/global_control.h>

namespace needfirst::store {

Aside::~Aside() {
    if (taking_.valid()) taking_.wait();
}

void Aside::add(Search::Of table, std::int64_t row, std::string_view text) {
    add({row, 0, static_cast<std::uint32_t>(text.size()), table}, text);
}

void Aside::add_prompt(std::int64_t activity, std::int64_t course, std::string_view words) {
    add({activity, course, static_cast<std::uint32_t>(words.size()), std::nullopt}, words);
}

void Aside::add(const Row& row, std::string_view text) {
    lot_.rows.push_back(row);
    lot_.text += text;
    if (lot_.text.size() >= lot_bytes || lot_.rows.size() >= lot_rows) hand_over();
}

void Aside::hand_over() {
    if (taking_.valid()) taking_.get();
    const bool alone = tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism) == 1;
    taking_ = std::async(alone ? std::launch::deferred : std::launch::async,
                         [this, lot = std::exchange(lot_, {})] { take(lot); });
}

void Aside::take(const Lot& lot) {
    std::size_t at = 0;
    std::string text;
    for (const Row& row : lot.rows) {
        text.assign(lot.text, at, row.size);
        at += row.size;
        if (row.table) search_.add(*row.table, row.row, text);
        else prompts_->add(row.row, row.course, text);
    }
}

void Aside::finish() {
    if (!lot_.rows.empty()) hand_over();
    if (taking_.valid()) taking_.get();
}

Search& Aside::search() {
    finish();
    return search_;
}

Prompts& Aside::prompts() {
    finish();
    return *prompts_;
}

void Aside::drop_prompts() {
    finish();
    prompts_.reset();
}

}  // namespace needfirst::store
