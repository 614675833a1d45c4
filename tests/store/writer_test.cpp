// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "store/audit.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <spdlog/fmt/fmt.h>
#include <sqlite3.h>
#include <tbb/global_control.h>

using namespace needfirst;
using store::Audit;
using test::TemporaryFolder;
using testing::HasSubstr;

namespace {

std::vector<std::string> rows(const Audit& audit, std::string_view query) {
    std::vector<std::string> found;
    audit.each(query, [&](const store::Row& row) {
        std::string line;
        for (int i = 0; i < row.columns(); ++i)
            line += (i ? "|" : "") + (row.is_null(i) ? std::string("null") : std::string(row.text(i)));
        found.push_back(line);
    });
    return found;
}

/// What an InputError thrown by `work` says; "" where it throws none.
std::string complaint(const std::function<void()>& work) {
    try {
        work();
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "";
}

/// Every row that is searched is found by its words, and nothing else is.
void expect_sound_search(const std::filesystem::path& db) {
    SQLite::Database store(db.string(), SQLite::OPEN_READWRITE);
    for (const char* table : {"course", "activity", "evidence", "finding"})
        EXPECT_NO_THROW(
            store.exec(fmt::format("INSERT INTO {0}_search({0}_search, rank) VALUES('integrity-check', 1)", table)))
            << table;
}

/// While it lives, SQLite holds no more than `bytes` in a row.
struct SmallRows {
    static constexpr int bytes = 20'000;
    SmallRows() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&lower)); }
    ~SmallRows() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&lower)); }
    static int lower(sqlite3* db, char**, const sqlite3_api_routines*) {
        sqlite3_limit(db, SQLITE_LIMIT_LENGTH, bytes);
        return SQLITE_OK;
    }
};

struct store_Writer : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path db = folder / "audit.db";
};

}  // namespace

TEST_F(store_Writer, keeps_every_table) {
    test::write_sample_audit(db);
    const Audit audit(db);
    EXPECT_EQ(audit.run().finished_at, "2024-01-01T00:00:01Z");
    EXPECT_THAT(rows(audit, "SELECT path, status, members FROM package"),
                testing::ElementsAre("safety.mbz|partly|4", "returns.zip|audited|4", "catalogue.csv|audited|4",
                                     "broken.zip|unreadable|4"));
    EXPECT_THAT(rows(audit, "SELECT package_id, identifier, need, verdict, score FROM course"),
                testing::ElementsAre("1|SAFE-1|none|tacked-on|0.75", "2|RETURNS-2|stated|purposeful|0.0",
                                     "3|X-9|none|unreadable|0.0"));
    EXPECT_THAT(rows(audit, "SELECT course_id, package_id FROM course_source ORDER BY 1, 2"),
                testing::ElementsAre("1|1", "1|3", "2|2", "3|3"));
    EXPECT_THAT(rows(audit, "SELECT kind, graded, required, posts FROM activity WHERE course_id = 1 AND social"),
                testing::ElementsAre("forum|0|null|0"));
    EXPECT_THAT(
        rows(audit, "SELECT a.title, e.quote FROM evidence e LEFT JOIN activity a ON a.id = activity_id"),
        testing::ElementsAre("Share your thoughts|Share your thoughts below.", "null|One parcel in nine comes back."));
    EXPECT_THAT(rows(audit, "SELECT rule, level, state, activity_id FROM finding"),
                testing::ElementsAre("core/no-stated-problem|alarm|new|3", "core/generic-prompt|warning|new|3"));
    EXPECT_EQ(rows(audit, "SELECT * FROM coverage").size(), 1u);
    EXPECT_EQ(rows(audit, "SELECT * FROM question").size(), 1u);
    EXPECT_EQ(rows(audit, "SELECT * FROM rule").size(), 2u);
    EXPECT_EQ(rows(audit, "SELECT * FROM waiver").size(), 1u);
}

