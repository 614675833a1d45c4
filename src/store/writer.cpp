// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "store/echoes.hpp"
#include "store/file.hpp"
#include "store/schema.hpp"
#include "store/store.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace needfirst::store {
namespace {

namespace fs = std::filesystem;

/// Rows in one transaction: many, since each one has its cost; bounded, since its pages wait in memory.
constexpr int rows_per_transaction = 50'000;
/// What a killed run loses at most.
constexpr std::chrono::seconds longest_transaction{2};

/// A blob.
struct Bytes {
    std::string_view bytes;
};

/// One prepared INSERT, called with the values of a row in the order of the table's columns.
class Insert {
public:
    Insert(SQLite::Database& db, std::string_view table, int columns, std::string_view tail = {})
        : statement_(db, sql(table, columns, tail)) {}

    template <class... Values>
    void operator()(const Values&... values) {
        int at = 0;
        (bind(++at, values), ...);
        statement_.exec();
        statement_.reset();
    }

private:
    static std::string sql(std::string_view table, int columns, std::string_view tail) {
        std::string text = fmt::format("INSERT INTO {} VALUES (?", table);
        for (int i = 1; i < columns; ++i) text += ",?";
        return text + ")" + std::string(tail);
    }
    // Bound without a copy: the row outlives exec(). A store is UTF-8 whatever file names a disk holds.
    void bind(int at, const std::string& text) {
        if (base::is_utf8(text)) statement_.bindNoCopy(at, text);
        else statement_.bind(at, base::to_utf8(text));
    }
    void bind(int at, Bytes bytes) {
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

    SQLite::Statement statement_;
};

/// The closed vocabularies are literals: terminated, and alive for ever.
template <class Enum>
const char* word(Enum value) {
    return name(value).data();
}

void remove_part(const fs::path& part) {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(fs::path(part) += tail, ignored);
}

/// The file that will be replaced must be a store, lest a mistyped --db costs somebody a file.
void check_replaceable(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
        if (!fs::is_directory(folder, ignored))
            throw base::InputError(
                fmt::format("cannot write {}: there is no folder {}; make it, or choose another --db", path.string(),
                            folder.string()));
        return;
    }
    if (!fs::is_regular_file(path, ignored))
        throw base::InputError(fmt::format("cannot write {}: it is no file; choose another --db", path.string()));
    if (fs::file_size(path, ignored) == 0) return;
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READONLY);
        if (db.execAndGet("PRAGMA application_id").getInt() == application_id) return;
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xff) != SQLITE_NOTADB) throw cannot("replace", path, problem);
    }
    throw base::InputError(fmt::format(
        "will not overwrite {}: it was not written by needfirst; choose another --db, or remove it", path.string()));
}

std::int64_t readings_in(const fs::path& path) {
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
        return db.execAndGet("SELECT count(*) FROM reading").getInt64();
    } catch (const SQLite::Exception&) {
        return 0;
    }
}

/// Keeps what a run that was cut off had written, if that is more than what an earlier one left.
void leave(const fs::path& part, const fs::path& left) {
    const auto readings = readings_in(part);
    std::error_code ignored;
    if (readings == 0 || (fs::exists(left, ignored) && readings_in(left) > readings)) return remove_part(part);
    remove_part(left);
    for (const char* tail : {"-wal", ""})
        if (fs::exists(fs::path(part) += tail, ignored))
            fs::rename(fs::path(part) += tail, fs::path(left) += tail, ignored);
    remove_part(part);
}

/// A new database in `part`.
SQLite::Database create(const fs::path& part, const fs::path& left) {
    put_aside(part, left);
    return SQLite::Database(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

void sync_to_disk(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = handle >= 0 && ::fsync(handle) == 0;
    const int problem = errno;
    if (handle >= 0) ::close(handle);
    if (!done && problem != EINVAL)  // some file systems cannot
        throw base::InputError(fmt::format("cannot write {}: {}; check the disk, then audit again", file.string(),
                                           std::strerror(problem)));
}

}  // namespace

void put_aside(const fs::path& part, const fs::path& left) {
    std::error_code ignored;
    if (!fs::exists(part, ignored)) return;
    try {
        SQLite::Database killed(part.string(), SQLite::OPEN_READWRITE);
        killed.exec("PRAGMA locking_mode=EXCLUSIVE");
        killed.exec("BEGIN EXCLUSIVE");
        killed.exec("ROLLBACK");
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xff) == SQLITE_BUSY)
            throw base::InputError(fmt::format(
                "cannot write {}: another audit is writing it; wait for it, or choose another --db", part.string()));
    }
    leave(part, left);
}

