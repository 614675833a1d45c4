// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "format/php_data.hpp"
#include "support/package.hpp"

// Chamilo and ILIAS.
namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Participation;
using model::Placement;
using State = base::CoverageState;

TEST(format_PhpData, reads_what_php_serializes) {
    using namespace std::string_literals;
    const auto value = format::parse_php("a:2:{i:0;s:3:\"dé\";s:1:\"n\";N;}");
    EXPECT_EQ(value["0"].text(), "dé");
    EXPECT_FALSE(value["n"]);
    EXPECT_TRUE(format::parse_php("O:3:\"Obj\":1:{s:6:\"\0A\0"
                                  "key\";b:1;}"s)["key"]
                    .truth);
}

TEST(format_PhpData, broken_text_is_told_and_never_read_past) {
    for (const auto* text :
         {"", "x", "s:99:\"a\";", "a:2:{i:0;", "a:99999999999:{", "s:-1:\"\";", "O:1:\"A\"", "C:1:\"A\":9:{}"})
        EXPECT_THROW(format::parse_php(text), base::InputError) << text;
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "a:1:{i:0;";
    EXPECT_THROW(format::parse_php(deep), base::InputError);
}

TEST(format_Chamilo, learning_paths_place_what_they_use) {
    const auto found = test::read_fixture("chamilo/minimal-valid");
    const auto& course = found.course();
    EXPECT_EQ(found.reader, "chamilo");
    EXPECT_EQ(course.title, "Étiquettes au quai");
    EXPECT_EQ(found.statements(Field::objectives), "Objectifs\nImprimer juste.");
    ASSERT_EQ(course.items.size(), 4u);
    EXPECT_EQ(found.text(0), "Une sur neuf est fausse.");
    EXPECT_EQ(found.item(1).title, "Cas du quai");
    EXPECT_EQ(found.item(1).posts, 2);
    EXPECT_EQ(found.item(1).replies, 1);
    EXPECT_EQ(found.item(2).title, "Café");
    EXPECT_EQ(found.item(2).posts, 0);
    EXPECT_EQ(found.item(2).placement, Placement::unplaced);
    EXPECT_EQ(found.item(3).placement, Placement::hidden);
    EXPECT_THROW(test::read_fixture("chamilo/cut-error"), base::InputError);
}

TEST(format_Ilias, sets_stand_where_the_tree_of_the_course_puts_them) {
    const auto found = test::read_fixture("ilias/minimal-valid");
    const auto& course = found.course();
    EXPECT_EQ(found.reader, "ilias");
    EXPECT_EQ(course.title, "Labels in ILIAS");
    EXPECT_EQ(found.statements(Field::description), "For dock staff.");
    EXPECT_EQ(found.statements(Field::syllabus), "Scan, print, check.");
    ASSERT_EQ(course.items.size(), 2u);
    EXPECT_EQ(course.sections.at(0).title, "Week 1");
    EXPECT_EQ(found.item(0).kind, Kind::peer_review);
    EXPECT_EQ(found.text(0), "Print a label.");
    EXPECT_EQ(found.item(1).posts, 2);
    EXPECT_EQ(found.item(1).replies, 1);
    EXPECT_EQ(found.text(1), "Post a case.");
}

TEST(format_Ilias, a_missing_set_is_told) {
    const auto found = test::read_fixture("ilias/set-missing-error");
    EXPECT_TRUE(found.remarked("set_1/1700000000__0__frm_101/manifest.xml", State::error));
    EXPECT_EQ(found.item(0).kind, Kind::forum);
}

}  // namespace
}  // namespace needfirst