TEST_F(store_Writer, finds_the_courses_of_a_programme_by_identifier_or_title) {
    test::write_sample_audit(db);
    EXPECT_THAT(rows(Audit(db), "SELECT position, course_id, name FROM programme_course"),
                testing::ElementsAre("1|1|SAFE-1", "2|2|Fewer returns", "3|null|absent"));
}

TEST_F(store_Writer, offers_views_and_full_text_search) {
    test::write_sample_audit(db);
    const Audit audit(db);
    EXPECT_THAT(rows(audit,
                     "SELECT title, items, social_activities, platforms, alarms, need_quote FROM course_verdict "
                     "WHERE id < 3"),
                testing::ElementsAre("Safe lifting, \"the basics\"|3|1|Yammer|1|",
                                     "Fewer returns|1|1||0|One parcel in nine comes back."));
    EXPECT_THAT(rows(audit, "SELECT rule_title, activity, package FROM finding_flat WHERE level = 'alarm'"),
                testing::ElementsAre("No performance problem is stated|Share your thoughts|safety.mbz"));
    EXPECT_THAT(rows(audit,
                     "SELECT packages, packages_not_read, courses, social, social_with_stated_need, tacked_on, "
                     "alarms FROM catalogue_summary"),
                testing::ElementsAre("4|1|3|2|1|1|1"));
    EXPECT_THAT(rows(audit,
                     "SELECT e.id FROM evidence_search s JOIN evidence e ON e.id = s.rowid "
                     "WHERE evidence_search MATCH 'parcels'"),
                testing::ElementsAre("2"));
    EXPECT_EQ(rows(audit, "SELECT rowid FROM course_search WHERE course_search MATCH 'lift'").size(), 1u);
    EXPECT_EQ(rows(audit, "SELECT rowid FROM activity_search WHERE activity_search MATCH 'slip'").size(), 1u);
    EXPECT_EQ(rows(audit, "SELECT rowid FROM finding_search WHERE finding_search MATCH 'thought'").size(), 2u);
    expect_sound_search(db);
}

TEST_F(store_Writer, finds_rows_of_many_lots_with_one_thread_and_with_several) {
    for (const std::size_t threads : {1, 2}) {
        const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
        store::Writer writer(db, {}, {});
        for (std::size_t number = 0; number < 3000; ++number) {
            model::AuditedPackage audited;
            audited.number = number;
            audited.courses = {test::sample_judgement()};
            audited.courses[0].other_sources.clear();
            audited.courses[0].title = fmt::format("Parcels {} of the returns desk{}", number, std::string(200, '.'));
            writer.write(audited);
        }
        writer.finish("f");
        const Audit audit(db);
        EXPECT_THAT(rows(audit, "SELECT rowid FROM course_search WHERE course_search MATCH '2999'"),
                    testing::ElementsAre("3000"));
        EXPECT_THAT(rows(audit, "SELECT count(*) FROM course_search WHERE course_search MATCH 'parcel'"),
                    testing::ElementsAre("3000"));
        expect_sound_search(db);
    }
}

TEST_F(store_Writer, leaves_one_sound_file_that_is_the_same_each_time) {
    test::write_sample_audit(db);
    test::write_sample_audit(folder / "again.db");
    const std::string bytes = test::read_file(db);
    EXPECT_EQ(bytes, test::read_file(folder / "again.db"));
    EXPECT_EQ(bytes.find(".part"), std::string::npos);
    EXPECT_EQ(bytes[18], 1) << "a file in WAL mode cannot be opened in a folder that is read-only";
    const auto entries = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    EXPECT_EQ(entries, 2) << "nothing else is left";
    const Audit audit(db);
    EXPECT_THAT(rows(audit, "PRAGMA integrity_check"), testing::ElementsAre("ok"));
    EXPECT_THAT(rows(audit, "PRAGMA foreign_key_check"), testing::IsEmpty());
}