struct Writer::State {
    explicit State(fs::path target)
        : path(std::move(target)), part(part_of(path)), db((check_replaceable(path), create(part, left_behind(path)))) {
        // Nobody else reads it before it is renamed, and a file cut short by a crash is thrown away: no need to wait
        // for the disk until the end.
        db.exec("PRAGMA locking_mode=EXCLUSIVE");
        db.exec("PRAGMA journal_mode=WAL");
        db.exec("PRAGMA synchronous=OFF");
        db.exec("PRAGMA cache_size=-32768");
        db.exec("PRAGMA foreign_keys=ON");
        db.exec(fmt::format("PRAGMA application_id={}", application_id));
        db.exec(fmt::format("PRAGMA user_version={}", schema_version));
        db.exec("BEGIN");
        db.exec(schema_tables);
        rows.emplace(db);
    }

    struct Rows {
        explicit Rows(SQLite::Database& db)
            : package(db, "package", 13),
              course(db, "course", 13),
              course_source(db, "course_source", 2),
              activity(db, "activity", 22),
              evidence(db, "evidence", 8),
              finding(db, "finding", 11),
              question(db, "question", 4),
              coverage(db, "coverage", 7),
              programme(db, "programme", 4),
              programme_course(db, "programme_course", 4),
              reading(db, "reading", 6) {}
        Insert package, course, course_source, activity, evidence, finding, question, coverage, programme,
            programme_course, reading;
    };

    void count(std::size_t more) {
        written += static_cast<std::int64_t>(more);
        const auto now = std::chrono::steady_clock::now();
        if (written < rows_per_transaction && now - committed < longest_transaction) return;
        committed = now;
        db.exec("COMMIT");
        db.exec("BEGIN");
        written = 0;
    }

    void write_package(const model::AuditedPackage& audited);
    void write_course(std::int64_t package, const model::Judgement& course);
    void write_activities(std::int64_t course, const std::vector<model::Activity>& activities);
    void link_programmes();

    fs::path path, part;
    SQLite::Database db;
    std::optional<Rows> rows;
    std::map<std::size_t, std::int64_t> packages;               ///< number of the run -> id
    std::vector<std::pair<std::int64_t, std::size_t>> sources;  ///< course id, number of a further package
    std::int64_t next_package = 0, next_course = 0, next_activity = 0, next_evidence = 0, next_finding = 0,
                 next_question = 0, next_coverage = 0, next_programme = 0, next_reading = 0, written = 0;
    std::chrono::steady_clock::time_point committed = std::chrono::steady_clock::now();
};

void Writer::State::write_package(const model::AuditedPackage& audited) {
    const model::Package& p = audited.package;
    const std::int64_t id = ++next_package;
    packages.emplace(audited.number, id);
    rows->package(id, 1, p.path, p.format, p.format_version, p.authoring_tool, p.bytes, p.fingerprint, p.rows,
                  word(p.status), p.message, p.members, p.members_read);
    for (const auto& c : p.coverage)
        rows->coverage(++next_coverage, id, c.member, c.bytes, name(c.state).data(), c.reason, c.gap);
    for (const auto& programme : p.programmes) {
        rows->programme(++next_programme, id, programme.identifier, programme.title);
        std::int64_t position = 0;
        for (const auto& course : programme.courses)
            rows->programme_course(next_programme, ++position, std::nullopt, course);
        count(programme.courses.size() + 1);
    }
    for (const auto& course : audited.courses) write_course(id, course);
    count(p.coverage.size() + 1);
}

