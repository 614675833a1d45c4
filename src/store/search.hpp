// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/insert.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

// For the store's own sources only.
namespace needfirst::store {

/// The full-text search of a store in the making. It is gathered in a file of its own, so that another thread can, and
/// moved into the store at the end. One thread at a time; throws SQLite::Exception.
class Search {
public:
    /// The tables that are searched: the title of a course or activity, the quote of evidence or a finding.
    enum class Of : std::uint8_t { course, activity, evidence, finding };

    /// `file`: where it is gathered; its name is gone at once where the disk can do that, all of it with the object.
    explicit Search(std::filesystem::path file);
    void add(Of table, std::int64_t row, const std::string& text);
    /// Takes a row back that was added with this text.
    void remove(Of table, std::int64_t row, const std::string& text);
    /// Nothing is added or removed afterwards.
    void move_into(SQLite::Database& store);

private:
    /// Removes the file, now and at last.
    struct Gone {
        explicit Gone(std::filesystem::path path) : file(std::move(path)) {}
        ~Gone() { remove(); }
        void remove() const {
            std::error_code ignored;
            std::filesystem::remove(file, ignored);
        }
        std::filesystem::path file;
    };
    Gone gone_;  // outlives the database
    SQLite::Database db_;
    std::array<std::optional<Insert>, 4> insert_, remove_;
};

}  // namespace needfirst::store
