// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace SQLite {
class Statement;
}

namespace needfirst::store {

/// One row of a query: a view, valid until the callback returns. Columns count from 0.
class Row {
public:
    explicit Row(SQLite::Statement& at) : at_(at) {}
    int columns() const;
    std::string_view name(int column) const;
    bool is_null(int column) const;
    bool is_text(int column) const;
    std::string_view text(int column) const;  ///< numbers as SQLite writes them; "" for null
    /// The same, and whether it is a text rather than a number.
    std::string_view text(int column, bool& is_text) const;
    std::int64_t integer(int column) const;  ///< 0 for null
    double real(int column) const;

private:
    SQLite::Statement& at_;
};

using Value = std::variant<std::int64_t, std::string>;

/// A finished store, opened for reading only, by one thread at a time. The schema (store/schema.cpp, DESIGN section 6)
/// is the interface: reports ask it in SQL.
class Audit {
public:
    /// Throws base::InputError (path, reason, what to do) where it is absent, no store of needfirst, of another schema,
    /// or of a run that did not end.
    explicit Audit(const std::filesystem::path& path);
    ~Audit();
    Audit(Audit&&) noexcept;

    /// Calls `take` for each row of `query`, whose `?` are bound to `values`.
    void each(std::string_view query, const std::function<void(const Row&)>& take,
              std::initializer_list<Value> values = {}) const;
    /// First column of the first row; 0 where there is none.
    std::int64_t number(std::string_view query, std::initializer_list<Value> values = {}) const;

    /// Names of the columns that `query` gives.
    std::vector<std::string> columns(std::string_view query) const;

    const std::filesystem::path& path() const;
    const model::RunRecord& run() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace needfirst::store
