// SPDX-License-Identifier: Apache-2.0
#include "store/file.hpp"
#include "store/insert.hpp"
#include "store/schema.hpp"
#include "store/store.hpp"
#include "store/writing.hpp"

#include <chrono>
#include <utility>

namespace needfirst::store {
namespace {

namespace fs = std::filesystem;

/// Rows in one transaction: many, since each one has its cost; bounded, since its pages wait in memory.
constexpr int rows_per_transaction = 50'000;
/// What a killed run loses at most.
constexpr std::chrono::seconds longest_transaction{2};

/// A new database in `part`.
SQLite::Database create(const fs::path& part, const fs::path& left) {
    put_aside(part, left);
    return SQLite::Database(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

}  // namespace

Writer::State::State(fs::path target)
    : path(std::move(target)), part(part_of(path)), db((check_replaceable(path), create(part, left_behind(path)))) {
    // Nobody else reads it before it is renamed, and a file cut short by a crash is thrown away: no need to wait
    // for the disk until the end.
    db.exec("PRAGMA locking_mode=EXCLUSIVE");
    db.exec("PRAGMA journal_mode=WAL");
    db.exec("PRAGMA synchronous=OFF");
    db.exec("PRAGMA foreign_keys=OFF");  // ids are counted here; tests check that they hold
    db.exec(fmt::format("PRAGMA application_id={}", application_id));
    db.exec(fmt::format("PRAGMA user_version={}", schema_version));
    db.exec("BEGIN");
    db.exec(schema_tables);
    rows.emplace(db);
}

void Writer::State::count(std::size_t more) {
    written += static_cast<std::int64_t>(more);
    const auto now = std::chrono::steady_clock::now();
    if (written >= rows_per_transaction || now - committed >= longest_transaction) commit();
}

void Writer::State::commit() {
    committed = std::chrono::steady_clock::now();
    db.exec("COMMIT");
    db.exec("BEGIN");
    written = 0;
}

// No index is there yet, but it is hardly ever called: what comes from readers is smaller by far.
void Writer::State::refuse(std::int64_t package, const std::string& path, const std::string& why) {
    refused.insert(package);
    std::unordered_set<std::int64_t> gone;
    {
        SQLite::Statement all(db, "SELECT id FROM course WHERE package_id = ?");
        all.bind(1, package);
        while (all.executeStep()) gone.insert(all.getColumn(0).getInt64());
    }
    for (const std::int64_t course : gone) aside.prompts().forget(course);
    std::erase_if(sources, [&](const auto& source) { return gone.contains(source.first); });
    const std::string of_courses = fmt::format("course_id IN (SELECT id FROM course WHERE package_id = {})", package);
    aside.search().remove(Search::Of::course, db, fmt::format("package_id = {}", package));
    for (const auto table : {Search::Of::activity, Search::Of::evidence, Search::Of::finding})
        aside.search().remove(table, db, of_courses);
    db.exec("UPDATE programme_course SET course_id = NULL WHERE " + of_courses);
    for (const char* table : {"finding", "evidence", "question", "course_name", "course_source", "activity"})
        db.exec(fmt::format("DELETE FROM {} WHERE {}", table, of_courses));
    db.exec(
        fmt::format("DELETE FROM programme_course WHERE programme_id IN (SELECT id FROM programme WHERE package_id "
                    "= {})",
                    package));
    for (const char* table : {"course", "programme", "coverage"})
        db.exec(fmt::format("DELETE FROM {} WHERE package_id = {}", table, package));
    Insert row(db, "package", 13,
               " ON CONFLICT (id) DO UPDATE SET status = excluded.status, message = excluded.message");
    row(package, 1, path, "", "", "", 0, "", 0, word(model::PackageStatus::unreadable), why, 0, 0);
}

void Writer::State::write_package(const model::AuditedPackage& audited) {
    const model::Package& p = audited.package;
    const std::int64_t id = ++next_package;
    within(id, p.path, [&] {
        rows->package(id, 1, p.path, p.format, p.format_version, p.authoring_tool, p.bytes, p.fingerprint, p.rows,
                      word(p.status), p.message, p.members, p.members_read);
        for (const auto& c : p.coverage)
            rows->coverage(++next_coverage, id, c.member, c.bytes, name(c.state).data(), c.reason, c.gap);
        for (const auto& programme : p.programmes) {
            rows->programme(++next_programme, id, programme.identifier, programme.title, word(programme.basis));
            std::int64_t position = 0;
            for (const auto& course : programme.courses)
                rows->programme_course(next_programme, ++position, std::nullopt, course);
            count(programme.courses.size() + 1);
        }
        for (const auto& course : audited.courses) write_course(id, course);
        count(p.coverage.size() + 1);
    });
}

void Writer::State::write_course(std::int64_t package, const model::Judgement& c) {
    const std::int64_t id = ++next_course, activities = next_activity;
    rows->course(id, package, c.identifier, c.title, c.language, c.provider, c.category, c.words_read, word(c.need),
                 word(c.verdict), c.score, c.reason, c.retired);
    aside.add(Search::Of::course, id, c.title);
    for (const auto& further : c.names) rows->course_name(id, further);
    rows->course_source(id, package);
    for (const auto number : c.other_sources) {
        const auto other = static_cast<std::int64_t>(number) + 1;
        if (other <= next_package) rows->course_source(id, other);
        else sources.emplace_back(id, other);
    }
    write_activities(id, c.activities);
    const auto activity_id = [&](int index) -> std::optional<std::int64_t> {
        if (index < 0) return std::nullopt;
        return activities + index + 1;
    };
    for (const auto& e : c.evidence) {
        rows->evidence(++next_evidence, id, activity_id(e.activity), e.signal, e.says, word(e.field), e.quote,
                       e.location);
        aside.add(Search::Of::evidence, next_evidence, e.quote);
    }
    for (const auto& f : c.findings) write_row(id, activity_id(f.activity), f);
    for (const auto& q : c.questions) rows->question(++next_question, id, q.rule, q.text);
    count(c.activities.size() + c.evidence.size() + c.findings.size() + c.questions.size() + 2);
}

void Writer::State::write_row(std::int64_t course, std::optional<std::int64_t> activity, const model::Finding& f) {
    rows->finding(++next_finding, course, activity, f.rule, word(f.level), f.message, f.quote, f.location,
                  f.fingerprint, word(f.state),
                  f.waiver < 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(f.waiver + 1), f.searched,
                  f.near_miss);
    aside.add(Search::Of::finding, next_finding, f.quote);
}

void Writer::State::write_activities(std::int64_t course, const std::vector<model::Activity>& activities) {
    for (const auto& a : activities) {
        rows->activity(++next_activity, course, a.position, a.of_items, a.depth, a.section, word(a.kind), a.native_kind,
                       a.title, a.social, a.platform, word(a.placement), a.is_last_of_section, a.after_last_assessment,
                       a.graded, a.required, a.quota, a.posts, a.participants, a.last_post_at, a.location, a.words,
                       a.groups);
        aside.add(Search::Of::activity, next_activity, a.title);
        if (a.social && !a.words.empty() && a.placement != model::Placement::hidden)
            aside.add_prompt(next_activity, course, a.words);
    }
}

/// A programme names its courses by identifier, title or address; those of its own file come before others.
void Writer::State::link_programmes() {
    db.exec(R"sql(
        UPDATE programme_course SET course_id = coalesce(
            (SELECT c.id FROM course c LEFT JOIN course_source s ON s.course_id = c.id AND s.package_id =
                 (SELECT package_id FROM programme WHERE id = programme_id)
             WHERE c.identifier = programme_course.name ORDER BY s.package_id IS NULL, c.id LIMIT 1),
            (SELECT c.id FROM course c LEFT JOIN course_source s ON s.course_id = c.id AND s.package_id =
                 (SELECT package_id FROM programme WHERE id = programme_id)
             WHERE c.title = programme_course.name ORDER BY s.package_id IS NULL, c.id LIMIT 1),
            (SELECT course_id FROM course_name n WHERE n.name = programme_course.name ORDER BY course_id LIMIT 1)))sql");
}

Writer::Writer(fs::path path, const model::RunRecord& run, std::span<const model::RuleRecord> rules) {
    in_words("write", path, [&] {
        state_ = std::make_unique<State>(path);
        Insert(state_->db, "run", 10)(1, run.started_at, std::nullopt, run.tool_version, run.rules_fingerprint,
                                      run.arguments, run.shard, run.inputs, std::nullopt, run.settings);
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
    state_->locked("write", [&](State& s) {
        s.rows->reading(reading.id, reading.position, reading.path, reading.fingerprint, reading.state);
        s.count(1);
    });
}

void Writer::write(const Piece& piece) {
    state_->locked("write", [&](State& s) {
        s.rows->heard(std::nullopt, piece.reading, piece.catalogue, piece.package, piece.part, Bytes{piece.keys},
                      Bytes{piece.content});
        s.count(1 + piece.content.size() / 1024);
    });
}

void Writer::forget(std::int64_t reading) {
    state_->locked("write",
                   [&](State& s) { s.db.exec(fmt::format("DELETE FROM heard WHERE reading_id = {}", reading)); });
}

void Writer::write(const model::AuditedPackage& audited) {
    state_->locked("write", [&](State& s) { s.write_package(audited); });
}

void Writer::write_courses(std::size_t package_number, std::span<const model::Judgement> courses) {
    state_->locked("write", [&](State& s) {
        const auto package = static_cast<std::int64_t>(package_number) + 1;
        s.within(package, {}, [&] {
            for (const auto& course : courses) s.write_course(package, course);
        });
    });
}

void Writer::repeated(std::size_t courses, const std::function<void(const Echo&)>& take) {
    in_words("read", state_->path, [&] { echoes(state_->db, state_->aside.prompts(), courses, take); });
}

void Writer::State::write_finding(std::int64_t course, std::optional<std::int64_t> activity, const model::Finding& f,
                                  std::span<const std::string> questions) {
    try {
        write_row(course, activity, f);
        for (const auto& question : questions) rows->question(++next_question, course, f.rule, question);
    } catch (const Refused& why) {
        const auto package =
            db.execAndGet(fmt::format("SELECT package_id FROM course WHERE id = {}", course)).getInt64();
        rows->coverage(++next_coverage, package, "", 0, name(base::CoverageState::limited).data(),
                       fmt::format("a finding of {} is left out: {}", f.rule, why.what()), false);
    }
    count(1 + questions.size());
}

void Writer::State::index() {
    if (std::exchange(indexed, true)) return;
    for (const auto& [course, package] : sources)
        if (package <= next_package) rows->course_source(course, package);
    aside.drop_prompts();
    db.exec(schema_indices);
    link_programmes();
}

void Writer::programmes(const std::function<void(const Programme&)>& take) {
    in_words("read", state_->path, [&] {
        if (state_->next_programme == 0) return;
        state_->index();
        store::programmes(state_->db, take);
    });
}

void Writer::write(const Echo& echo, const model::Finding& finding, std::span<const std::string> questions) {
    in_words("write", state_->path, [&] { state_->write_finding(echo.course, echo.activity, finding, questions); });
}

void Writer::write(std::int64_t course, const model::Finding& finding, std::span<const std::string> questions) {
    in_words("write", state_->path, [&] { state_->write_finding(course, std::nullopt, finding, questions); });
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
        SQLite::Statement update(db, "UPDATE run SET started_at = ?, finished_at = ?, arguments = ?, shard = ?");
        update.bind(1, run.started_at);
        update.bind(2, run.finished_at);
        update.bind(3, run.arguments);
        update.bind(4, run.shard);
        update.exec();
    });
}

void Writer::finish(std::string_view finished_at, double coverage, std::string_view inputs) {
    const fs::path path = state_->path, part = state_->part;
    in_words("write", path, [&] {
        auto& s = *state_;
        s.index();
        s.db.exec(schema_views);
        s.aside.search().move_into(s.db);
        SQLite::Statement last(s.db, "UPDATE run SET finished_at = ?, coverage = ?, inputs = inputs || ?");
        last.bind(1, std::string(finished_at));
        last.bind(2, coverage);
        last.bind(3, std::string(inputs));
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
