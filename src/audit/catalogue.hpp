// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/programmes.hpp"
#include "rule/heard.hpp"
#include "store/collected.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace needfirst::audit {

/// The rows of all catalogues of a run, found again in the store, so that a package which is the same course (the same
/// identifier, else the same normalised title and no other provider) is judged together with its row. Keeps a bit of a
/// row in memory.
class Catalogue {
public:
    Catalogue(store::Writer& writer, const store::Collected& collected, const Programmes& programmes);
    /// The pieces of all catalogues in order; `package`: the number of the catalogue file.
    void add(const store::Piece& piece, std::size_t package);
    /// All were added.
    void done();
    /// What a package found of its own: the numbers of the files whose rows were joined, or why none was although some
    /// have its title.
    struct Claim {
        std::vector<std::size_t> packages;
        std::string doubt;
    };
    /// Joins the rows of the same course to `heard` and marks them as claimed; where several different courses have its
    /// title and nothing tells them apart, none. Any number of threads.
    Claim claim(rule::Heard& heard);

    /// What is left of a piece, by its number in the order in which they were added.
    struct Left {
        std::size_t package = 0;
        std::vector<rule::Heard> rows;
    };
    Left left(const store::Piece& piece, std::size_t number) const;

private:
    struct Known {
        std::int64_t first_row, piece;
        std::size_t package;
    };
    struct Row {
        std::int64_t number;
        std::size_t package;
        rule::Heard heard;
    };
    Row row(std::int64_t number) const;
    std::vector<Row> rows_of(const rule::Heard& heard) const;
    std::vector<std::int64_t> matches(std::uint64_t key) const;
    bool is_claimed(std::int64_t row) const;

    const store::Collected& collected_;
    const Programmes& programmes_;
    std::optional<store::RowKeys> keys_;  ///< none where no package is there that could ask
    std::vector<Known> pieces_;
    std::int64_t rows_ = 0;
    std::vector<std::atomic<std::uint64_t>> claimed_;  ///< a bit each
};

}  // namespace needfirst::audit
