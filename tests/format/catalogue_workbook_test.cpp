// SPDX-License-Identifier: Apache-2.0
#include "support/catalogue.hpp"
#include "support/zip_writer.hpp"

namespace needfirst {
namespace {

using model::Field;
using test::read_catalogue;
using ::testing::HasSubstr;
using ::testing::Not;

std::map<std::string, std::string> workbook(std::string sheet_data, std::string behind = {}) {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="Read me" r:id="rId1"/><sheet name="List" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>Course title</t></si><si><r><t>Descrip</t></r><r><t>tion</t></r></si><si><t>Contact "
         "mail</t></si><si><t>Learning path</t></si></sst>"},
        {"xl/worksheets/sheet1.xml",
         R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>How to use this list</t></is></c></row></sheetData></worksheet>)"},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData>" + behind + "</worksheet>"}};
}

constexpr auto header =
    R"(<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="E3" t="s"><v>2</v></c></row>)";

TEST(format_CatalogueWorkbook, reads_any_sheet_with_its_header_anywhere) {
    const auto container = container::from_memory(workbook(
        std::string(header) +
            R"(<row r="4"><c r="A4" t="inlineStr"><is><t>Starters</t></is></c><c r="B4" t="inlineStr"><is><t>Cash desk</t></is></c>
           <c r="C4" t="inlineStr"><is><t>Tills are short by 90 euros a week.</t></is></c><c r="E4" t="str"><v>kim@example.org</v></c></row>
           <row r="7"><c r="B7" t="inlineStr"><is><t>Shelves</t></is></c><c r="C7"><v>12.5</v></c></row>)",
        R"(<mergeCells count="1"><mergeCell ref="A4:A7"/></mergeCells>)"));
    const auto found = read_catalogue(*container);
    EXPECT_EQ(found.reader, "xlsx");
    EXPECT_EQ(found.package.rows, 2);
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].title, "Cash desk");
    EXPECT_EQ(found.courses[0].member, "row 4");
    EXPECT_EQ(found.courses[1].member, "row 7");
    EXPECT_EQ(found.text(0, Field::description), "Tills are short by 90 euros a week.");
    EXPECT_THAT(found.text(0), Not(HasSubstr("kim@")));
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].courses.size(), 2u);
}

TEST(format_CatalogueWorkbook, survives_broken_sheets) {
    for (const auto* data : {R"(<row r="0"><c r="ZZZZZZ9" t="s"><v>99</v></c></row>)", "<row><c/><c r=''><v>1</v></c>",
                             "<row r='3'", R"(<row r="99999999999999999999"><c r="A1"><v>x</v></c></row>)"}) {
        auto members = workbook(std::string(header) + data);
        members["xl/sharedStrings.xml"] = "<sst><si><t>Course title</t></si>";
        const auto container = container::from_memory(members);
        EXPECT_NO_THROW(read_catalogue(*container)) << data;
    }
}

TEST(format_CatalogueWorkbook, is_no_catalogue_without_a_header) {
    const auto container =
        container::from_memory(workbook(R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>)"));
    EXPECT_NE(read_catalogue(*container).reader, "xlsx");
}

TEST(format_CatalogueWorkbook, reads_spreadsheetml_by_index) {
    const auto found = read_catalogue("eib.xml", R"(<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Digital Course"><Table>
<Row><Cell ss:Index="2"><Data>Spreadsheet Key*</Data></Cell><Cell ss:Index="73"><Data>Course Number</Data></Cell><Cell ss:Index="77"><Data>Inactive</Data></Cell><Cell ss:Index="78"><Data>Course Name</Data></Cell><Cell ss:Index="80"><Data>Description</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data>1</Data></Cell><Cell ss:Index="73"><Data>N-1</Data></Cell><Cell ss:Index="77"><Data>Y</Data></Cell><Cell><Data>Nets</Data></Cell><Cell ss:Index="80"><Data>Nets tear.</Data></Cell></Row>
</Table></Worksheet></Workbook>)");
    EXPECT_EQ(found.reader, "spreadsheetml");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].identifier, "N-1");
    EXPECT_TRUE(found.courses[0].retired);
    EXPECT_EQ(found.text(0, Field::description), "Nets tear.");
}

}  // namespace
}  // namespace needfirst
