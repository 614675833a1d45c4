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

/// A Moodle backup of a course of learn.example.org, with a forum where `forum` asks for one.
void moodle(const test::TempFolder& folder, int id, const std::string& title, const std::string& summary,
            const std::string& after = {}) {
    const std::string name = "m" + std::to_string(id) + "/", number = std::to_string(id);
    folder.write(name + "moodle_backup.xml",
                 "<moodle_backup><information><original_wwwroot>https://learn.example.org</original_wwwroot>"
                 "<original_course_id>" +
                     number + "</original_course_id><original_course_shortname>C" + number +
                     "</original_course_shortname></information></moodle_backup>");
    folder.write(name + "course/course.xml", "<course id=\"1\"><shortname>C" + number + "</shortname><fullname>" +
                                                 title + "</fullname><summary>" + summary + "</summary></course>");
    if (after.empty()) return;
    folder.write(name + "completion.xml",
                 "<course_completion><course_completion_criteria><criteriatype>8</criteriatype>"
                 "<courseinstanceshortname>" +
                     after + "</courseinstanceshortname></course_completion_criteria></course_completion>");
}

constexpr const char* programmes =
    "SELECT p.title || ': ' || (SELECT group_concat(title, ' > ') FROM (SELECT c.title FROM programme_course s JOIN "
    "course c ON c.id = s.course_id WHERE s.programme_id = p.id ORDER BY s.position)) || ', ' || basis FROM programme "
    "p "
    "ORDER BY p.id";

TEST_F(audit_Programme, numbered_courses_of_one_platform_are_a_guess_that_says_so) {
    moodle(folder_, 3, "New leads, part 2", forum);
    moodle(folder_, 9, "New leads, part 1", films);
    EXPECT_THAT(found(programmes), testing::ElementsAre("New leads: New leads, part 1 > New leads, part 2, guessed"));
    EXPECT_THAT(found(),
                testing::ElementsAre("New leads ends with New leads, part 2 That these courses are a programme "
                                     "is a guess from their titles or from a column."));
}

TEST_F(audit_Programme, its_parts_are_joined_when_the_shards_that_read_them_are_merged) {
    for (int step = 1; step < 9; ++step)
        moodle(folder_, step * 7, "New leads, part " + std::to_string(step), step < 8 ? films : forum);
    // So many that both shards have some, whatever the folder of the test is called.
    for (char other = 'a'; other <= 'p'; ++other) moodle(folder_, 100 + other, std::string("About ") + other, films);
    const auto whole = found(programmes);
    ASSERT_EQ(whole.size(), 1u);
    const test::TempFolder stores("-stores");
    Options options;
    options.rules = {pack_.path()};
    options.jobs = 2;
    Options merged = options;
    merged.db = stores.path() / "all.db";
    for (const std::uint32_t number : {1u, 2u}) {
        options.paths = {folder_.path().string()};
        options.shard = {number, 2};
        options.db = stores.path() / (std::to_string(number) + ".db");
        run(options, {});
        EXPECT_LT(store::Audit(options.db).number("SELECT count(*) FROM course"), 24);
        merged.paths.push_back(options.db.string());
    }
    merge(merged, false, [](const std::string&) {}, {});
    std::vector<std::string> lines;
    store::Audit(merged.db).each(programmes, [&](const store::Row& row) { lines.emplace_back(row.text(0)); });
    EXPECT_EQ(lines, whole);
    EXPECT_EQ(store::Audit(merged.db).number("SELECT count(*) FROM finding WHERE rule LIKE '%/tail'"), 1);
}

TEST_F(audit_Programme, no_programme_is_guessed_where_a_number_is_missing_or_stands_twice) {
    moodle(folder_, 3, "New leads, part 3", forum);
    moodle(folder_, 9, "New leads, part 1", films);
    EXPECT_THAT(found(programmes), testing::IsEmpty());
    moodle(folder_, 4, "New leads, part 2", films);
    moodle(folder_, 5, "New leads, part 2", films);
    EXPECT_THAT(found(programmes), testing::IsEmpty());
}

TEST_F(audit_Programme, courses_that_ask_for_one_another_are_one_in_their_order) {
    moodle(folder_, 1, "Forms", forum, "C2");
    moodle(folder_, 2, "Talks", films, "C3");
    moodle(folder_, 3, "Desks", films);
    EXPECT_THAT(found(programmes), testing::ElementsAre("Forms: Desks > Talks > Forms, prerequisite"));
    EXPECT_THAT(found(), testing::ElementsAre("Forms ends with Forms"));
}

TEST_F(audit_Programme, courses_that_ask_for_one_another_in_a_circle_are_none) {
    moodle(folder_, 1, "Forms", forum, "C2");
    moodle(folder_, 2, "Talks", films, "C1");
    EXPECT_THAT(found(programmes), testing::IsEmpty());
}

