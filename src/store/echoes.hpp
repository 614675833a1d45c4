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
    /// First the own words of each prompt, normalised.
    void add(std::string_view words);
    /// Then, in the same order, the course of each; those of one course follow each other.
    void count(std::int64_t course);
    /// In how many courses the prompt with this number (from 0) stands; 0 for a short one.
    std::size_t courses(std::size_t prompt) const;

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

/// Visible social prompts of a store that stand, the same or nearly the same, in at least `courses` courses, in order.
void echoes(SQLite::Database& db, std::size_t courses, const std::function<void(const Echo&)>& take);

}  // namespace needfirst::store
