// SPDX-License-Identifier: Apache-2.0
#include "support/package.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Packages of hosted tools: a page that opens the course elsewhere.
namespace needfirst {
namespace {

test::ReadPackage launched_by(const std::string& page, const std::string& href = "index.html") {
    return test::read_package(
        {{"imsmanifest.xml",
          "<manifest identifier='m' xmlns='http://www.imsproject.org/xsd/imscp_rootv1p1p2' "
          "xmlns:adlcp='http://www.adlnet.org/xsd/adlcp_rootv1p2'><metadata><schema>ADL SCORM</schema>"
          "<schemaversion>1.2</schemaversion></metadata><organizations default='o'><organization identifier='o'>"
          "<title>Calls</title><item identifier='i' identifierref='r'><title>Calls</title></item></organization>"
          "</organizations><resources><resource identifier='r' type='webcontent' adlcp:scormtype='sco' href='" +
              href + "'><file href='index.html'/></resource></resources></manifest>"},
         {"index.html", page}});
}

std::string said(const test::ReadPackage& found) {
    std::string all;
    for (const auto& row : found.package.coverage) all += row.reason + "\n";
    return all;
}

TEST(format_Launcher, says_where_the_content_of_a_thin_package_lies) {
    const char* const pages[] = {
        "<script>var url = 'https://learning.elucidat.com/course/5a1b'; location.replace(url);</script>",
        "<iframe src='https://learning.elucidat.com/course/5a1b?token=x'></iframe>",
        "<meta http-equiv='refresh' content='0; URL=https://learning.elucidat.com/course/5a1b'>"};
    for (const char* page : pages) {
        const auto found = launched_by("<html><body>" + std::string(page) + "</body></html>");
        EXPECT_TRUE(found.course().fragment);
        EXPECT_THAT(said(found),
                    testing::HasSubstr("opens https://learning.elucidat.com/course/5a1b: the content lies there"));
    }
    EXPECT_THAT(said(launched_by("<html/>", "https://learning.elucidat.com/course/5a1b")),
                testing::HasSubstr("the content lies there"));
}

TEST(format_Launcher, parts_of_a_page_are_no_course_elsewhere) {
    const auto found = launched_by(
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>load('https://cdn.example.org/a.js');"
        "ns = 'http://www.w3.org/2000/svg';</script><body></body></html>");
    EXPECT_EQ(said(found), "");
}

}  // namespace
}  // namespace needfirst
