// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "support/package.hpp"

namespace needfirst::format {
namespace {

using model::Field;

TEST(format_Xapi, reads_the_course_and_what_it_launches) {
    const auto found = test::read_fixture("xapi/minimal-valid");
    EXPECT_EQ(found.reader, "xapi");
    EXPECT_EQ(found.course().title, "Forklifts and feet");
    EXPECT_EQ(found.course().language, "en");
    EXPECT_EQ(found.statements(Field::description),
              "Near misses in the yard have doubled since the \"one way\" signs came down.");
    ASSERT_EQ(found.course().items.size(), 1u);
    EXPECT_EQ(found.text(0), "The driver waits for the walker. Always.");
}

TEST(format_Xapi, lists_lessons_by_name_where_the_content_lies_elsewhere) {
    const auto found = test::read_fixture("xapi/lessons-by-name-valid");
    EXPECT_EQ(found.course().title, "Night shifts");
    EXPECT_TRUE(found.course().statements.empty());
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "Sleep before work");
    EXPECT_EQ(found.text(0), "Why a nap at six helps at three.");
    EXPECT_EQ(found.item(1).kind, model::Kind::quiz);
}

TEST(format_Xapi, reads_the_same_course_once) {
    const std::string file =
        "<tincan><activities><activity id='a' type='http://x/activities/course'><name>Twice</name>"
        "<launch>i.html</launch></activity></activities></tincan>";
    const auto found =
        test::read_package({{"tincan.xml", file}, {"content/tincan.xml", file}, {"i.html", "<p>Text.</p>"}});
    EXPECT_EQ(found.courses.size(), 1u);
    EXPECT_TRUE(found.remarked("content/tincan.xml", base::CoverageState::skipped));
}

TEST(format_Xapi, says_that_there_is_no_activity) {
    EXPECT_THROW(test::read_fixture("xapi/no-activity-error"), base::InputError);
}

}  // namespace
}  // namespace needfirst::format
