// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/aside.hpp"
#include "store/file.hpp"
#include "store/insert.hpp"
#include "store/store.hpp"

#include <chrono>
#include <mutex>
#include <unordered_set>

// A store in the making; for the store's own sources only.
namespace needfirst::store {

struct Writer::State {
    explicit State(std::filesystem::path target);

    struct Rows {
        explicit Rows(SQLite::Database& db)
            : package(db, "package", 13),
              course(db, "course", 13),
              course_name(db, "course_name", 2, " ON CONFLICT DO NOTHING"),
              course_source(db, "course_source", 2, " ON CONFLICT DO NOTHING"),
              activity(db, "activity", 23),
              evidence(db, "evidence", 8),
              finding(db, "finding", 13),
              question(db, "question", 4),
              coverage(db, "coverage", 7),
              programme(db, "programme", 5),
              programme_course(db, "programme_course", 4),
              reading(db, "reading", 5),
              heard(db, "heard", 7) {}
        Insert package, course, course_name, course_source, activity, evidence, finding, question, coverage, programme,
            programme_course, reading, heard;
    };

    /// One thread at a time; SQLite's exceptions as InputError.
    template <class Work>
    auto locked(std::string_view act, Work&& work) {
        const std::lock_guard lock(mutex);
        return in_words(act, path, [&] { return work(*this); });
    }
    /// Ends the transaction where it is long enough.
    void count(std::size_t more);
    void commit();

    /// Runs `work`, which writes rows of one package. Where one of them is refused, so is the package, and no other.
    template <class Work>
    void within(std::int64_t package, const std::string& path, Work&& work) {
        if (refused.contains(package)) return;
        try {
            work();
        } catch (const Refused& why) {
            refuse(package, path, why.what());
        }
    }
    /// Takes back what was written of it, but for its row, which says why.
    void refuse(std::int64_t package, const std::string& path, const std::string& why);

    void write_package(const model::AuditedPackage& audited);
    void write_course(std::int64_t package, const model::Judgement& course);
    void write_row(std::int64_t course, std::optional<std::int64_t> activity, const model::Finding& finding);
    void write_activities(std::int64_t course, const std::vector<model::Activity>& activities);
    void link_programmes();
    /// Once, when all courses are there.
    void index();
    /// One that is refused is told in a row of coverage: the courses around it are being walked, and stay.
    void write_finding(std::int64_t course, std::optional<std::int64_t> activity, const model::Finding& finding,
                       std::span<const std::string> questions);

    std::filesystem::path path, part;
    SQLite::Database db;
    std::mutex mutex;
    std::optional<Rows> rows;
    Aside aside;
    std::vector<std::pair<std::int64_t, std::int64_t>>
        sources;                               ///< course, and a package yet to come that it stands in
    std::unordered_set<std::int64_t> refused;  ///< packages
    std::int64_t next_package = 0, next_course = 0, next_activity = 0, next_evidence = 0, next_finding = 0,
                 next_question = 0, next_coverage = 0, next_programme = 0, written = 0;
    bool indexed = false;
    std::chrono::steady_clock::time_point committed = std::chrono::steady_clock::now();
};

}  // namespace needfirst::store