// Each rung of the ladder states the need once, and the finding names every place that was searched.
class audit_Ladder : public audit_Programme {
protected:
    audit_Ladder() {
        for (const std::string reach : {"activity", "section", "course", "programme"})
            pack_.rule("in-" + reach, "note", "activity",
                       "{all: [{social: true}, {need: {at_most: implied, within: " + reach + "}}]}");
    }
    std::vector<std::string> rang() {
        return found(
            "SELECT replace(rule, rtrim(rule, replace(rule, '/', '')), '') || ': ' || searched FROM finding "
            "WHERE rule LIKE '%/in-%' ORDER BY length(searched)");
    }
    void forms(const std::string& description, const std::string& summary, const std::string& intro) const {
        folder_.write("f/moodle_backup.xml",
                      "<moodle_backup><information><original_wwwroot>https://learn.example.org</original_wwwroot>"
                      "<original_course_id>1</original_course_id><original_course_shortname>C1"
                      "</original_course_shortname></information></moodle_backup>");
        folder_.write("f/course/course.xml",
                      "<course id=\"1\"><shortname>C1</shortname><fullname>Forms and fields"
                      "</fullname><summary>" +
                          description + "</summary></course>");
        folder_.write("f/sections/section_1/section.xml",
                      "<section id=\"1\"><number>1</number><name>First</name><summary>" + summary +
                          "</summary><visible>1</visible><sequence>8</sequence></section>");
        folder_.write("f/activities/forum_8/module.xml",
                      "<module id=\"8\"><modulename>forum</modulename><visible>1</visible></module>");
        folder_.write(
            "f/activities/forum_8/forum.xml",
            "<activity><forum><type>general</type><name>Talk</name><intro>" + intro + "</intro></forum></activity>");
    }
};

TEST_F(audit_Ladder, is_climbed_to_the_top_where_nothing_is_stated) {
    forms(films, films, forum);
    const auto rungs = rang();
    ASSERT_EQ(rungs.size(), 4u);
    EXPECT_EQ(rungs[0], "in-activity: the activity");
    EXPECT_EQ(rungs[1], "in-section: the activity, its section");
    EXPECT_THAT(rungs[2], testing::StartsWith("in-course: the activity, its section, the course: 1 statement, 1 item"));
}

TEST_F(audit_Ladder, ends_in_the_activity_the_section_or_the_course_that_states_the_need) {
    forms(films, films, problem);
    EXPECT_THAT(rang(), testing::IsEmpty());
    forms(films, problem, forum);
    EXPECT_THAT(rang(), testing::ElementsAre("in-activity: the activity"));
    forms(problem, films, forum);
    EXPECT_THAT(rang(), testing::ElementsAre("in-activity: the activity", "in-section: the activity, its section"));
}

TEST_F(audit_Ladder, ends_in_the_catalogue_row_that_states_the_need_and_names_the_row_that_does_not) {
    forms(films, films, forum);
    list(std::string("C1,Forms and fields,") + problem + ",,,\n");
    EXPECT_EQ(rang().size(), 2u);
    list(std::string("C1,Forms and fields,") + films + ",,,\n");
    const auto rungs = rang();
    ASSERT_EQ(rungs.size(), 4u);
    EXPECT_THAT(rungs[2], testing::EndsWith("its catalogue row"));
}

TEST_F(audit_Ladder, ends_in_the_programme_that_states_the_need_and_names_the_one_that_does_not) {
    forms(films, films, forum);
    list(std::string("C1,Forms and fields,") + films + ",New leads,2,\nB,Talks," + problem + ",New leads,1,\n");
    EXPECT_EQ(rang().size(), 3u);
    list(std::string("C1,Forms and fields,") + films +
         ",New leads,2,\nB,Talks,We reduce complaints in five short films,New leads,1,\n");
    const auto rungs = rang();
    ASSERT_EQ(rungs.size(), 4u);
    EXPECT_THAT(rungs[3], testing::EndsWith("its catalogue row, the programme “New leads”: 2 courses"));
    EXPECT_THAT(found("SELECT near_miss FROM finding WHERE rule LIKE '%/in-programme'"),
                testing::ElementsAre(testing::HasSubstr("We reduce complaints")));
}

TEST_F(audit_Programme, needs_that_nobody_names_are_counted_in_every_group) {
    list(std::string("A,Talks,") + problem + ",New leads,1,North\nB,Forms," + forum + ",New leads,2,North\nC,Desks," +
         forum + ",,,South\nD,Lamps," + films + ",,,South\n");
    EXPECT_THAT(found("SELECT grouping || ' ' || name || ': ' || nobody || ' of ' || social FROM need_by_group WHERE "
                      "grouping IN ('catalogue', 'provider', 'programme') ORDER BY 1"),
                testing::ElementsAre("catalogue : 1 of 2", "programme New leads: 0 of 1", "provider North: 0 of 1",
                                     "provider South: 1 of 1"));
}

}  // namespace
}  // namespace needfirst::audit
