// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "support/package.hpp"

namespace needfirst::format {
namespace {

using model::Field;

TEST(format_Cmi5, reads_blocks_units_and_objectives_in_the_courses_own_language) {
    const auto found = test::read_fixture("cmi5/minimal-valid");
    EXPECT_EQ(found.reader, "cmi5");
    EXPECT_EQ(found.course().title, "Keeping vaccines cold");
    EXPECT_EQ(found.course().language, "en");
    EXPECT_EQ(found.statements(Field::description), "Last winter one delivery in twelve was too warm.");
    EXPECT_EQ(found.statements(Field::objectives), "Read a data logger\nTell from the log whether a box may be used.");
    ASSERT_EQ(found.course().sections.size(), 1u);
    EXPECT_EQ(found.course().sections[0].passages[0].text, "What to do before the van leaves.");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).section, 0);
    EXPECT_EQ(found.item(1).kind, model::Kind::link);
    EXPECT_EQ(found.item(1).link, "https://pharmacy.example.org/ask");
}

TEST(format_Cmi5, reads_pages_that_stand_in_scripts_as_templates) {
    const auto found = test::read_fixture("cmi5/minimal-valid");
    EXPECT_EQ(found.text(0), "Ice packs, logger, lid.\nIce packs\nTake them from the freezer ten minutes early.");
}

TEST(format_Cmi5, reads_what_stands_before_a_mistake) {
    const auto found = test::read_fixture("cmi5/structure-broken-error");
    EXPECT_EQ(found.course().title, "Half a course");
    EXPECT_TRUE(found.remarked("cmi5.xml", base::CoverageState::partly));
    EXPECT_TRUE(found.remarked("one.html", base::CoverageState::error));
}

TEST(format_Cmi5, knows_a_bare_structure_whatever_its_name) {
    const std::string structure =
        "<courseStructure><course id='x'><title><langstring>Bare</langstring></title></course></courseStructure>";
    const auto found = test::read_package({{"structure.xml", structure}});
    EXPECT_EQ(found.reader, "cmi5");
    EXPECT_EQ(found.course().title, "Bare");
    EXPECT_THROW(test::read_package({{"cmi5.xml", "<other/>"}}), base::InputError);
}

}  // namespace
}  // namespace needfirst::format
