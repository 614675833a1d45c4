// SPDX-License-Identifier: Apache-2.0
#include "store/compare.hpp"

#include "store/store.hpp"
#include "support/temporary_folder.hpp"

using namespace needfirst;
using store::Change;

namespace {

struct Told {
    std::string title;
    std::vector<std::string> fingerprints;
    model::Verdict verdict = model::Verdict::tacked_on;
};

struct store_Compare : testing::Test {
    test::TemporaryFolder folder;

    void write(const std::string& name, const std::string& package, const std::vector<Told>& courses,
               const std::string& rule = "core/a") {
        const model::RuleRecord rules[] = {{rule, "t", "alarm", "stable", "course", "", "", "core", ""}};
        store::Writer writer(folder / name, {}, rules);
        model::AuditedPackage audited;
        audited.package.path = package;
        for (const Told& told : courses) {
            model::Judgement course;
            course.title = told.title, course.verdict = told.verdict;
            for (const auto& fingerprint : told.fingerprints)
                course.findings.push_back(
                    {-1, "core/a", model::Level::alarm, "m", "q", "l", fingerprint, model::FindingState::fresh, -1});
            audited.courses.push_back(course);
        }
        writer.write(audited);
        writer.finish("f");
    }
    store::Comparison compare() {
        return store::compare(store::Audit(folder / "old.db"), store::Audit(folder / "new.db"));
    }
};

TEST_F(store_Compare, knows_a_course_in_a_file_of_another_name) {
    write("old.db", "calls-may.mbz", {{"Calls", {"f1", "f2"}}});
    write("new.db", "calls-june.mbz", {{"Calls", {"f2", "f3"}}});
    const auto found = compare();
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].package, "calls-june.mbz");
    EXPECT_EQ(found.count(Change::fresh), 1u);
    EXPECT_EQ(found.count(Change::mended), 1u);
    EXPECT_EQ(found.count(Change::still), 1u);
    EXPECT_EQ(found.courses[0].findings.front().fingerprint, "f3");
}

TEST_F(store_Compare, calls_nothing_mended_that_nobody_looked_at) {
    write("old.db", "a.zip", {{"Gone", {"f1"}}, {"Unread", {"f2"}}});
    write("new.db", "a.zip", {{"Unread", {}, model::Verdict::unreadable}});
    const auto found = compare();
    EXPECT_EQ(found.count(Change::mended), 0u);
    EXPECT_EQ(found.count(Change::gone), 2u);
    write("new.db", "a.zip", {{"Gone", {}}, {"Unread", {}}}, "core/b");
    EXPECT_EQ(compare().count(Change::gone), 2u) << "the rule is not active any more";
}

TEST_F(store_Compare, counts_twins) {
    write("old.db", "a.zip", {{"A", {"f1"}}, {"A", {"f1"}}});
    write("new.db", "a.zip", {{"A", {"f1"}}, {"A", {"f1"}}, {"A", {"f1"}}});
    const auto found = compare();
    EXPECT_EQ(found.count(Change::still), 2u);
    EXPECT_EQ(found.count(Change::fresh), 1u);
}

}  // namespace
