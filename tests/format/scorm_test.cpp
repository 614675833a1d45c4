// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "format/ims_manifest.hpp"
#include "support/package.hpp"

namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Placement;
using State = base::CoverageState;

TEST(format_Scorm, reads_the_pages_of_items_in_their_order) {
    const auto found = test::read_fixture("scorm-1.2/minimal-valid");
    EXPECT_EQ(found.package.format_version, "1.2");
    EXPECT_EQ(found.course().title, "Cold chain at the loading dock");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "Dock temperatures");
    EXPECT_NE(found.text(0).find("one pallet in nine stood on the dock"), std::string::npos);
    EXPECT_NE(found.item(1).link.find("yammer.com"), std::string::npos);
}

TEST(format_Scorm, finds_the_manifest_in_a_wrapping_folder) {
    EXPECT_FALSE(test::read_fixture("scorm-1.2/wrapping-folder-valid").text(0).empty());
}

TEST(format_Scorm, takes_the_first_organization_where_the_default_is_none) {
    EXPECT_EQ(test::read_fixture("scorm-1.2/default-organization-wrong-valid").course().items.size(), 1u);
}

TEST(format_Scorm, resolves_escaped_hrefs_with_base_query_and_fragment) {
    EXPECT_EQ(test::read_fixture("scorm-1.2/href-escaped-valid").item(0).member, "pages/dock & ramp.html");
}

TEST(format_Scorm, reads_a_course_that_is_there_twice_once) {
    const auto found = test::read_fixture("scorm-1.2/same-course-twice-valid");
    EXPECT_EQ(found.courses.size(), 1u);
    EXPECT_TRUE(found.remarked("Copy of the course/imsmanifest.xml", State::skipped));
}

TEST(format_Scorm, takes_the_title_of_external_metadata_for_a_placeholder_and_leaves_placeholders_out) {
    const auto found = test::read_fixture("scorm-1.2/metadata-placeholder-valid");
    EXPECT_EQ(found.course().title, "Cold chain at the loading dock");
    EXPECT_EQ(found.course().language, "en");
    EXPECT_EQ(found.statements(Field::description), "");
    EXPECT_EQ(found.statements(Field::metadata), "cold chain");
}

TEST(format_Scorm, follows_pages_that_scripts_name_and_reads_questions_of_listed_scripts) {
    const auto found = test::read_fixture("scorm-1.2/pages-in-script-valid");
    const auto text = found.text(0);
    EXPECT_LT(text.find("Dock temperatures"), text.find("Draw the curtain"));
    EXPECT_EQ(found.item(0).passages.back().field, Field::quiz);
    EXPECT_NE(text.find("How long may a pallet wait on the dock?"), std::string::npos);
}

TEST(format_Scorm, says_what_is_missing_and_that_the_course_is_a_fragment) {
    const auto found = test::read_fixture("scorm-1.2/launch-missing-error");
    EXPECT_TRUE(found.remarked("dock.html", State::error));
    EXPECT_TRUE(found.remarked("imsmanifest.xml", State::error));
    EXPECT_TRUE(found.course().fragment);
}

TEST(format_Scorm, an_empty_manifest_is_an_error_with_its_name) {
    try {
        test::read_fixture("scorm-1.2/manifest-empty-error");
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_NE(std::string(error.what()).find("imsmanifest.xml"), std::string::npos);
    }
}

TEST(format_Scorm, knows_the_edition_and_keeps_hidden_items_apart) {
    const auto found = test::read_fixture("scorm-2004/minimal-valid");
    EXPECT_EQ(found.package.format_version, "4th Edition");
    EXPECT_EQ(found.course().title, "Handover between shifts");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(1).placement, Placement::hidden);
    EXPECT_EQ(found.item(1).kind, Kind::quiz);
    EXPECT_EQ(found.course().sections.at(0).title, "On the ward");
    EXPECT_EQ(found.statements(Field::objectives), "");
}

TEST(format_Scorm, resources_of_a_sub_manifest_are_its_own) {
    const auto found = test::read_fixture("scorm-2004/submanifest-valid");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.text(0), "The outer page.");
    EXPECT_EQ(found.text(1), "The inner page.");
}

TEST(format_Scorm, a_package_that_only_starts_a_course_elsewhere_is_a_fragment) {
    const auto found = test::read_package(
        {{"imsmanifest.xml",
          R"(<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="a">
             <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
             <organizations><organization identifier="o"><title>Away</title>
             <item identifier="i" identifierref="r"><title>Start</title></item></organization></organizations>
             <resources><resource identifier="r" adlcp:scormtype="sco" href="https://lms.example.org/start"/></resources>
             </manifest>)"}});
    EXPECT_EQ(found.reader, "scorm-1.2");
    EXPECT_TRUE(found.course().fragment);
    EXPECT_EQ(found.item(0).link, "https://lms.example.org/start");
}

TEST(format_ImsContent, resources_stand_for_a_missing_organization) {
    const auto found = test::read_fixture("ims-cp/no-organization-valid");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "Ladders");
}

TEST(format_ImsManifest, paths_are_joined_without_leaving_the_package) {
    EXPECT_EQ(format::ims::join("a/b/", "../c.html"), "a/c.html");
    EXPECT_EQ(format::ims::join("a/", "../../../etc/x"), "etc/x");
    EXPECT_EQ(format::ims::join("", ".\\x\\y.htm"), "x/y.htm");
    EXPECT_EQ(format::ims::join("a/", "/b.html"), "b.html");
    EXPECT_TRUE(format::ims::is_absolute("https://example.org/a"));
    EXPECT_TRUE(format::ims::is_absolute("mailto:x@example.org"));
    EXPECT_FALSE(format::ims::is_absolute("a/b:c.html"));
}

TEST(format_ImsManifest, a_name_in_another_unicode_form_is_found) {
    const auto container = container::from_memory({{"Guia voc\xC3\xAA.html", ""}});
    EXPECT_EQ(format::ims::resolve(*container, "", "Guia%20voce%CC%82.html"), "Guia voc\xC3\xAA.html");
}

}  // namespace
}  // namespace needfirst