TEST_F(store_Writer, leaves_an_earlier_store_alone_until_it_is_done) {
    test::write_sample_audit(db);
    const std::string before = test::read_file(db);
    {
        store::Writer writer(db, {}, {});
        writer.write(model::AuditedPackage{});
    }
    EXPECT_EQ(test::read_file(db), before);
    EXPECT_FALSE(std::filesystem::exists(folder / "audit.db.part"));
    store::Writer(db, {"s", "", "", "", "", ""}, {}).finish("f");
    EXPECT_THAT(rows(Audit(db), "SELECT count(*) FROM package"), testing::ElementsAre("0"));
}

TEST_F(store_Writer, clears_away_what_a_killed_run_left) {
    test::write_file(folder / "audit.db.part", "half a database");
    test::write_file(folder / "audit.db.part-wal", "half a log");
    test::write_sample_audit(db);
    EXPECT_EQ(rows(Audit(db), "SELECT * FROM course").size(), 3u);
}

TEST_F(store_Writer, leaves_what_was_heard_to_the_next_run_where_it_is_cut_off) {
    const store::Reading input{1, 0, "a.zip", "f1", "s1"};
    const store::Piece heard{0, 1, true, 0, 0, "k", std::string("b\0c", 3)};
    const auto content = [&](const store::Readings& known) {
        std::string all;
        EXPECT_TRUE(known.each("a.zip", [&](store::Piece&& piece) {
            all += piece.content;
            return true;
        }));
        return all;
    };
    {
        store::Writer writer(db, {}, {});
        writer.write(heard);
        writer.write(input);
    }
    EXPECT_FALSE(std::filesystem::exists(db));
    {
        const store::Readings known(db);
        EXPECT_TRUE(known.has("a.zip", "f1", "s1"));
        EXPECT_FALSE(known.has("a.zip", "f2", "s1"));
        EXPECT_FALSE(known.has("a.zip", "f1", "s2"));
        EXPECT_EQ(content(known), heard.content);
    }
    store::Writer next(db, {}, {});
    next.write(heard);
    next.write(input);
    next.finish("f");
    EXPECT_FALSE(std::filesystem::exists(store::left_behind(db)));
    EXPECT_EQ(content(store::Readings(db)), heard.content);
}

TEST_F(store_Writer, refuses_a_second_audit_of_the_same_store) {
    store::Writer first(db, {}, {});
    EXPECT_THAT(complaint([&] { store::Writer second(db, {}, {}); }), HasSubstr("another audit is writing it"));
    first.finish("f", 100);
    EXPECT_EQ(rows(Audit(db), "SELECT * FROM run").size(), 1u);
}

TEST_F(store_Writer, says_what_to_do_where_it_cannot_write) {
    test::write_file(folder / "letter.txt", "Dear reader");
    EXPECT_THAT(complaint([&] { store::Writer(folder / "letter.txt", {}, {}); }),
                testing::AllOf(HasSubstr("letter.txt"), HasSubstr("not written by needfirst"), HasSubstr("--db")));
    EXPECT_EQ(test::read_file(folder / "letter.txt"), "Dear reader");
    EXPECT_THAT(complaint([&] { store::Writer(folder / "absent/audit.db", {}, {}); }),
                testing::AllOf(HasSubstr("there is no folder"), HasSubstr("absent")));
    EXPECT_THAT(complaint([&] { store::Writer(folder.path(), {}, {}); }), HasSubstr("it is no file"));
}

