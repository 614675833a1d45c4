// SPDX-License-Identifier: Apache-2.0
#include "store/search.hpp"

#include "store/file.hpp"
#include "store/schema.hpp"

#include <string_view>

#include <spdlog/fmt/fmt.h>

namespace needfirst::store {
namespace {

/// By Search::Of.
struct Searched {
    std::string_view table, column;
};
constexpr std::array<Searched, 4> searched = {
    {{"course", "title"}, {"activity", "title"}, {"evidence", "quote"}, {"finding", "quote"}}};

// Of the tables that FTS5 keeps a search in, those that hold anything here: the text stays in the tables searched, and
// their sizes are not asked for.
constexpr std::array<std::string_view, 2> parts = {"data", "idx"};
constexpr std::array<int, 2> part_columns = {2, 3};

void copy(SQLite::Database& from, SQLite::Database& to, const std::string& table, int columns) {
    to.exec("DELETE FROM " + table);
    SQLite::Statement all(from, "SELECT * FROM " + table);
    Insert insert(to, table, columns);
    while (all.executeStep()) {
        const std::int64_t number = all.getColumn(0).getInt64();
        const std::string bytes = all.getColumn(1).getString();
        if (columns == 2) insert(number, Bytes{bytes});
        else insert(number, Bytes{bytes}, all.getColumn(2).getInt64());
    }
}

}  // namespace

Search::Search() : db_(scratch()) {
    db_.exec(schema_search);
    for (std::size_t i = 0; i < searched.size(); ++i)
        insert_[i].emplace(db_, fmt::format("{}_search(rowid, {})", searched[i].table, searched[i].column), 2);
}

void Search::add(Of table, std::int64_t row, const std::string& text) {
    (*insert_[static_cast<std::size_t>(table)])(row, text);
}

void Search::remove(Of table, SQLite::Database& store, const std::string& where) {
    const auto [name, column] = searched[static_cast<std::size_t>(table)];
    SQLite::Statement rows(store, fmt::format("SELECT id, {} FROM {} WHERE {}", column, name, where));
    Insert remove(db_, fmt::format("{0}_search({0}_search, rowid, {1})", name, column), 3);
    while (rows.executeStep()) remove("delete", rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
}

void Search::move_into(SQLite::Database& store) {
    db_.exec("COMMIT");  // FTS5 holds back what it has until then
    store.exec(schema_search);
    for (const Searched& one : searched)
        for (std::size_t i = 0; i < parts.size(); ++i)
            copy(db_, store, fmt::format("{}_search_{}", one.table, parts[i]), part_columns[i]);
}

}  // namespace needfirst::store
