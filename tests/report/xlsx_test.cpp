// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx.hpp"

#include "base/error.hpp"
#include "container/container.hpp"
#include "support/hostile_audit.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <cstdlib>

#include <libxml/parser.h>
#include <spdlog/fmt/fmt.h>

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

/// The members of a workbook, by name.
std::map<std::string, std::string> members(void (*fill)(const std::filesystem::path&) = test::write_sample_audit) {
    test::TemporaryFolder folder;
    fill(folder / "audit.db");
    report::write_xlsx(store::Audit(folder / "audit.db"), folder / "audit.xlsx");
    const auto book = container::open(folder / "audit.xlsx", base::Limits());
    std::map<std::string, std::string> found;
    for (const auto& entry : book->entries()) found[entry.path] = book->read(entry.path);
    return found;
}

bool is_xml(const std::string& text) {
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), "x", nullptr, XML_PARSE_NONET), &xmlFreeDoc);
    return document != nullptr;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

}  // namespace

TEST(report_Xlsx, has_a_sheet_for_each_table_and_charts) {
    auto book = members();
    for (const char* sheet : {"Summary", "Courses", "Activities", "Findings", "Questions", "Coverage", "Needs"})
        EXPECT_THAT(book["xl/workbook.xml"], HasSubstr(fmt::format("name=\"{}\"", sheet)));
    EXPECT_TRUE(book.contains("xl/charts/chart3.xml"));
    EXPECT_EQ(count(book["xl/worksheets/sheet2.xml"], "<row "), 4u);
    EXPECT_EQ(count(book["xl/worksheets/sheet4.xml"], "<row "), 4u) << "two findings and an unused waiver";
    EXPECT_THAT(book["xl/worksheets/sheet4.xml"],
                AllOf(HasSubstr("<autoFilter"), HasSubstr("state=\"frozen\""), HasSubstr("Share your thoughts below."),
                      HasSubstr("location=\"'Courses'!A2\"")));
    EXPECT_THAT(book["xl/worksheets/sheet6.xml"], HasSubstr("no central directory"));
}

TEST(report_Xlsx, writes_text_as_text_whatever_it_begins_with) {
    for (const auto& fill : {test::write_sample_audit, test::write_hostile_audit})
        for (const auto& [path, text] : members(fill)) {
            if (!path.ends_with(".xml")) continue;
            EXPECT_TRUE(is_xml(text)) << path;
            EXPECT_THAT(text, Not(HasSubstr("<f>"))) << path;  // charts have c:f
        }
    EXPECT_THAT(members()["xl/worksheets/sheet2.xml"], HasSubstr("<t>=HYPERLINK("));
}

TEST(report_Xlsx, gives_the_same_bytes_again) {
    const auto once = members(), twice = members();
    for (const auto& [path, text] : once) EXPECT_EQ(text, twice.at(path)) << path;
}

TEST(report_Xlsx, leaves_nothing_where_it_cannot_write) {
    test::TemporaryFolder folder;
    test::write_sample_audit(folder / "audit.db");
    const store::Audit audit(folder / "audit.db");
    EXPECT_THROW(report::write_xlsx(audit, folder / "absent/audit.xlsx"), base::InputError);
    report::write_xlsx(audit, folder / "audit.xlsx");
    EXPECT_FALSE(std::filesystem::exists(folder / "audit.xlsx.part"));
}

TEST(report_Xlsx, opens_in_libreoffice_with_all_rows) {
    if (std::system("command -v soffice >/dev/null") != 0) GTEST_SKIP() << "LibreOffice is not installed";
    test::TemporaryFolder folder;
    test::write_sample_audit(folder / "audit.db");
    report::write_xlsx(store::Audit(folder / "audit.db"), folder / "audit.xlsx");
    const std::string convert = fmt::format(
        "cd '{0}' && HOME='{0}' timeout 100 soffice -env:UserInstallation=file://'{0}'/profile --headless --convert-to "
        "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' audit.xlsx >log 2>&1",
        folder.path().string());
    ASSERT_EQ(std::system(convert.c_str()), 0) << test::read_file(folder / "log");
    const std::string courses = test::read_file(folder / "audit-Courses.csv");
    EXPECT_EQ(std::count(courses.begin(), courses.end(), '\n'), 4);
    EXPECT_THAT(courses, AllOf(HasSubstr("\"Safe lifting, \"\"the basics\"\"\",tacked-on"), HasSubstr("=HYPERLINK(")));
    EXPECT_THAT(test::read_file(folder / "audit-Summary.csv"), HasSubstr("tacked on (of the social),1,50%"));
}
