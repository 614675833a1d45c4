// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/insert.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

// For the store's own sources only.
namespace needfirst::store {

/// The full-text search of a store in the making. It is gathered in a database of its own, so that another thread can,
/// and moved into the store at the end. One thread at a time; throws SQLite::Exception.
class Search {
public:
    /// The tables that are searched: the title of a course or activity, the quote of evidence or a finding.
    enum class Of : std::uint8_t { course, activity, evidence, finding };

    Search();
    void add(Of table, std::int64_t row, const std::string& text);
    /// Takes rows back that were added and still stand in the store: those of the table for which `where` holds.
    void remove(Of table, SQLite::Database& store, const std::string& where);
    /// Nothing is added or removed afterwards.
    void move_into(SQLite::Database& store);

private:
    SQLite::Database db_;
    std::array<std::optional<Insert>, 4> insert_;
};

}  // namespace needfirst::store
