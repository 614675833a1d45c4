// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace needfirst::store {

/// A programme, with what the store holds of its courses, in their order. Courses that were not seen are left out.
struct Programme {
    struct Course {
        std::int64_t id = 0;
        std::string package;
        model::Judgement judged;  ///< without findings and questions
    };
    std::string title;
    model::Basis basis = model::Basis::listed;
    std::vector<Course> courses;
};

/// Programmes of two courses and more, in the order of the store. Their courses must be linked.
void programmes(SQLite::Database& db, const std::function<void(const Programme&)>& take);

}  // namespace needfirst::store
