// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/header.hpp"
#include "model/course.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::format::catalogue {

/// Programmes that a column names, their courses in the order of the order column, else of the rows.
class Programmes {
public:
    explicit Programmes(const Columns& columns) : columns_(columns) {}
    /// The rows of one course ...
    void see(const std::vector<std::string_view>& cells, std::uint32_t row);
    /// ... and the course they are.
    void is(const model::Course& course);
    void finish(std::vector<model::Programme>& programmes);

private:
    struct Step {
        double position;
        std::uint32_t row;
        std::string course;
    };
    struct Named {
        std::string title;
        std::vector<Step> steps;
    };
    struct Seen {
        std::size_t programme;
        double position;
        std::uint32_t row;
    };
    const Columns& columns_;
    std::vector<Named> programmes_;
    std::unordered_map<std::string, std::size_t> by_title_;
    std::vector<Seen> seen_;
};

}  // namespace needfirst::format::catalogue
