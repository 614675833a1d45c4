// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace needfirst::base {

/// Notes what this thread reads where another process can see it: who watches over reading names the place where it
/// broke off. Costs nothing where nobody watches.
class Whereabouts {
public:
    /// Lies in memory that both processes see. Written by one that may be gone in the middle of it.
    struct Board {
        std::array<char, 4096> package{}, member{};
    };
    /// From now on, for this thread.
    static void note_on(Board* board);
    /// The text on a part of a board; "" where it is none.
    static std::string read(const std::array<char, 4096>& part);

    /// A package is read while it lives; then the one that it lies in, again.
    explicit Whereabouts(std::string package);
    ~Whereabouts();
    Whereabouts(const Whereabouts&) = delete;
    Whereabouts& operator=(const Whereabouts&) = delete;
    /// A member of it was opened.
    static void member(std::string_view path);

private:
    std::string package_;
    const Whereabouts* outer_;
};

}  // namespace needfirst::base
