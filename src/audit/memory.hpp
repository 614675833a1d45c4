// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/package.hpp"
#include "rule/heard.hpp"
#include "store/readings.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What was heard in an input as bytes, in pieces: so an unchanged input is not read again, shards can be judged
// together, and the rows of a catalogue need not wait in memory. Bytes of another version, or damaged ones, are
// refused.
namespace needfirst::audit {

/// Bytes of a piece at most: far above what is heard in one course, far below what SQLite holds in a row (10^9).
constexpr std::size_t largest_piece = 255u << 20;

/// Makes the pieces of one input. The courses of a package come before it. What no piece holds is left out, and told in
/// the row of its package.
class Memory {
public:
    using Give = std::function<void(store::Piece&&)>;
    /// `package`: the number of the first one, where earlier ones are made already.
    Memory(std::int64_t reading, Give give, std::int64_t package = 0, std::size_t largest = largest_piece)
        : reading_(reading), give_(std::move(give)), package_(package), largest_(largest) {}
    /// `row`: of a catalogue.
    void add(const rule::Heard& course, bool row);
    void add(model::Package package, bool catalogue);

private:
    void leave_out(const std::string& what, std::size_t bytes);
    void give(bool catalogue, std::int64_t part, std::string head);

    std::int64_t reading_;
    Give give_;
    std::int64_t package_, part_ = 0;  ///< the last part of this package that is full
    std::size_t largest_;
    std::string courses_, keys_;
    std::vector<base::Coverage> left_out_;  ///< of the package at hand
};

/// A row of a catalogue as packages look for it: hashes of its identifier and its normalised title, 0 where it has none
/// that would do; and where it stands in its piece.
struct RowKey {
    std::uint64_t identifier, title;
    std::uint32_t at;
};
std::uint64_t identifier_key(const rule::Heard& course);
std::uint64_t title_key(const rule::Heard& course);

struct Remembered {
    std::optional<model::Package> package;  ///< in part 0
    std::vector<rule::Heard> courses;
};

/// Whether the content is what was written.
bool is_whole(const store::Piece& piece);
/// Throws base::InputError where it is not, or was written by another build.
Remembered remember(const store::Piece& piece);
/// The package alone, of a part 0.
model::Package remember_package(const store::Piece& piece);
rule::Heard remember_row(const store::Piece& piece, std::size_t row);
std::vector<RowKey> row_keys(const store::Piece& piece);

/// A piece on its way between two processes of one build; its place in the store is left out.
std::string to_bytes(const store::Piece& piece);
/// Nothing where the bytes are not those of a piece, or what stands in it cannot be read.
std::optional<store::Piece> piece_of(std::string_view bytes);

}  // namespace needfirst::audit
