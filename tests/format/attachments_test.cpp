// SPDX-License-Identifier: Apache-2.0
#include "support/package.hpp"
#include "support/zip_writer.hpp"

// Files that a course offers: documents that its pages link to, packages inside it.
namespace needfirst {
namespace {

using model::Placement;

const std::string rtf = "{\\rtf1\\ansi Spills doubled since the move.\\par Tell your shift in the forum.}";

std::string scorm_zip() { return test::zip_folder(test::fixture("scorm-1.2/minimal-valid")); }

std::string moodle_files(const std::string& component, const std::string& area, const std::string& name) {
    return "<files><file><contenthash>aa1</contenthash><contextid>9</contextid><component>" + component +
           "</component><filearea>" + area + "</filearea><filepath>/</filepath><filename>" + name +
           "</filename><mimetype>application/octet-stream</mimetype></file></files>";
}

/// A backup with one activity and one stored file.
test::ReadPackage read_moodle(const std::string& mod, const std::string& files, const std::string& stored,
                              const std::string& inside = {}) {
    return test::read_package(
        {{"moodle_backup.xml", "<moodle_backup><information><contents/></information></moodle_backup>"},
         {"course/course.xml", "<course><fullname>Spills</fullname></course>"},
         {"sections/section_1/section.xml",
          "<section id='1'><number>1</number><name>One</name><visible>1</visible><sequence>5</sequence></section>"},
         {"activities/" + mod + "_5/" + mod + ".xml",
          "<activity id='1' contextid='9'><" + mod + "><name>File</name>" + inside + "</" + mod + "></activity>"},
         {"activities/" + mod + "_5/module.xml",
          "<module id='5'><modulename>" + mod + "</modulename><sectionid>1</sectionid><visible>1</visible></module>"},
         {"files.xml", files},
         {"files/aa/aa1", stored}});
}

TEST(format_Attachments, documents_of_moodle_activities_are_read_by_their_names) {
    const auto found = read_moodle("resource", moodle_files("mod_resource", "content", "spills.rtf"), rtf);
    EXPECT_EQ(found.text(0), "Spills doubled since the move.\nTell your shift in the forum.");
    EXPECT_EQ(found.item(0).passages.at(0).member, "files/aa/aa1");
}

TEST(format_Attachments, what_learners_handed_in_is_never_read) {
    const auto found = read_moodle("assign", moodle_files("assignsubmission_file", "submission_files", "me.rtf"), rtf);
    EXPECT_EQ(found.text(0), "");
    EXPECT_EQ(found.course().items.size(), 1u);
}

TEST(format_Attachments, a_package_in_a_moodle_file_is_text_of_its_activity) {
    const auto found = read_moodle("resource", moodle_files("mod_resource", "content", "course.zip"), scorm_zip());
    const auto inner = test::read_fixture("scorm-1.2/minimal-valid");
    EXPECT_NE(found.text(0).find(inner.text(0)), std::string::npos) << found.text(0);
    EXPECT_EQ(found.courses.size(), 1u);
}

TEST(format_Attachments, the_h5p_plugin_of_moodle_keeps_its_content_in_the_activity) {
    const auto found = read_moodle("hvp", "<files/>", "",
                                   "<machine_name>H5P.TrueFalse</machine_name><major_version>1</major_version>"
                                   "<minor_version>8</minor_version><json_content>{\"question\":"
                                   "\"&lt;p&gt;A spill is reported.&lt;/p&gt;\"}</json_content>");
    EXPECT_EQ(found.text(0), "A spill is reported.");
}

TEST(format_Attachments, an_h5p_file_of_moodle_is_read_as_such) {
    const auto found = read_moodle("h5pactivity", moodle_files("mod_h5pactivity", "package", "q.h5p"),
                                   test::zip_folder(test::fixture("h5p/minimal-valid")));
    EXPECT_NE(found.text(0).find("Who speaks first?"), std::string::npos);
}

TEST(format_Attachments, a_linked_document_stands_behind_the_text_of_its_page) {
    const auto found = test::read_package(
        {{"index.html", "<html><title>T</title><body><p>Read <a href='docs/spills.rtf'>this</a>.</p></body></html>"},
         {"other.html", "<p>Again <a href='docs/spills.rtf'>this</a>.</p>"},
         {"docs/spills.rtf", rtf},
         {"docs/loose.rtf", "{\\rtf1 Nobody links here.}"}});
    EXPECT_EQ(found.text(0), "Read this.\nSpills doubled since the move.\nTell your shift in the forum.");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.text(1), "Again this.");
}

TEST(format_Attachments, a_package_that_no_item_opens_is_an_unplaced_item) {
    const auto found = test::read_package(
        {{"imsmanifest.xml",
          "<manifest identifier='m' xmlns='http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1'><organizations/>"
          "<resources/></manifest>"},
         {"course_settings/course_settings.xml",
          "<course xmlns='http://canvas.instructure.com/xsd/cccv1p0'><title>Spills</title></course>"},
         {"web_resources/inner.zip", scorm_zip()},
         {"web_resources/broken.zip", "PK\3\4 and no more"}});
    ASSERT_EQ(found.course().items.size(), 1u);
    EXPECT_EQ(found.item(0).placement, Placement::unplaced);
    EXPECT_EQ(found.item(0).member, "web_resources/inner.zip");
    EXPECT_FALSE(found.text(0).empty());
}

TEST(format_Attachments, a_package_too_deep_is_said_to_be_so) {
    base::Limits limits;
    limits.depth = 0;
    const auto container = container::from_memory(
        {{"imsmanifest.xml",
          "<manifest identifier='m' xmlns='http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1'><organizations/>"
          "<resources/></manifest>"},
         {"course_settings/course_settings.xml",
          "<course xmlns='http://canvas.instructure.com/xsd/cccv1p0'><title>Spills</title></course>"},
         {"web_resources/inner.zip", scorm_zip()}},
        limits);
    const auto found = test::read_package(*container);
    EXPECT_TRUE(found.remarked("web_resources/inner.zip", base::CoverageState::limited));
    EXPECT_TRUE(found.course().items.empty());
}

}  // namespace
}  // namespace needfirst
