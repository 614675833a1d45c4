// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "rule/judge.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include <tbb/enumerable_thread_specific.h>

namespace needfirst::audit {

/// Listens to the courses of an input while it is read: where they are many, to several at a time. What was heard is
/// handed over in their order, by the thread that adds them.
class Listening {
public:
    using Judges = tbb::enumerable_thread_specific<rule::Judge>;  ///< copies of one
    using Take = std::function<void(const model::Course&, const rule::Heard&, bool catalogue)>;
    /// `ahead`: as many lots of courses may be under way; 0: no other thread is asked.
    Listening(Judges& judges, std::size_t ahead, Take take);
    ~Listening();
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    /// `package`: the path of theirs, as locations show it. Throws what listening to an earlier one threw.
    void add(model::Course&& course, const std::string& package, bool catalogue);
    /// No more of this package: hands over what is still under way.
    void finish();

private:
    struct Lot;
    void start();
    void hand_over_first();
    void listen_to(Lot& lot);
    void hand_over(const Lot& lot);

    Judges& judges_;
    std::size_t ahead_;
    Take take_;
    std::unique_ptr<Lot> next_;  ///< being filled; the last one is listened to by the thread that adds
    std::deque<std::unique_ptr<Lot>> under_way_;
};

}  // namespace needfirst::audit
