// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"

#include <atomic>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace needfirst::audit {

/// The rows of all catalogues of a run, kept as what was heard in them, so that a package which is the same course (the
/// same identifier, else the same normalised title) is judged together with its row.
class Catalogue {
public:
    /// `package`: the number of the catalogue file. Not for several threads at once.
    void add(rule::Heard&& row, std::size_t package);
    /// Joins the rows of the same course to `heard`, marks them as claimed and gives the numbers of their files. Any
    /// number of threads, once all rows are there.
    std::vector<std::size_t> claim(rule::Heard& heard);
    /// Rows that no package claimed, in order; they are moved out.
    struct Row {
        rule::Heard heard;
        std::size_t package = 0;
        std::atomic<bool> claimed{false};
    };
    std::deque<Row>& rows() { return rows_; }

private:
    std::deque<Row> rows_;
    std::unordered_multimap<std::string, std::size_t> by_identifier_, by_title_;
};

}  // namespace needfirst::audit