void Writer::State::write_course(std::int64_t package, const model::Judgement& c) {
    const std::int64_t id = ++next_course, activities = next_activity;
    rows->course(id, package, c.identifier, c.title, c.language, c.provider, c.category, c.words_read, word(c.need),
                 word(c.verdict), c.score, c.reason, c.retired);
    rows->course_source(id, package);
    for (const auto number : c.other_sources) sources.emplace_back(id, number);
    write_activities(id, c.activities);
    const auto activity_id = [&](int index) -> std::optional<std::int64_t> {
        if (index < 0) return std::nullopt;
        return activities + index + 1;
    };
    for (const auto& e : c.evidence)
        rows->evidence(++next_evidence, id, activity_id(e.activity), e.signal, e.says, word(e.field), e.quote,
                       e.location);
    for (const auto& f : c.findings)
        rows->finding(++next_finding, id, activity_id(f.activity), f.rule, word(f.level), f.message, f.quote,
                      f.location, f.fingerprint, word(f.state),
                      f.waiver < 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(f.waiver + 1));
    for (const auto& q : c.questions) rows->question(++next_question, id, q.rule, q.text);
    count(c.activities.size() + c.evidence.size() + c.findings.size() + c.questions.size() + 2);
}

void Writer::State::write_activities(std::int64_t course, const std::vector<model::Activity>& activities) {
    for (const auto& a : activities)
        rows->activity(++next_activity, course, a.position, a.of_items, a.depth, a.section, word(a.kind), a.native_kind,
                       a.title, a.social, a.platform, word(a.placement), a.is_last_of_section, a.after_last_assessment,
                       a.graded, a.required, a.quota, a.posts, a.participants, a.last_post_at, a.location, a.words);
}

/// A programme names its courses by identifier or title; those of its own file come before others.
void Writer::State::link_programmes() {
    db.exec(R"sql(
        UPDATE programme_course SET course_id = coalesce(
            (SELECT c.id FROM course c LEFT JOIN course_source s ON s.course_id = c.id AND s.package_id =
                 (SELECT package_id FROM programme WHERE id = programme_id)
             WHERE c.identifier = programme_course.name ORDER BY s.package_id IS NULL, c.id LIMIT 1),
            (SELECT c.id FROM course c LEFT JOIN course_source s ON s.course_id = c.id AND s.package_id =
                 (SELECT package_id FROM programme WHERE id = programme_id)
             WHERE c.title = programme_course.name ORDER BY s.package_id IS NULL, c.id LIMIT 1)))sql");
}

Writer::Writer(fs::path path, const model::RunRecord& run, std::span<const model::RuleRecord> rules) {
    in_words("write", path, [&] {
        state_ = std::make_unique<State>(path);
        Insert(state_->db, "run", 9)(1, run.started_at, std::nullopt, run.tool_version, run.rules_fingerprint,
                                     run.arguments, run.shard, run.inputs, std::nullopt);
        Insert insert(state_->db, "rule", 9);
        for (const auto& r : rules)
            insert(r.id, r.title, r.level, r.status, r.about, r.why, r.instead, r.pack, r.definition);
    });
}

Writer::~Writer() {
    if (!state_) return;
    const fs::path part = state_->part, left = left_behind(state_->path);
    try {
        state_->rows.reset();
        state_->db.exec("COMMIT");
    } catch (const SQLite::Exception&) {  // what was committed before is there
    }
    state_.reset();
    try {
        leave(part, left);
    } catch (const std::exception&) {  // no memory for a path: the next run finds the part itself
    }
}

void Writer::write(const Reading& reading) {
    in_words("write", state_->path, [&] {
        state_->rows->reading(++state_->next_reading, reading.path, reading.fingerprint, reading.state,
                              reading.catalogue, Bytes{reading.content});
        state_->count(1 + reading.content.size() / 1024);
    });
}

void Writer::write(const model::AuditedPackage& audited) {
    in_words("write", state_->path, [&] { state_->write_package(audited); });
}

void Writer::write_courses(std::size_t package_number, std::span<const model::Judgement> courses) {
    in_words("write", state_->path, [&] {
        for (const auto& course : courses) state_->write_course(state_->packages.at(package_number), course);
    });
}

