// SPDX-License-Identifier: Apache-2.0
#include "support/package.hpp"

namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Participation;
using model::Placement;
using State = base::CoverageState;

TEST(format_Canvas, reads_modules_by_position_and_joins_topics_with_their_meta) {
    const auto found = test::read_fixture("canvas/minimal-valid");
    const auto& items = found.course().items;
    ASSERT_EQ(items.size(), 5u);
    EXPECT_EQ(items[0].title, "Welcome");
    EXPECT_EQ(items[0].passages.at(0).field, Field::welcome);
    EXPECT_EQ(items[1].kind, Kind::quiz);
    const auto& topic = items[2];
    EXPECT_EQ(topic.kind, Kind::forum);
    EXPECT_EQ(topic.native_kind, "DiscussionTopic/peer-review");
    EXPECT_TRUE(topic.meets);
    EXPECT_EQ(topic.graded, true);
    EXPECT_EQ(topic.required, true);
    EXPECT_EQ(topic.quota, "1 post before others are shown, 2 peer reviews");
    EXPECT_EQ(topic.participation, Participation::unknown);
    EXPECT_EQ(items[3].kind, Kind::group_work);
}

TEST(format_Canvas, an_announcement_is_no_discussion) {
    const auto news = test::read_fixture("canvas/minimal-valid").course().items.back();
    EXPECT_EQ(news.kind, Kind::announcement);
    EXPECT_FALSE(news.meets);
    EXPECT_EQ(news.placement, Placement::unplaced);
}

TEST(format_Canvas, syllabus_description_and_outcomes_speak_for_the_course) {
    const auto found = test::read_fixture("canvas/minimal-valid");
    EXPECT_EQ(found.statements(Field::syllabus), "Two weeks, one shift each.");
    EXPECT_EQ(found.statements(Field::description), "Guests who arrive after midnight wait eleven minutes on average.");
    EXPECT_EQ(found.statements(Field::objectives),
              "Hands over a key within four minutes\nWithout calling the day manager.");
}

TEST(format_Canvas, headings_of_a_module_are_text_of_its_section) {
    EXPECT_EQ(test::read_fixture("canvas/minimal-valid").course().sections.at(0).passages.at(0).text, "On shift");
}

TEST(format_Canvas, reads_quizzes_whose_namespaces_are_broken_and_whose_questions_are_latin_1) {
    const auto found = test::read_fixture("canvas/minimal-valid");
    EXPECT_EQ(
        found.text(1),
        "Three questions about keys.\nWho is called first at the caf\xC3\xA9 counter?\nWhoever waits longest\nWhoever "
        "shouts\nThe ticket decides, not the voice.");
    EXPECT_TRUE(found.package.coverage.empty());
}

TEST(format_Canvas, a_discussion_outside_modules_is_unplaced_and_met_where_a_page_links_to_it) {
    const auto found = test::read_fixture("canvas/discussion-linked-valid");
    EXPECT_EQ(found.item(0).kind, Kind::wiki);
    EXPECT_TRUE(found.item(0).meets);
    EXPECT_EQ(found.item(1).kind, Kind::forum);
    EXPECT_EQ(found.item(1).placement, Placement::unplaced);
    EXPECT_EQ(found.item(1).section, 0);
}

TEST(format_Canvas, all_of_an_unpublished_module_is_hidden) {
    const auto found = test::read_fixture("canvas/module-unpublished-valid");
    EXPECT_TRUE(found.course().sections.at(0).hidden);
    for (const auto& item : found.course().items) EXPECT_EQ(item.placement == Placement::hidden, item.section == 0);
}

