// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/readings.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

namespace needfirst::store {

/// The readings of a store in the making, whoever wrote them: an audit, or the shards of one. Any number of threads,
/// one at a time.
class Collected {
public:
    explicit Collected(Writer& writer) : writer_(writer) {}
    /// Takes in all readings of a finished store. Throws base::InputError.
    void take(const std::filesystem::path& store);
    /// Paths that several of the stores had read, and read alike, are one reading again; how many there were. Throws
    /// base::InputError where they were not read alike.
    std::size_t unite();
    /// All readings in the order of the run: position, then path.
    void each(const std::function<void(const Reading&)>& take) const;
    Piece piece(std::int64_t id) const;
    std::size_t readings() const;
    /// Whether something else than catalogues was read.
    bool has_packages() const;

private:
    friend class Pieces;
    Writer& writer_;
};

/// Walks the pieces of the catalogues, or of all that is no catalogue, in the order of the run. Bounded memory.
class Pieces {
public:
    /// `heads`: only those that hold a package itself.
    Pieces(const Collected& collected, bool catalogue, bool heads = false);
    /// False at the end.
    bool next(Piece& piece);

private:
    bool next_readings();
    void next_pieces();

    const Collected& collected_;
    bool catalogue_, heads_;
    struct At {
        std::int64_t id = 0, position = -1;
        std::string path;
    };
    std::deque<At> readings_;
    At last_;
    std::int64_t package_ = -1, part_ = 0;
    std::deque<Piece> pieces_;
    bool more_ = false;  ///< the reading at hand has further pieces
};

/// Finds rows of catalogues by the hash of what they are called. On disk.
class RowKeys {
public:
    explicit RowKeys(Writer& writer);
    ~RowKeys();
    void add(std::uint64_t key, std::int64_t row);
    /// All were added: now they can be found.
    void done();
    /// Rows with this key, ascending.
    std::vector<std::int64_t> find(std::uint64_t key) const;

private:
    struct Statements;
    Writer& writer_;
    std::unique_ptr<Statements> statements_;
};

}  // namespace needfirst::store
