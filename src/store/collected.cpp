// SPDX-License-Identifier: Apache-2.0
#include "store/collected.hpp"

#include "store/writing.hpp"

namespace needfirst::store {
namespace {

constexpr int readings_at_once = 1000, pieces_at_once = 64;
/// Rows copied in one transaction: its pages wait in a log.
constexpr std::int64_t copied_at_once = 2000;

}  // namespace

void Collected::take(const std::filesystem::path& store) {
    writer_.state_->locked("write", [&](Writer::State& s) {
        s.db.exec("COMMIT");
        {
            SQLite::Statement attach(s.db, "ATTACH ? AS shard");
            attach.bind(1, store.string());
            attach.exec();
        }
        const std::int64_t before = s.db.execAndGet("SELECT coalesce(max(id), 0) FROM reading").getInt64();
        const auto copy = [&](const char* table, const std::string& columns) {
            const std::int64_t last =
                s.db.execAndGet(fmt::format("SELECT coalesce(max(id), 0) FROM shard.{}", table)).getInt64();
            for (std::int64_t at = 0; at < last; at += copied_at_once)
                s.db.exec(fmt::format("INSERT INTO main.{0} SELECT {1} FROM shard.{0} WHERE id > {2} AND id <= {3}",
                                      table, columns, at, at + copied_at_once));
        };
        copy("reading", fmt::format("id + {}, position, path, fingerprint, state", before));
        copy("heard", fmt::format("NULL, reading_id + {}, catalogue, package, part, keys, content", before));
        s.db.exec("DETACH shard");
        s.db.exec("BEGIN");
    });
}

std::size_t Collected::unite() {
    return writer_.state_->locked("write", [&](Writer::State& s) {
        std::size_t twice = 0;
        SQLite::Statement again(s.db,
                                "SELECT path, min(id), count(*), count(DISTINCT fingerprint || state) FROM reading "
                                "GROUP BY path HAVING count(*) > 1");
        SQLite::Statement pieces(
            s.db, "DELETE FROM heard WHERE reading_id IN (SELECT id FROM reading WHERE path = ? AND id > ?)");
        SQLite::Statement readings(s.db, "DELETE FROM reading WHERE path = ? AND id > ?");
        // The index makes both quick, and a reader of what it changes safe: all is found first.
        s.db.exec("CREATE TEMP TABLE twice (path TEXT, id INTEGER)");
        while (again.executeStep()) {
            const std::string path = again.getColumn(0).getString();
            if (again.getColumn(3).getInt() > 1)
                throw base::InputError(fmt::format(
                    "{} stands in several of the stores with different content; audit again where it is out of date, "
                    "or leave that store out",
                    path));
            twice += static_cast<std::size_t>(again.getColumn(2).getInt() - 1);
            SQLite::Statement keep(s.db, "INSERT INTO twice VALUES (?, ?)");
            keep.bind(1, path);
            keep.bind(2, again.getColumn(1).getInt64());
            keep.exec();
        }
        again.reset();
        if (twice > 0) {
            s.db.exec("CREATE INDEX reading_path ON reading(path)");
            SQLite::Statement each(s.db, "SELECT path, id FROM twice");
            while (each.executeStep())
                for (SQLite::Statement* gone : {&pieces, &readings}) {
                    gone->bind(1, each.getColumn(0).getString());
                    gone->bind(2, each.getColumn(1).getInt64());
                    gone->exec();
                    gone->reset();
                }
            each.reset();
            s.db.exec("DROP INDEX reading_path");
        }
        s.db.exec("DROP TABLE twice");
        return twice;
    });
}

void Collected::each(const std::function<void(const Reading&)>& take) const {
    writer_.state_->locked("read", [&](Writer::State& s) {
        SQLite::Statement all(s.db, "SELECT id, position, path, fingerprint, state FROM reading ORDER BY 2, 3");
        while (all.executeStep())
            take({all.getColumn(0).getInt64(), all.getColumn(1).getInt64(), all.getColumn(2).getString(),
                  all.getColumn(3).getString(), all.getColumn(4).getString()});
    });
}

Piece Collected::piece(std::int64_t id) const {
    return writer_.state_->locked("read", [&](Writer::State& s) {
        SQLite::Statement one(s.db,
                              "SELECT id, reading_id, catalogue, package, part, keys, content FROM heard WHERE id = ?");
        one.bind(1, id);
        return one.executeStep() ? piece_of(one) : Piece{};
    });
}

std::size_t Collected::readings() const {
    return writer_.state_->locked("read", [](Writer::State& s) {
        return static_cast<std::size_t>(s.db.execAndGet("SELECT count(*) FROM reading").getInt64());
    });
}

bool Collected::has_packages() const {
    return writer_.state_->locked("read", [](Writer::State& s) {
        return s.db.execAndGet("SELECT EXISTS (SELECT 1 FROM heard WHERE NOT catalogue)").getInt() != 0;
    });
}

Pieces::Pieces(const Collected& collected, bool catalogue, bool heads)
    : collected_(collected), catalogue_(catalogue), heads_(heads) {
    collected_.writer_.state_->locked("write", [](Writer::State& s) {
        s.db.exec("CREATE INDEX IF NOT EXISTS reading_order ON reading(position, path)");
    });
}

bool Pieces::next(Piece& piece) {
    while (pieces_.empty()) {
        if (!more_) {
            if (readings_.empty() && !next_readings()) return false;
            package_ = -1, part_ = 0, more_ = true;
        }
        next_pieces();
        if (!more_) readings_.pop_front();
    }
    piece = std::move(pieces_.front());
    pieces_.pop_front();
    return true;
}

// No statement stays open between two calls: the log of the store could not be taken in meanwhile.
bool Pieces::next_readings() {
    collected_.writer_.state_->locked("read", [&](Writer::State& s) {
        SQLite::Statement some(s.db,
                               fmt::format("SELECT id, position, path FROM reading WHERE (position, path) > (?, ?) "
                                           "ORDER BY position, path LIMIT {}",
                                           readings_at_once));
        some.bind(1, last_.position);
        some.bind(2, last_.path);
        while (some.executeStep())
            readings_.push_back(
                {some.getColumn(0).getInt64(), some.getColumn(1).getInt64(), some.getColumn(2).getString()});
    });
    if (readings_.empty()) return false;
    last_ = readings_.back();
    return true;
}

void Pieces::next_pieces() {
    collected_.writer_.state_->locked("read", [&](Writer::State& s) {
        SQLite::Statement some(
            s.db, fmt::format("SELECT id, reading_id, catalogue, package, part, keys, content FROM heard WHERE "
                              "reading_id = ? AND catalogue = ? AND (package, part) > (?, ?){} ORDER BY package, part "
                              "LIMIT {}",
                              heads_ ? " AND part = 0" : "", pieces_at_once));
        some.bind(1, readings_.front().id);
        some.bind(2, catalogue_ ? 1 : 0);
        some.bind(3, package_);
        some.bind(4, part_);
        while (some.executeStep()) pieces_.push_back(piece_of(some));
    });
    more_ = pieces_.size() == static_cast<std::size_t>(pieces_at_once);
    if (!pieces_.empty()) package_ = pieces_.back().package, part_ = pieces_.back().part;
}

struct RowKeys::Statements {
    explicit Statements(SQLite::Database& db)
        : insert(db, "INSERT INTO row_key VALUES (?, ?)"),
          find(db, "SELECT row FROM row_key WHERE key = ? ORDER BY row") {}
    SQLite::Statement insert, find;
};

RowKeys::RowKeys(Writer& writer) : writer_(writer) {
    writer_.state_->locked("write", [&](Writer::State& s) {
        s.db.exec("CREATE TEMP TABLE row_key (key INTEGER NOT NULL, row INTEGER NOT NULL)");
        statements_ = std::make_unique<Statements>(s.db);
    });
}

RowKeys::~RowKeys() = default;

void RowKeys::add(std::uint64_t key, std::int64_t row) {
    writer_.state_->locked("write", [&](Writer::State&) {
        statements_->insert.bind(1, static_cast<std::int64_t>(key));
        statements_->insert.bind(2, row);
        statements_->insert.exec();
        statements_->insert.reset();
    });
}

void RowKeys::done() {
    writer_.state_->locked("write",
                           [](Writer::State& s) { s.db.exec("CREATE INDEX temp.row_by_key ON row_key(key, row)"); });
}

std::vector<std::int64_t> RowKeys::find(std::uint64_t key) const {
    return writer_.state_->locked("read", [&](Writer::State&) {
        std::vector<std::int64_t> rows;
        statements_->find.bind(1, static_cast<std::int64_t>(key));
        while (statements_->find.executeStep()) rows.push_back(statements_->find.getColumn(0).getInt64());
        statements_->find.reset();
        return rows;
    });
}

}  // namespace needfirst::store
