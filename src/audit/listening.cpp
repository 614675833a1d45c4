// SPDX-License-Identifier: Apache-2.0
#include "audit/listening.hpp"

#include "base/deadline.hpp"

#include <exception>
#include <utility>
#include <vector>

#include <tbb/task_group.h>

namespace needfirst::audit {
namespace {

/// Of a lot: the rows of a catalogue are short, and each hand-over has its cost.
constexpr std::size_t most_courses = 64, most_bytes = 64 << 10;

std::size_t bytes_of(const std::vector<model::Passage>& passages) {
    std::size_t bytes = 0;
    for (const model::Passage& passage : passages) bytes += passage.text.size();
    return bytes;
}

std::size_t bytes_of(const model::Course& course) {
    std::size_t bytes = bytes_of(course.statements);
    for (const model::Item& item : course.items) bytes += bytes_of(item.passages);
    return bytes;
}

}  // namespace

struct Listening::Lot {
    Lot(std::string path, bool listed) : package(std::move(path)), catalogue(listed) {}
    bool full() const { return courses.size() >= most_courses || bytes >= most_bytes; }

    std::string package;
    bool catalogue;
    base::Deadline::Limit limit = base::Deadline::limit();
    std::vector<model::Course> courses;
    std::size_t bytes = 0;
    std::vector<rule::Heard> heard;
    std::exception_ptr problem;  ///< with the course behind them
    tbb::task_group work;
};

Listening::Listening(Judges& judges, std::size_t ahead, Take take)
    : judges_(judges), ahead_(ahead), take_(std::move(take)) {}

Listening::~Listening() {
    for (const auto& lot : under_way_) {
        lot->work.cancel();
        lot->work.wait();
    }
}

void Listening::add(model::Course&& course, const std::string& package, bool catalogue) {
    if (next_ && next_->full()) start();
    if (!next_) next_ = std::make_unique<Lot>(package, catalogue);
    next_->bytes += bytes_of(course);
    next_->courses.push_back(std::move(course));
    if (ahead_ == 0) finish();
}

void Listening::start() {
    if (under_way_.size() >= ahead_) hand_over_first();
    under_way_.push_back(std::move(next_));
    Lot& lot = *under_way_.back();
    lot.work.run([this, &lot] { listen_to(lot); });
}

void Listening::finish() {
    std::exception_ptr problem;
    while (!under_way_.empty() || next_) {
        try {
            if (!under_way_.empty()) hand_over_first();
            else if (const auto last = std::move(next_)) listen_to(*last), hand_over(*last);
        } catch (...) {  // the others are heard all the same
            if (!problem) problem = std::current_exception();
        }
    }
    if (problem) std::rethrow_exception(problem);
}

void Listening::hand_over_first() {
    const auto first = std::move(under_way_.front());
    under_way_.pop_front();
    first->work.wait();
    hand_over(*first);
}

void Listening::listen_to(Lot& lot) {
    try {
        const base::Deadline deadline(lot.limit);
        rule::Judge& judge = judges_.local();
        for (const model::Course& course : lot.courses) lot.heard.push_back(judge.listen(course, lot.package));
    } catch (...) {
        lot.problem = std::current_exception();
    }
}

void Listening::hand_over(const Lot& lot) {
    for (std::size_t i = 0; i < lot.heard.size(); ++i) take_(lot.courses[i], lot.heard[i], lot.catalogue);
    if (lot.problem) std::rethrow_exception(lot.problem);
}

}  // namespace needfirst::audit
