// SPDX-License-Identifier: Apache-2.0
// Programmes: ordered courses that are judged together, and rows of a catalogue that may be the same course.
#include "audit/audit.hpp"
#include "store/audit.hpp"
#include "support/pack_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

constexpr const char* films = "Talks about talks in five short films for all of you.";
constexpr const char* forum = "Read about forms and then post in the forum every week.";
constexpr const char* problem = "In May the complaints doubled at the desk of our house.";

class audit_Programme : public testing::Test {
protected:
    audit_Programme() {
        pack_.write("tail.yaml",
                    "title: t\nlevel: note\nstatus: stable\nabout: programme\n"
                    "when: {all: [{last_of_programme: true}, {need: {at_most: implied}}]}\n"
                    "message: '{programme} ends with {course}'\nwhy: w\nask: ['Why last?']\ninstead: i\n"
                    "examples: {rings: [{courses: [{title: t}]}], silent: [{courses: [{title: t}]}]}\n");
    }
    void list(const std::string& rows) const {
        folder_.write("list.csv", "Course Code,Title,Description,Programme,Order,Provider\n" + rows);
    }
    std::vector<std::string> found(
        const char* query = "SELECT message FROM finding WHERE rule LIKE '%/tail' ORDER BY id") {
        Options options;
        options.paths = {folder_.path().string()};
        options.db = folder_.path() / "audit.db";
        std::filesystem::remove(options.db);
        options.rules = {pack_.path()};
        options.jobs = 2;
        run(options, {});
        std::vector<std::string> lines;
        store::Audit(options.db).each(query, [&](const store::Row& row) { lines.emplace_back(row.text(0)); });
        return lines;
    }
    test::PackFolder pack_;
    test::TempFolder folder_;
};

TEST_F(audit_Programme, rings_where_its_last_course_is_social_and_none_states_a_need) {
    list(std::string("A,Talks,") + films + ",New leads,1,\nB,Forms," + forum + ",New leads,2,\n");
    EXPECT_THAT(found(), testing::ElementsAre("New leads ends with Forms"));
    EXPECT_THAT(found("SELECT text FROM question WHERE rule LIKE '%/tail'"), testing::ElementsAre("Why last?"));
}

TEST_F(audit_Programme, is_silent_where_another_of_its_courses_states_the_need) {
    list(std::string("A,Talks,") + problem + ",New leads,1,\nB,Forms," + forum + ",New leads,2,\n");
    EXPECT_THAT(found(), testing::IsEmpty());
}

TEST_F(audit_Programme, goes_by_the_order_of_the_column_not_of_the_rows) {
    list(std::string("B,Forms,") + forum + ",New leads,2,\nA,Talks," + films + ",New leads,1,\n");
    EXPECT_THAT(found(), testing::ElementsAre("New leads ends with Forms"));
    list(std::string("B,Forms,") + forum + ",New leads,1,\nA,Talks," + films + ",New leads,2,\n");
    EXPECT_THAT(found(), testing::IsEmpty());
}

TEST_F(audit_Programme, knows_a_step_by_its_package_too) {
    list(std::string("A,Talks,") + films +
         ",New leads,1,\nB,Forms and fields,A short course with five films for all,New leads,2,\n");
    EXPECT_THAT(found(), testing::IsEmpty());
    folder_.write("forms/index.html",
                  std::string("<html><head><title>Forms and fields</title></head><body><p>Please ") + forum +
                      "</p></body></html>");
    EXPECT_THAT(found(), testing::ElementsAre("New leads ends with Forms and fields"));
}

TEST_F(audit_Programme, a_title_that_several_providers_use_is_reported_and_not_guessed) {
    list(std::string("A,Forms and fields,") + problem + ",,,North\nB,Forms and fields," + films + ",,,South\n");
    folder_.write("forms/index.html",
                  std::string("<html><head><title>Forms and fields</title></head><body><p>Please ") + forum +
                      "</p></body></html>");
    EXPECT_THAT(found("SELECT verdict FROM course c JOIN package p ON p.id = c.package_id WHERE p.path LIKE '%forms'"),
                testing::ElementsAre("tacked-on"));
    EXPECT_THAT(found("SELECT reason FROM coverage WHERE reason LIKE '%Forms and fields%'"),
                testing::ElementsAre(testing::HasSubstr("2 rows of catalogues")));
}

}  // namespace
}  // namespace needfirst::audit
