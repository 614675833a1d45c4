// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "store/readings.hpp"

#include <filesystem>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

// What writer and reader share; for the store's own sources only.
namespace needfirst::store {

/// An InputError that names the path, the reason and what to do about it.
base::InputError cannot(std::string_view act, const std::filesystem::path& path, const SQLite::Exception& problem);

/// Runs `work`, with SQLite's exceptions turned into InputError.
template <class Work>
auto in_words(std::string_view act, const std::filesystem::path& path, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& problem) {
        throw cannot(act, path, problem);
    }
}

/// The row at hand of a query for id, reading_id, catalogue, package, part, keys, content.
inline Piece piece_of(SQLite::Statement& row) {
    return {row.getColumn(0).getInt64(), row.getColumn(1).getInt64(), row.getColumn(2).getInt() != 0,
            row.getColumn(3).getInt64(), row.getColumn(4).getInt64(), row.getColumn(5).getString(),
            row.getColumn(6).getString()};
}

/// Throws InputError where the open database is not a store of ours, or of a later needfirst.
void check_is_store(SQLite::Database& db, const std::filesystem::path& path);

/// Where a store is written before it is done.
std::filesystem::path part_of(const std::filesystem::path& db);

/// Removes a store in the making, with what SQLite keeps beside it.
void remove_part(const std::filesystem::path& part);

/// The file that will be replaced must be a store, lest a mistyped --db costs somebody a file. Throws base::InputError.
void check_replaceable(const std::filesystem::path& path);

/// Keeps what a run that was cut off had written, if that is more than what an earlier one left.
void leave(const std::filesystem::path& part, const std::filesystem::path& left);

/// A database for a while, on the disk for temporary files; it goes by itself. In a transaction.
SQLite::Database scratch();

/// Waits until the file is on the disk. Throws base::InputError.
void sync_to_disk(const std::filesystem::path& file);

/// What a killed run left in `part` becomes `left`; what is damaged goes. Throws base::InputError where another run is
/// writing it.
void put_aside(const std::filesystem::path& part, const std::filesystem::path& left);

}  // namespace needfirst::store
