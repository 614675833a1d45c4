// SPDX-License-Identifier: Apache-2.0
#include "store/search.hpp"

#include "store/schema.hpp"

#include <string_view>

#include <spdlog/fmt/fmt.h>

namespace needfirst::store {
namespace {

constexpr std::array<std::string_view, 4> names = {"course_search", "activity_search", "evidence_search",
                                                   "finding_search"};
constexpr std::array<std::string_view, 4> columns = {"title", "title", "quote", "quote"};

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

Search::Search(std::filesystem::path file)
    : gone_(std::move(file)), db_(gone_.file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    gone_.remove();
    db_.exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
    db_.exec(schema_search);
    for (std::size_t i = 0; i < names.size(); ++i)
        insert_[i].emplace(db_, fmt::format("{}(rowid, {})", names[i], columns[i]), 2);
}

void Search::add(Of table, std::int64_t row, const std::string& text) {
    (*insert_[static_cast<std::size_t>(table)])(row, text);
}

void Search::remove(Of table, std::int64_t row, const std::string& text) {
    const auto i = static_cast<std::size_t>(table);
    if (!remove_[i]) remove_[i].emplace(db_, fmt::format("{0}({0}, rowid, {1})", names[i], columns[i]), 3);
    (*remove_[i])("delete", row, text);
}

void Search::move_into(SQLite::Database& store) {
    db_.exec("COMMIT");  // FTS5 holds back what it has until then
    store.exec(schema_search);
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < parts.size(); ++i)
            copy(db_, store, fmt::format("{}_{}", name, parts[i]), part_columns[i]);
}

}  // namespace needfirst::store
