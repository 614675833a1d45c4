// SPDX-License-Identifier: Apache-2.0
#include "store/audit.hpp"

#include "store/file.hpp"

namespace needfirst::store {

int Row::columns() const { return at_.getColumnCount(); }
std::string_view Row::name(int column) const { return at_.getColumnName(column); }
bool Row::is_null(int column) const { return at_.isColumnNull(column); }
bool Row::is_text(int column) const { return at_.getColumn(column).isText(); }
std::int64_t Row::integer(int column) const { return at_.getColumn(column).getInt64(); }
double Row::real(int column) const { return at_.getColumn(column).getDouble(); }
std::string_view Row::text(int column) const {
    bool ignored = false;
    return text(column, ignored);
}
std::string_view Row::text(int column, bool& is_text) const {
    const auto value = at_.getColumn(column);
    is_text = value.isText();
    const char* const text = value.getText("");
    return {text, static_cast<std::size_t>(value.getBytes())};
}

namespace {

// What was left half-written in it, as on a full disk, is taken back by the first who opens it to write.
void take_back(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::path(path) += "-journal", ignored)) return;
    try {
        SQLite::Database(path.string(), SQLite::OPEN_READWRITE).execAndGet("PRAGMA user_version");
    } catch (const SQLite::Exception&) {  // who reads it says what is wrong
    }
}

}  // namespace

struct Audit::State {
    explicit State(const std::filesystem::path& file)
        : path(file), db(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX) {}
    std::filesystem::path path;
    SQLite::Database db;
    model::RunRecord run;
};

Audit::Audit(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        throw base::InputError(
            fmt::format("cannot read {}: there is no such file; make one with `needfirst audit PATH... --db {}`",
                        path.string(), path.string()));
    take_back(path);
    in_words("read", path, [&] {
        state_ = std::make_unique<State>(path);
        check_is_store(state_->db, path);
        each(
            "SELECT started_at, finished_at, tool_version, rules_fingerprint, arguments, shard, inputs, coverage, "
            "settings "
            "FROM run",
            [&](const Row& row) {
                auto& run = state_->run;
                std::string* const fields[] = {
                    &run.started_at, &run.finished_at, &run.tool_version, &run.rules_fingerprint,
                    &run.arguments,  &run.shard,       &run.inputs};
                for (int i = 0; i < 7; ++i) *fields[i] = row.text(i);
                run.coverage = row.real(7);
                run.settings = row.text(8);
            });
    });
    if (state_->run.finished_at.empty())
        throw base::InputError(fmt::format("{} is of an audit that did not end; audit again", path.string()));
}

Audit::~Audit() = default;
Audit::Audit(Audit&&) noexcept = default;

void Audit::each(std::string_view query, const std::function<void(const Row&)>& take,
                 std::initializer_list<Value> values) const {
    in_words("read", state_->path, [&] {
        SQLite::Statement statement(state_->db, std::string(query));
        int at = 0;
        for (const auto& value : values) std::visit([&](const auto& v) { statement.bind(at + 1, v); }, value), ++at;
        const Row row(statement);
        while (statement.executeStep()) take(row);
    });
}

std::int64_t Audit::number(std::string_view query, std::initializer_list<Value> values) const {
    std::int64_t result = 0;
    bool first = true;
    each(
        query,
        [&](const Row& row) {
            if (first) result = row.integer(0);
            first = false;
        },
        values);
    return result;
}

std::vector<std::string> Audit::columns(std::string_view query) const {
    return in_words("read", state_->path, [&] {
        const SQLite::Statement statement(state_->db, std::string(query));
        std::vector<std::string> names;
        for (int i = 0; i < statement.getColumnCount(); ++i) names.emplace_back(statement.getColumnName(i));
        return names;
    });
}

const std::filesystem::path& Audit::path() const { return state_->path; }
const model::RunRecord& Audit::run() const { return state_->run; }

}  // namespace needfirst::store
