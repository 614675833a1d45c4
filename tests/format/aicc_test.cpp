// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "support/package.hpp"

namespace needfirst::format {
namespace {

using model::Field;

TEST(format_Aicc, reads_units_in_the_order_of_the_structure) {
    const auto found = test::read_fixture("aicc/minimal-valid");
    EXPECT_EQ(found.reader, "aicc");
    EXPECT_EQ(found.course().title, "Ladders on the line");
    EXPECT_EQ(found.course().identifier, "NR-LADDER-1");
    ASSERT_EQ(found.course().sections.size(), 1u);
    EXPECT_EQ(found.course().sections[0].title, "Before you climb");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "Placing a ladder, \"one in four\"");
    EXPECT_THAT(found.text(0), testing::HasSubstr("every four metres up"));
    EXPECT_EQ(found.item(1).title, "Checking a ladder");
    EXPECT_THAT(found.text(1), testing::HasSubstr("the rungs, the feet and the label"));
    EXPECT_THAT(found.text(1), testing::HasSubstr("Tell the foreman of any crack."));
}

TEST(format_Aicc, keeps_every_paragraph_of_the_description_and_the_objectives) {
    const auto found = test::read_fixture("aicc/minimal-valid");
    EXPECT_EQ(found.statements(Field::description),
              "Falls from ladders were behind nine of the twenty injuries on our sites last year.\n"
              "This course shows how to check, place and climb a ladder.");
    EXPECT_EQ(found.statements(Field::objectives), "Can tell a safe ladder from a damaged one");
}

TEST(format_Aicc, mends_lost_characters_from_the_payload) {
    const auto found = test::read_fixture("aicc/characters-lost-valid");
    EXPECT_EQ(found.course().title, "Жалобы клиентов");
    EXPECT_EQ(found.statements(Field::description), "Каждый пятый клиент уходит после первой жалобы.");
    EXPECT_EQ(found.package.authoring_tool, "Articulate Storyline 2");
}

TEST(format_Aicc, says_what_is_missing) {
    EXPECT_THROW(test::read_fixture("aicc/units-missing-error"), base::InputError);
    const auto found = test::read_fixture("aicc/launch-missing-error");
    EXPECT_EQ(found.course().title, "Reading a pay slip");
    EXPECT_TRUE(found.remarked("start.htm", base::CoverageState::error));
}

TEST(format_Aicc, is_not_any_file_of_that_extension) {
    EXPECT_NE(test::read_package({{"sound.au", ".snd\0\0\0"}, {"page.html", "<p>x</p>"}}).reader, "aicc");
}

TEST(format_Aicc, says_that_blocks_lie_too_deep_in_each_other) {
    std::string names = "\"system_id\",\"title\"\n", order = "\"block\",\"member\"\n\"root\",\"B1\"\n";
    for (int i = 1; i < 40; ++i) {
        const std::string id = std::to_string(i);
        names += "\"B" + id + "\",\"Block " + id + "\"\n";
        order += "\"B" + id + "\",\"B" + std::to_string(i + 1) + "\"\n\"B" + id + "\",\"A1\"\n";
    }
    const auto found = test::read_package({{"a.crs", "[Course]\nCourse_Title=Deep\n"},
                                           {"a.au", "\"system_id\",\"file_name\"\n\"A1\",\"https://example.org/a\"\n"},
                                           {"a.des", names},
                                           {"a.cst", order}});
    EXPECT_LT(found.course().sections.size(), 39u);
    EXPECT_TRUE(found.remarked("a.cst", base::CoverageState::limited));
}

TEST(format_Aicc, takes_units_elsewhere_for_links_and_survives_circles) {
    const auto found = test::read_package(
        {{"a.crs", "[Course]\nCourse_Title=Circle\n"},
         {"a.au", "\"system_id\",\"file_name\"\n\"A1\",\"https://example.org/a\"\n"},
         {"a.des", "\"system_id\",\"title\"\n\"B1\",\"Block\"\n"},
         {"a.cst", "\"block\",\"member\"\n\"root\",\"B1\"\n\"B1\",\"B2\"\n\"B2\",\"B1\"\n\"B2\",\"A1\"\n"}});
    ASSERT_EQ(found.course().items.size(), 1u);
    EXPECT_EQ(found.item(0).link, "https://example.org/a");
    EXPECT_TRUE(found.course().fragment);
}

}  // namespace
}  // namespace needfirst::format
