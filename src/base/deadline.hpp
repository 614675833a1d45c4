// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <string>

namespace needfirst::base {

/// A time limit on what this thread does while it lives, as that of one package. An inner one holds in place of the
/// outer one; then the outer one holds again.
class Deadline {
public:
    /// What holds in one thread, so that it holds in another that works for it, too.
    struct Limit {
        unsigned seconds = 0;
        std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
    };
    /// 0 seconds: none.
    explicit Deadline(unsigned seconds) : Deadline(Limit{seconds}) {}
    explicit Deadline(const Limit& limit);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    /// That of this thread.
    static Limit limit();
    /// The limit in seconds where it has passed, else 0. Cheap enough for every member and course.
    static unsigned passed();
    /// Throws base::InputError where it has passed. Cheap enough for every tag, value and sentence: it looks now and
    /// then.
    static void check();
    /// "it takes more than 5 seconds to read (--max-seconds raises it)"
    static std::string reason(unsigned seconds);

private:
    Limit limit_;
    Deadline* outer_;
};

}  // namespace needfirst::base