/// A Canvas course 5 of canvas.example.org whose one module leads to these addresses.
test::ReadPackage leading_to(std::initializer_list<const char*> addresses) {
    std::string items;
    for (const char* address : addresses)
        items += "<item identifier=\"i\"><content_type>ExternalUrl</content_type><title>n</title><url>" +
                 std::string(address) + "</url></item>";
    return test::read_package(
        {{"imsmanifest.xml",
          "<manifest identifier=\"m\"><metadata><schema>IMS Common Cartridge</schema>"
          "<schemaversion>1.1.0</schemaversion></metadata><organizations/><resources/></manifest>"},
         {"course_settings/course_settings.xml", "<course identifier=\"c\"><title>New leads, part 1</title></course>"},
         {"course_settings/context.xml",
          "<context_info><course_id>5</course_id><course_name>n</course_name>"
          "<canvas_domain>canvas.example.org</canvas_domain></context_info>"},
         {"course_settings/module_meta.xml",
          "<modules><module identifier=\"a\"><title>Steps</title><workflow_state>active</workflow_state><items>" +
              items + "</items></module></modules>"}});
}

TEST(format_Canvas, a_course_that_leads_to_others_of_its_platform_is_a_programme) {
    const auto found =
        leading_to({"https://canvas.example.org/courses/12/modules", "https://canvas.example.org/courses/9",
                    "https://canvas.example.org/courses/5/pages/help"});
    EXPECT_EQ(found.course().names, std::vector<std::string>{"canvas.example.org/courses/5"});
    ASSERT_EQ(found.package.programmes.size(), 2u);
    EXPECT_EQ(found.package.programmes[0].basis, model::Basis::linked);
    EXPECT_EQ(found.package.programmes[0].courses,
              (std::vector<std::string>{"canvas.example.org/courses/12", "canvas.example.org/courses/9"}));
    EXPECT_EQ(found.package.programmes[1].basis, model::Basis::guessed);
    EXPECT_EQ(found.package.programmes[1].title, "New leads");
}

TEST(format_Canvas, links_to_pages_of_courses_or_to_another_platform_are_no_programme) {
    const auto found = leading_to({"https://canvas.example.org/courses/12/pages/rules",
                                   "https://canvas.example.org/courses/9/assignments/4",
                                   "https://other.example.org/courses/3", "https://other.example.org/courses/4"});
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].basis, model::Basis::guessed);
}

TEST(format_Canvas, says_what_is_missing_and_goes_on) {
    const auto found = test::read_fixture("canvas/members-missing-error");
    EXPECT_TRUE(found.remarked("gtopic.xml", State::error));
    EXPECT_TRUE(found.remarked("course_settings/learning_outcomes.xml", State::partly));
    EXPECT_EQ(found.item(0).title, "What happened at three?");
    EXPECT_EQ(found.item(0).kind, Kind::forum);
}

TEST(format_CommonCartridge, reads_each_kind_of_resource) {
    const auto found = test::read_fixture("common-cartridge/minimal-valid");
    const std::vector kinds = {Kind::page, Kind::link, Kind::forum, Kind::quiz, Kind::external_tool};
    ASSERT_EQ(found.course().items.size(), kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(found.item(i).kind, kinds[i]);
    EXPECT_EQ(found.item(1).link, "https://example.org/hours");
    EXPECT_TRUE(found.item(2).meets);
    EXPECT_EQ(found.item(2).passages.at(0).field, Field::prompt);
    EXPECT_EQ(found.statements(Field::description), "For new staff at the service counter.");
}

TEST(format_CommonCartridge, a_topic_that_the_organization_does_not_lead_to_is_unplaced) {
    const auto found = test::read_fixture("common-cartridge/topic-unplaced-valid");
    EXPECT_EQ(found.package.format_version, "1.3.0");
    EXPECT_EQ(found.item(1).kind, Kind::forum);
    EXPECT_EQ(found.item(1).placement, Placement::unplaced);
}

TEST(format_CommonCartridge, reads_thin_cartridges) {
    EXPECT_EQ(test::read_fixture("common-cartridge/thin-valid").package.format_version, "1.2.0 thin");
}

TEST(format_CommonCartridge, an_item_without_resource_still_stands_in_the_order) {
    const auto found = test::read_fixture("common-cartridge/members-missing-error");
    EXPECT_EQ(found.course().items.size(), 6u);
    EXPECT_EQ(found.text(2), "Describe one");
    EXPECT_TRUE(found.remarked("quiz.xml", State::error));
}

}  // namespace
}  // namespace needfirst
