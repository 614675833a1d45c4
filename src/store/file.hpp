// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

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

/// Throws InputError where the open database is not a store of ours, or of a later needfirst.
void check_is_store(SQLite::Database& db, const std::filesystem::path& path);

/// Where a store is written before it is done.
std::filesystem::path part_of(const std::filesystem::path& db);

/// What a killed run left in `part` becomes `left`; what is damaged goes. Throws base::InputError where another run is
/// writing it.
void put_aside(const std::filesystem::path& part, const std::filesystem::path& left);

}  // namespace needfirst::store
