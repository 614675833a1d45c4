// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace needfirst::store {

/// The own words of a social activity, normalised, and the course it stands in.
struct Prompt {
    std::int64_t activity, course;
    std::string words;
};

/// Indices of prompts that stand, the same or nearly the same, in at least `courses` courses. Nearly: by MinHash over
/// runs of three words, alike in about seven of ten. Prompts of fewer than four words are too common to tell and left
/// out. Linear in the number of prompts.
std::vector<std::size_t> repeated(const std::vector<Prompt>& prompts, std::size_t courses);

/// A social prompt that stands in many courses.
struct Echo {
    std::int64_t course, activity;           ///< ids in the store
    std::string package, identifier, title;  ///< of the course
    model::Activity prompt;
};

/// Visible social prompts of a store that stand, the same or nearly the same, in at least `courses` courses, in order.
std::vector<Echo> echoes(SQLite::Database& db, std::size_t courses);

}  // namespace needfirst::store
