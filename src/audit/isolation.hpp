// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace needfirst::audit {

/// Work on inputs in processes of their own: what crashes, asks for too much memory or does not end takes only itself
/// along. Keepers are forked when it is made; a keeper forks a fresh process for each input, which sees all that was in
/// memory then, may open files for reading and write to its pipe, and nothing else (where libseccomp is).
class Isolation {
public:
    struct Bounds {
        std::uint64_t bytes = 0;  ///< of memory, beside what was in use before
        double seconds = 0;       ///< between two pieces; a little more, so that reading can end by itself
    };
    /// Hands over a piece of what came of an input.
    using Give = std::function<void(std::string_view piece)>;
    using Work = std::function<void(const std::string& path, const Give& give)>;

    Isolation(unsigned keepers, const Bounds& bounds, Work work);
    ~Isolation();
    Isolation(const Isolation&) = delete;
    Isolation& operator=(const Isolation&) = delete;

    struct End {
        std::string broke_off;        ///< why it did; "" where it ended well
        std::string package, member;  ///< then: what was read last (base::Whereabouts), where that is known
    };
    using Take = std::function<void(std::string&& piece)>;
    /// Pieces are taken as they come, also those of what breaks off later. Any number of threads. Throws
    /// base::InputError where no keeper is left, and what `take` throws.
    End run(const std::string& path, const Take& take);

private:
    struct Keeper {
        pid_t process;
        int line;
    };
    Keeper borrow();
    void lose(const Keeper& keeper);

    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<Keeper> free_;
    std::size_t alive_ = 0;
};

/// Gives up what a process that reads strangers' bytes does not need. For the process that calls it, for ever.
void confine(std::uint64_t more_bytes);
/// "memory, time, system calls": what confine() can hold here.
std::string_view confinement();

}  // namespace needfirst::audit
