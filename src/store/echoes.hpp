// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace needfirst::store {

/// Tells which prompts stand, the same or nearly the same, in many courses. Nearly: by MinHash over runs of three
/// words, alike in about seven of ten. Prompts of fewer than four words are too common to tell and left out. Keeps 4
/// bytes of a prompt in memory, and 8 of those alike; the rest in a temporary file.
class Prompts {
public:
    Prompts();
    ~Prompts();
    /// `words`: its own, normalised. Those of one course follow each other.
    void add(std::int64_t activity, std::int64_t course, std::string_view words);
    /// A course that is taken back counts no more. Before the first each().
    void forget(std::int64_t course);
    /// Those that stand in at least so many courses, in the order in which they were added; nothing is added
    /// afterwards.
    void each(std::size_t courses, const std::function<void(std::int64_t activity, std::int64_t course)>& take);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A social prompt that stands in many courses.
struct Echo {
    std::int64_t course, activity;           ///< ids in the store
    std::string package, identifier, title;  ///< of the course
    model::Activity prompt;
};

/// Prompts of a store that stand, the same or nearly the same, in at least `courses` courses, in order.
void echoes(SQLite::Database& db, Prompts& prompts, std::size_t courses, const std::function<void(const Echo&)>& take);

}  // namespace needfirst::store