std::vector<Echo> Writer::repeated(std::size_t courses) {
    std::vector<Echo> found;
    in_words("read", state_->path, [&] {
        std::vector<Prompt> prompts;
        SQLite::Statement all(state_->db,
                              "SELECT id, course_id, words FROM activity WHERE social AND words <> '' AND "
                              "placement <> 'hidden' ORDER BY id");
        while (all.executeStep())
            prompts.push_back({all.getColumn(0).getInt64(), all.getColumn(1).getInt64(), all.getColumn(2).getString()});
        SQLite::Statement one(
            state_->db,
            "SELECT p.path, c.identifier, c.title, a.title, a.section, a.platform, a.location, a.kind "
            "FROM activity a JOIN course c ON c.id = a.course_id JOIN package p ON p.id = c.package_id "
            "WHERE a.id = ?");
        for (const std::size_t i : store::repeated(prompts, courses)) {
            one.reset();
            one.bind(1, prompts[i].activity);
            if (!one.executeStep()) continue;
            const auto text = [&](int column) { return one.getColumn(column).getString(); };
            Echo echo{prompts[i].course, prompts[i].activity, text(0), text(1), text(2), {}};
            echo.prompt.title = text(3);
            echo.prompt.section = text(4);
            echo.prompt.platform = text(5);
            echo.prompt.location = text(6);
            echo.prompt.kind = model::from_name<model::Kind>(model::kind_names, text(7)).value_or(model::Kind::prompt);
            echo.prompt.words = std::move(prompts[i].words);
            found.push_back(std::move(echo));
        }
    });
    return found;
}

void Writer::write(const Echo& echo, const model::Finding& f, std::span<const std::string> questions) {
    in_words("write", state_->path, [&] {
        state_->rows->finding(++state_->next_finding, echo.course, echo.activity, f.rule, word(f.level), f.message,
                              f.quote, f.location, f.fingerprint, word(f.state),
                              f.waiver < 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(f.waiver + 1));
        for (const auto& question : questions)
            state_->rows->question(++state_->next_question, echo.course, f.rule, question);
        state_->count(1 + questions.size());
    });
}

void Writer::write(std::span<const model::WaiverRecord> waivers) {
    in_words("write", state_->path, [&] {
        Insert insert(state_->db, "waiver", 9,
                      " ON CONFLICT (id) DO UPDATE SET state = excluded.state, message = excluded.message");
        std::int64_t id = 0;
        for (const auto& w : waivers)
            insert(++id, w.rule, w.place, w.reason, w.owner, w.expires, w.state, w.file, w.message);
    });
}

void renew(const fs::path& path, const model::RunRecord& run) {
    in_words("write", path, [&] {
        SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
        SQLite::Statement update(db, "UPDATE run SET started_at = ?, finished_at = ?, arguments = ?");
        update.bind(1, run.started_at);
        update.bind(2, run.finished_at);
        update.bind(3, run.arguments);
        update.exec();
    });
}

void Writer::finish(std::string_view finished_at, double coverage) {
    const fs::path path = state_->path, part = state_->part;
    in_words("write", path, [&] {
        auto& s = *state_;
        for (const auto& [course, number] : s.sources)
            if (const auto found = s.packages.find(number); found != s.packages.end())
                s.db.exec(fmt::format("INSERT OR IGNORE INTO course_source VALUES ({}, {})", course, found->second));
        s.db.exec(schema_indices);
        s.link_programmes();
        s.db.exec(schema_views);
        s.db.exec(schema_search);
        SQLite::Statement last(s.db, "UPDATE run SET finished_at = ?, coverage = ?");
        last.bind(1, std::string(finished_at));
        last.bind(2, coverage);
        last.exec();
        last.reset();
        s.rows.reset();
        s.db.exec("COMMIT");
        s.db.exec("PRAGMA journal_mode=DELETE");  // a file in WAL mode cannot be opened in a folder that is read-only
    });
    state_.reset();
    sync_to_disk(part);
    std::error_code problem;
    fs::rename(part, path, problem);
    if (!problem) return remove_part(left_behind(path));
    remove_part(part);
    throw base::InputError(fmt::format("cannot write {}: {}; check that it is yours to replace, or choose another --db",
                                       path.string(), problem.message()));
}

}  // namespace needfirst::store