TEST_F(store_Writer, refuses_the_package_whose_rows_no_store_holds_and_goes_on) {
    const SmallRows small;
    const auto package = [](std::size_t number, const char* path) {
        model::AuditedPackage audited;
        audited.number = number, audited.package.path = path, audited.package.coverage.resize(1);
        audited.package.programmes = {{"P", "Programme", {"SAFE-1"}, model::Basis::guessed, 1}};
        audited.courses = {test::sample_judgement()};
        audited.courses[0].other_sources.clear();
        return audited;
    };
    store::Writer writer(db, {}, {});
    writer.write(package(0, "sound.zip"));
    model::AuditedPackage one = package(1, "one-value.zip"), many = package(2, "one-row.zip");
    one.courses[0].activities.back().words = std::string(SmallRows::bytes + 1, 'w');
    one.courses[0].other_sources = {3};
    many.package.message = many.package.fingerprint = std::string(SmallRows::bytes / 2, 'w');
    writer.write(one);
    writer.write(many);
    writer.write(package(3, "rows.csv"));
    std::vector<model::Judgement> more = {test::sample_judgement(), test::sample_judgement()};
    more[1].title = std::string(SmallRows::bytes + 1, 'w');
    writer.write_courses(3, more);
    writer.write_courses(3, std::span(more).first(1));
    writer.write(package(4, "last.zip"));
    model::Finding finding;
    finding.rule = "core/copied", finding.message = std::string(SmallRows::bytes + 1, 'w');
    writer.write(1, finding, {});
    writer.finish("f");
    const Audit audit(db);
    EXPECT_THAT(
        rows(audit,
             "SELECT path, status, (SELECT count(*) FROM course WHERE package_id = p.id), (SELECT count(*) "
             "FROM coverage WHERE package_id = p.id), (SELECT count(*) FROM programme WHERE package_id = "
             "p.id) FROM package p"),
        testing::ElementsAre("sound.zip|audited|1|2|1", "one-value.zip|unreadable|0|0|0",
                             "one-row.zip|unreadable|0|0|0", "rows.csv|unreadable|0|0|0", "last.zip|audited|1|1|1"));
    EXPECT_THAT(rows(audit, "SELECT DISTINCT message FROM package WHERE status = 'unreadable' ORDER BY id"),
                testing::ElementsAre(HasSubstr("table activity has more than 20000 bytes"),
                                     HasSubstr("table package has more than 20000 bytes"),
                                     HasSubstr("table course has more than 20000 bytes")));
    EXPECT_THAT(rows(audit, "SELECT reason FROM coverage WHERE state = 'limited'"),
                testing::ElementsAre(testing::AllOf(HasSubstr("core/copied"), HasSubstr("20000 bytes"))));
    for (const char* table : {"activity", "evidence", "finding", "question", "course_source"})
        EXPECT_EQ(rows(audit, std::string("SELECT DISTINCT course_id FROM ") + table).size(), 2u) << table;
    EXPECT_THAT(rows(audit, "PRAGMA foreign_key_check"), testing::IsEmpty());
    expect_sound_search(db);
}

TEST_F(store_Writer, writes_utf8_whatever_a_file_is_called) {
    store::Writer writer(db, {}, {});
    model::AuditedPackage audited;
    audited.package.path = "caf\xE9.zip";
    writer.write(audited);
    writer.finish("f", 100);
    EXPECT_THAT(rows(Audit(db), "SELECT path FROM package"), testing::ElementsAre("café.zip"));
}

TEST(store_Audit, says_what_is_wrong_with_a_file_that_is_no_store) {
    TemporaryFolder folder;
    EXPECT_THAT(complaint([&] { Audit(folder / "absent.db"); }),
                testing::AllOf(HasSubstr("absent.db"), HasSubstr("no such file"), HasSubstr("needfirst audit")));
    test::write_file(folder / "letter.txt", "Dear reader, this is a letter.");
    EXPECT_THAT(complaint([&] { Audit(folder / "letter.txt"); }), HasSubstr("give the audit.db"));
    test::write_sample_audit(folder / "audit.db");
    std::string bytes = test::read_file(folder / "audit.db");
    bytes[63] = 99;  // user_version
    test::write_file(folder / "newer.db", bytes);
    EXPECT_THAT(complaint([&] { Audit(folder / "newer.db"); }),
                testing::AllOf(HasSubstr("schema 99"), HasSubstr("newer needfirst")));
    bytes[71] = 0;  // application_id
    test::write_file(folder / "other.db", bytes);
    EXPECT_THAT(complaint([&] { Audit(folder / "other.db"); }), HasSubstr("none that needfirst wrote"));
}
