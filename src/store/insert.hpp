// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/charset.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

// How rows are written; for the store's own sources only.
namespace needfirst::store {

/// SQLite refuses a row for what stands in it, so another row may do.
class Refused : public base::InputError {
    using InputError::InputError;
};

/// A blob.
struct Bytes {
    std::string_view bytes;
};

/// One prepared INSERT, called with the values of a row in the order of the table's columns. Throws Refused.
class Insert {
public:
    Insert(SQLite::Database& db, std::string_view table, int columns, std::string_view tail = {})
        : table_(table),
          largest_(static_cast<std::size_t>(sqlite3_limit(db.getHandle(), SQLITE_LIMIT_LENGTH, -1))),
          statement_(db, sql(table, columns, tail)) {}

    template <class... Values>
    void operator()(const Values&... values) {
        try {
            int at = 0;
            (bind(++at, values), ...);
            statement_.exec();
            statement_.reset();
        } catch (const SQLite::Exception& problem) {
            statement_.tryReset();
            const int code = problem.getErrorCode() & 0xff;
            if (code == SQLITE_TOOBIG) too_large();
            if (code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH)
                throw Refused(fmt::format("the store refuses a row of its table {}: {}", table_, problem.what()));
            throw;
        }
    }

private:
    [[noreturn]] void too_large() const {
        throw Refused(
            fmt::format("the store cannot hold it: a row of its table {} has more than {} bytes, the limit of "
                        "SQLite",
                        table_, largest_));
    }
    // Sizes reach SQLite as int: beyond that it would not see that they are too large.
    void check(std::string_view bytes) const {
        if (bytes.size() > largest_) too_large();
    }
    static std::string sql(std::string_view table, int columns, std::string_view tail) {
        std::string text = fmt::format("INSERT INTO {} VALUES (?", table);
        for (int i = 1; i < columns; ++i) text += ",?";
        return text + ")" + std::string(tail);
    }
    // Bound without a copy: the row outlives exec(). A store is UTF-8 whatever file names a disk holds.
    void bind(int at, const std::string& text) {
        check(text);
        if (base::is_utf8(text)) statement_.bindNoCopy(at, text);
        else statement_.bind(at, base::to_utf8(text));
    }
    void bind(int at, Bytes bytes) {
        check(bytes.bytes);
        statement_.bindNoCopy(at, bytes.bytes.data(), static_cast<int>(bytes.bytes.size()));
    }
    void bind(int at, const char* word) { statement_.bindNoCopy(at, word); }
    void bind(int at, std::int64_t number) { statement_.bind(at, number); }
    void bind(int at, std::uint64_t number) { statement_.bind(at, static_cast<std::int64_t>(number)); }
    void bind(int at, int number) { statement_.bind(at, number); }
    void bind(int at, bool truth) { statement_.bind(at, truth ? 1 : 0); }
    void bind(int at, double number) { statement_.bind(at, number); }
    void bind(int at, std::nullopt_t) { statement_.bind(at); }
    template <class Value>
    void bind(int at, const std::optional<Value>& value) {
        if (value) bind(at, *value);
        else statement_.bind(at);
    }

    std::string table_;
    std::size_t largest_;
    SQLite::Statement statement_;
};

/// The closed vocabularies are literals: terminated, and alive for ever.
template <class Enum>
const char* word(Enum value) {
    return name(value).data();
}

}  // namespace needfirst::store
