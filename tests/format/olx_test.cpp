// SPDX-License-Identifier: Apache-2.0
#include "support/package.hpp"

namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Participation;
using model::Placement;
using State = base::CoverageState;

TEST(format_Olx, reads_the_course_in_document_order) {
    const auto found = test::read_fixture("olx/minimal-valid");
    const auto& course = found.course();
    EXPECT_EQ(course.title, "Labels Online");
    EXPECT_EQ(course.identifier, "Dock+LBL1+2024");
    EXPECT_EQ(course.language, "en");
    EXPECT_EQ(found.statements(Field::description), "Labels that arrive right.");
    EXPECT_EQ(found.statements(Field::objectives), "Print a label that is right");
    EXPECT_EQ(found.statements(Field::delivery), "Teams: North dock\nFor those at the north dock");
    EXPECT_EQ(found.statements(Field::syllabus), "Questions\nAsk the dock master.");
    ASSERT_EQ(course.items.size(), 6u);
    EXPECT_EQ(found.item(0).title, "Why labels fail");
    EXPECT_EQ(found.text(0), "One in nine is wrong.");
    EXPECT_EQ(found.item(1).kind, Kind::quiz);
    EXPECT_EQ(found.item(1).graded, true);
    EXPECT_EQ(found.text(1), "What comes first?\nScan\nPrint");
    EXPECT_EQ(found.text(4), "Which dock?\nNorth\nSouth");
    EXPECT_EQ(course.sections.at(2).title, "One label");
    EXPECT_EQ(course.sections.at(2).parent, 1);
}

TEST(format_Olx, a_discussion_counts_once_and_is_never_scored) {
    const auto found = test::read_fixture("olx/minimal-valid");
    const auto& forum = found.item(2);
    EXPECT_EQ(forum.kind, Kind::forum);
    EXPECT_EQ(forum.title, "Wrong labels");
    EXPECT_EQ(forum.graded, false);
    EXPECT_EQ(forum.participation, Participation::unknown);
    for (const auto& item : found.course().items) EXPECT_NE(item.title, "Left over");
}

TEST(format_Olx, peers_assess_where_the_steps_say_so) {
    const auto found = test::read_fixture("olx/minimal-valid");
    const auto& peers = found.item(3);
    EXPECT_EQ(peers.kind, Kind::peer_review);
    EXPECT_EQ(peers.title, "Look at a colleague's label");
    EXPECT_EQ(peers.quota, "2 peer assessments");
    EXPECT_EQ(peers.required, true);
    EXPECT_EQ(found.text(3), "Print a label and say what you checked.");
}

TEST(format_Olx, what_only_staff_see_is_hidden) {
    const auto found = test::read_fixture("olx/minimal-valid");
    EXPECT_EQ(found.item(5).placement, Placement::hidden);
    EXPECT_EQ(found.text(5), "Written in the block.");
}

TEST(format_Olx, blocks_may_stand_in_one_member) {
    const auto found = test::read_fixture("olx/one-file-valid");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.text(0), "Read this.\nThen that.");
    EXPECT_EQ(found.item(1).title, "Talk");
}

TEST(format_Olx, missing_and_cut_members_are_told) {
    const auto found = test::read_fixture("olx/page-missing-error");
    EXPECT_EQ(found.item(0).title, "Empty page");
    EXPECT_EQ(found.text(1), "Half a question");
    EXPECT_TRUE(found.remarked("html/h.html", State::error));
    EXPECT_TRUE(found.remarked("vertical/gone.xml", State::error));
    EXPECT_TRUE(found.remarked("problem/cut.xml", State::partly));
}

TEST(format_Olx, a_block_that_points_to_itself_ends) {
    const auto found =
        test::read_package({{"course.xml", "<course url_name='r' org='o' course='c'/>"},
                            {"course/r.xml", "<course display_name='Round'><vertical url_name='v'/></course>"},
                            {"vertical/v.xml", "<vertical display_name='V'><vertical url_name='v'/></vertical>"}});
    EXPECT_EQ(found.course().title, "Round");
    EXPECT_LT(found.course().sections.size(), 20u);
}

TEST(format_Olx, a_library_is_its_blocks) {
    const auto found = test::read_fixture("olx-library/minimal-valid");
    EXPECT_EQ(found.reader, "olx-library");
    EXPECT_EQ(found.course().title, "Questions on Labels");
    ASSERT_EQ(found.course().items.size(), 1u);
    EXPECT_EQ(found.text(0), "What is a label?");
}

}  // namespace
}  // namespace needfirst
