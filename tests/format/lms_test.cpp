// SPDX-License-Identifier: Apache-2.0
#include "support/package.hpp"

// Blackboard Learn, D2L Brightspace, Sakai, and web content.
namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Participation;
using model::Placement;
using State = base::CoverageState;

TEST(format_Blackboard, a_content_item_stands_for_the_board_that_it_links_to) {
    const auto found = test::read_fixture("blackboard/minimal-valid");
    EXPECT_EQ(found.course().title, "Forklift refresher");
    EXPECT_EQ(found.course().identifier, "FORK-2");
    EXPECT_EQ(found.statements(Field::description), "Three trucks hit the same rack last winter.");
    EXPECT_EQ(found.item(1).kind, Kind::forum);
    EXPECT_EQ(found.item(1).placement, Placement::placed);
    EXPECT_EQ(found.item(1).participation, Participation::unknown);
    EXPECT_EQ(found.text(1), "Tell the shift about a near miss of yours.");
    EXPECT_EQ(found.course().items.back().title, "Coffee corner");
    EXPECT_EQ(found.course().items.back().placement, Placement::unplaced);
}

TEST(format_Blackboard, posts_of_an_archive_are_counted_and_not_read) {
    const auto found = test::read_fixture("blackboard/archive-with-posts-valid");
    const auto& board = found.item(1);
    EXPECT_EQ(board.participation, Participation::present);
    EXPECT_EQ(board.posts, 2);
    EXPECT_EQ(board.replies, 1);
    EXPECT_EQ(board.participants, 2);
    EXPECT_EQ(board.last_post_at, 1523088000);
    EXPECT_EQ(board.quota, "1 post before others are shown");
    EXPECT_EQ(found.course().items.back().posts, 0);
}

TEST(format_Blackboard, a_board_without_its_member_is_still_a_board) {
    const auto found = test::read_fixture("blackboard/board-missing-error");
    EXPECT_EQ(found.item(1).title, "Near misses");
    EXPECT_TRUE(found.remarked("res00007.dat", State::error));
}

TEST(format_D2l, quick_links_place_topics_and_the_rest_is_unplaced) {
    for (const auto* name : {"d2l/minimal-valid", "d2l/prefix-undeclared-valid"}) {
        const auto found = test::read_fixture(name);
        EXPECT_EQ(found.course().title, "Calls after closing time");
        EXPECT_EQ(found.course().sections.at(0).passages.at(0).text, "One call in six is lost after five.");
        ASSERT_EQ(found.course().items.size(), 6u);
        EXPECT_EQ(found.item(1).kind, Kind::forum);
        EXPECT_EQ(found.item(1).required, true);
        EXPECT_EQ(found.item(1).graded, true);
        EXPECT_EQ(found.item(2).title, "Anything goes");
        EXPECT_EQ(found.item(2).placement, Placement::unplaced);
        EXPECT_EQ(found.item(4).kind, Kind::group_work);
        EXPECT_EQ(found.item(5).placement, Placement::hidden);
    }
}

TEST(format_D2l, a_link_to_a_topic_that_is_not_there_is_still_a_forum) {
    const auto found = test::read_fixture("d2l/members-broken-error");
    EXPECT_EQ(found.item(1).kind, Kind::forum);
    EXPECT_EQ(found.item(1).title, "Lost calls");
    EXPECT_TRUE(found.remarked("slips.html", State::error));
    EXPECT_TRUE(found.remarked("discussion_d2l_1.xml", State::partly));
}

TEST(format_Sakai, reads_lessons_by_sequence_and_the_forums_they_show) {
    const auto found = test::read_fixture("sakai-archive/minimal-valid");
    EXPECT_EQ(found.package.format_version, "Sakai 2.8");
    EXPECT_EQ(found.course().title, "Parcel sorting");
    EXPECT_EQ(found.statements(Field::syllabus), "Plan\nTwo mornings at the belt.");
    EXPECT_EQ(found.text(0), "Every tenth parcel goes to the wrong van.");
    EXPECT_EQ(found.item(1).title, "Which codes fool you?");
    EXPECT_EQ(found.item(1).placement, Placement::placed);
    EXPECT_EQ(found.text(1), "For all sorters.\nPost a label that you misread.");
    EXPECT_EQ(found.item(2).link, "https://example.org/map");
    EXPECT_EQ(found.item(3).placement, Placement::unplaced);
    EXPECT_EQ(found.item(4).kind, Kind::peer_review);
    EXPECT_EQ(found.item(5).placement, Placement::hidden);
}

TEST(format_Web, pages_stand_in_the_order_in_which_people_number) {
    const auto found = test::read_fixture("web/minimal-valid");
    ASSERT_EQ(found.course().items.size(), 3u);
    EXPECT_EQ(found.item(0).title, "Spill kits");
    EXPECT_EQ(found.item(1).member, "page2.html");
    EXPECT_EQ(found.item(2).member, "page10.html");
}

TEST(format_Web, reads_data_of_scripts_and_json_in_base64) {
    const auto text = test::read_fixture("web/data-in-scripts-valid").text(0);
    EXPECT_NE(text.find("Ask a colleague to walk the ramp with you."), std::string::npos);
    EXPECT_NE(text.find("Tell the crew what you saw."), std::string::npos);
    EXPECT_EQ(text.find("comment"), std::string::npos);
}

TEST(format_Web, does_not_claim_what_bears_no_text) {
    EXPECT_EQ(test::read_package({{"photo.jpg", "\xFF\xD8"}}).reader, "");
    EXPECT_EQ(test::read_package({{"settings.xml", "<a><b>1</b></a>"}}).reader, "");
}

}  // namespace
}  // namespace needfirst
