// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "format/catalogue/csv.hpp"
#include "support/catalogue.hpp"

namespace needfirst {
namespace {

using format::catalogue::Csv;
using model::Field;
using test::read_catalogue;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::vector<std::string>> rows(Csv&& csv) {
    std::vector<std::vector<std::string>> all;
    std::vector<std::string_view> cells;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        csv.cells(row, cells);
        all.emplace_back(cells.begin(), cells.end());
    }
    return all;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(format_Csv, lists_between_quotes_are_no_rows_of_cells) {
    std::string text = "Course Code,Title,Description,Prerequisites,Related Courses\n";
    for (const char* code : {"C1", "C2", "C3", "C4"})
        text += std::string(code) + ",Course " + code + ",Share your thoughts,\"A1; A2; A3\",\"B1; B2; B3\"\n";
    const auto found = read_catalogue("list.csv", text);
    EXPECT_EQ(found.courses.size(), 4u);
}

TEST(format_Csv, reads_quoted_cells_over_several_lines) {
    EXPECT_EQ(rows(Csv("a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n")), (Rows{{"a", "b"}, {"one\ntwo", "say \"hi\""}}));
}

TEST(format_Csv, finds_the_delimiter_that_parts_rows_evenly) {
    EXPECT_EQ(Csv("a;b;c\n1,5;2;3\n4;5,5,5;6\n").dialect().delimiter, ';');
    EXPECT_EQ(Csv("a\tb\nx, y, z\t1\n").dialect().delimiter, '\t');
    EXPECT_EQ(Csv("a|b|c\n1|2|3\n").dialect().delimiter, '|');
}

TEST(format_Csv, obeys_a_separator_line_and_does_not_count_it) {
    Csv csv("sep=;\na;b\n1,2;3\n");
    ASSERT_EQ(csv.rows(), 2u);
    EXPECT_EQ(csv.number(0), 1u);
    EXPECT_EQ(rows(std::move(csv)), (Rows{{"a", "b"}, {"1,2", "3"}}));
}

TEST(format_Csv, counts_blank_rows_as_a_spreadsheet_does) {
    Csv csv("a,b\n\n,\n1,2\n");
    ASSERT_EQ(csv.rows(), 2u);
    EXPECT_EQ(csv.number(1), 4u);
}

TEST(format_Csv, unescapes_backslashes_where_the_text_uses_them) {
    EXPECT_EQ(rows(Csv("\"a\",\"b\"\n\"the \\\"big\\\" one\",\"x\\\\y\\n\\nZ\"\n")),
              (Rows{{"a", "b"}, {"the \"big\" one", "x\\y\n\nZ"}}));
    EXPECT_EQ(rows(Csv("a,b\n\"C:\\\",\"D:\\new\"\n")), (Rows{{"a", "b"}, {"C:\\", "D:\\new"}}));
}

TEST(format_Csv, takes_odd_record_ends) {
    EXPECT_EQ(rows(Csv("a|b!##!\n1|2\n3!##!\n")), (Rows{{"a", "b"}, {"1", "2\n3"}}));
}

TEST(format_Csv, keeps_quotes_that_are_no_quotes) {
    EXPECT_EQ(rows(Csv("a,b\n5\" screen,x\n\"He said \"no\" twice\",y\n")),
              (Rows{{"a", "b"}, {"5\" screen", "x"}, {"He said \"no\" twice", "y"}}));
    Csv never("a,b\n\"open,1\n2,3\n");
    EXPECT_EQ(never.stray_quotes(), 1u);
    EXPECT_EQ(rows(std::move(never)), (Rows{{"a", "b"}, {"\"open", "1"}, {"2", "3"}}));
}

TEST(format_Csv, decodes_each_line_in_its_own_character_set) {
    EXPECT_EQ(format::catalogue::decoded_table("caf\xC3\xA9,1\r\ncaf\xE9,2\r\nna\xEFve,3\r\n"),
              "caf\xC3\xA9,1\ncaf\xC3\xA9,2\nna\xC3\xAFve,3\n");
}

constexpr auto two_courses =
    "Course Code,Course Name,Course Description,Delivery Method,Instructor,Contact Email\n"
    "AB-1,Handling returns,\"Returns take twice as long as they should.\nWe practise on your own cases.\",Webinar,Kim "
    "Doe,kim@example.org\n"
    "AB-2,Reading a budget,How to read a budget.,eLearning,Lee Roe,lee@example.org\n";

TEST(format_CatalogueCsv, reads_courses) {
    const auto found = read_catalogue("list.csv", two_courses);
    EXPECT_EQ(found.reader, "csv");
    EXPECT_EQ(found.package.rows, 2);
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].identifier, "AB-1");
    EXPECT_EQ(found.courses[0].title, "Handling returns");
    EXPECT_EQ(found.courses[0].member, "row 2");
    EXPECT_EQ(found.courses[1].member, "row 3");
    EXPECT_THAT(found.text(0, Field::description), HasSubstr("twice as long"));
    EXPECT_EQ(found.text(0, Field::delivery), "Webinar");
}

TEST(format_CatalogueCsv, never_reads_contact_data) {
    const auto found = read_catalogue("list.csv", two_courses);
    for (std::size_t i = 0; i < found.courses.size(); ++i) {
        EXPECT_THAT(found.text(i), Not(HasSubstr("example.org")));
        EXPECT_THAT(found.text(i), Not(HasSubstr("Doe")));
    }
}

TEST(format_CatalogueCsv, reads_utf16_with_tabs) {
    std::string bytes = "\xFF\xFE";
    for (const char c : std::string("Title\tDescription\r\nSafe lifting\tBack injuries rose by a third.\r\n"))
        bytes += {c, '\0'};
    const auto found = read_catalogue("list.txt", bytes);
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.text(0, Field::description), "Back injuries rose by a third.");
}

TEST(format_CatalogueCsv, finds_the_header_below_title_rows) {
    const auto found = read_catalogue("list.csv",
                                      "Catalogue of courses 2024;;;\nprinted on 3 May 2024;;;\n;;;\n"
                                      "No.;Course title;Description;Target group\n1;Welding;How to weld.;Fitters\n");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Welding");
    EXPECT_EQ(found.courses[0].member, "row 5");
    EXPECT_EQ(found.text(0, Field::audience), "Fitters");
}

TEST(format_CatalogueCsv, groups_the_rows_of_one_course) {
    const auto found = read_catalogue("list.csv",
                                      "Course Code,Course Name,Description,Category\nA1,Welding,How to weld.,Metal\n"
                                      "B1,Sewing,How to sew.,Cloth\nA1,Welding,How to weld.,Safety\n");
    EXPECT_EQ(found.package.rows, 3);
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].rows, 2);
    EXPECT_EQ(found.text(0, Field::metadata), "Metal\nSafety");
    EXPECT_EQ(found.text(0, Field::description), "How to weld.");
}

TEST(format_CatalogueCsv, groups_by_title_and_description_where_keys_are_of_rows) {
    const auto found =
        read_catalogue("list.csv",
                       "RowKey,title,description,role,url\n1,Pipelines,Learn to build pipelines.,developer,http://a\n"
                       "2,Pipelines,Learn to build pipelines.,administrator,http://a\n"
                       "3,Pipelines,Another course of that name.,developer,http://b\n");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].rows, 2);
    EXPECT_EQ(found.text(0, Field::audience), "developer\nadministrator");
}

TEST(format_CatalogueCsv, is_not_fooled_by_headers) {
    const auto programmes = read_catalogue("list.csv",
                                           "providerid,officialname,description,programid,name\n"
                                           "7,Nurse Aide,Prepares nurse aides.,55,Lakeside Academy\n");
    ASSERT_EQ(programmes.courses.size(), 1u);
    EXPECT_EQ(programmes.courses[0].title, "Nurse Aide");
    EXPECT_EQ(programmes.courses[0].provider, "Lakeside Academy");
    const auto titles =
        read_catalogue("list.csv", ",content,uuid\n0,Crash course in C,a1b2c3\n1,Time well spent,d4e5f6\n");
    ASSERT_EQ(titles.courses.size(), 2u);
    EXPECT_EQ(titles.courses[0].title, "Crash course in C");
    const auto codes = read_catalogue("list.csv", "Course ID,Course Code,Course Title\n881,W-1,Welding\n");
    EXPECT_EQ(codes.courses.at(0).identifier, "W-1");
    const auto university = read_catalogue(
        "list.csv",
        "Subject,Number,Name,Description,Type,Instructors\nPHY,101,Motion,Bodies in motion.,Online,\"Doe, K\"\n");
    EXPECT_EQ(university.courses.at(0).identifier, "PHY 101");
}

TEST(format_CatalogueCsv, takes_the_users_word_for_a_column) {
    format::ReadOptions options;
    options.columns = {{"Was wir anbieten", "title"}, {"Weshalb", "rationale"}};
    const auto container = container::from_memory(
        {{"list.csv", "Was wir anbieten,Weshalb,Titel,Beschreibung\nSchweissen,Zu viele Risse.,Dr.,Naht um Naht.\n"}});
    const auto found = read_catalogue(*container, options);
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Schweissen");
    EXPECT_EQ(found.text(0, Field::rationale), "Zu viele Risse.");
}

TEST(format_CatalogueCsv, keeps_every_text_column) {
    const auto found = read_catalogue("list.csv",
                                      "Course title,Post course space,Cohort size,Last run\n"
                                      "Welding,Share your seams in the workshop channel,12,2024-01-03\n");
    EXPECT_THAT(found.text(0), HasSubstr("workshop channel"));
    EXPECT_THAT(found.text(0), Not(HasSubstr("2024")));
}

TEST(format_CatalogueCsv, reads_a_yes_below_a_header_that_says_what) {
    const auto found = read_catalogue("list.csv", "Course title,Discussion forum\nWelding,Yes\nSewing,No\n");
    EXPECT_EQ(found.text(0, Field::delivery), "Discussion forum");
    EXPECT_EQ(found.text(1, Field::delivery), "");
}

TEST(format_CatalogueCsv, knows_retired_courses) {
    const auto by_word =
        read_catalogue("list.csv", "Title,Description,Status\nA,About a.,Retired\nB,About b.,Active\n");
    EXPECT_TRUE(by_word.courses.at(0).retired);
    EXPECT_FALSE(by_word.courses.at(1).retired);
    const auto by_flag = read_catalogue("list.csv", "CPNT_ID,CPNT_TITLE,NOTACTIVE\nA,About a,Y\nB,About b,N\n");
    EXPECT_TRUE(by_flag.courses.at(0).retired);
    EXPECT_FALSE(by_flag.courses.at(1).retired);
}

TEST(format_CatalogueCsv, knows_texts_that_the_export_cut) {
    std::string csv = "Course title,Description\n";
    const std::string words =
        "people in the stores send the wrong form and nobody notices until the month has ended so that ";
    for (int i = 0; i < 8; ++i) {
        std::string text = "Course " + std::to_string(i) + ": ";
        while (text.size() < 300) text += words;
        csv += "Course " + std::to_string(i) + ",\"" + (i < 5 ? text.substr(0, 200) : "Short and whole.") + "\"\n";
    }
    const auto found = read_catalogue("list.csv", csv);
    ASSERT_EQ(found.courses.size(), 8u);
    EXPECT_TRUE(found.courses[0].statements.at(0).truncated);
    EXPECT_FALSE(found.courses[7].statements.at(0).truncated);
    const auto tag =
        read_catalogue("list.csv", "Course title,Description\nWelding,\"<p>" + words + "</p><span style=color\"\n");
    EXPECT_TRUE(tag.courses.at(0).statements.at(0).truncated);
    EXPECT_THAT(tag.text(0), Not(HasSubstr("span")));
}

TEST(format_CatalogueCsv, keeps_ragged_rows_and_says_so) {
    const auto found = read_catalogue(
        "list.csv",
        "Course title,Description,Audience\nWelding,How to weld.\nSewing,How to sew.,Tailors,And much more besides\n");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_THAT(found.text(1), HasSubstr("much more"));
    ASSERT_EQ(found.package.coverage.size(), 1u);
    EXPECT_EQ(found.package.coverage[0].state, base::CoverageState::read);
}

TEST(format_CatalogueCsv, fills_programmes_in_their_order) {
    const auto found =
        read_catalogue("list.csv",
                       "Learning path,Order,Course code,Course title\nNew leads,2,B,Giving feedback\n"
                       "New leads,1,A,Planning a shift\nNew leads,10,C,Community space\nOther,1,A,Planning a shift\n");
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].title, "New leads");
    EXPECT_THAT(found.package.programmes[0].courses, ElementsAre("A", "B", "C"));
}

TEST(format_CatalogueCsv, reads_careless_cells) {
    const auto found = read_catalogue(
        "list.csv", "Title,Description,Keywords\nA,\"\"\"<p>R&amp;D</p><p>two</p>\"\"\",\"['x y', 'z']\"\n");
    EXPECT_EQ(found.text(0, Field::description), "R&D\ntwo");
    EXPECT_EQ(found.text(0, Field::metadata), "x y; z");
}

TEST(format_CatalogueCsv, does_not_claim_other_texts) {
    for (const std::string text :
         {"Dear all,\n\nthe title, of course, is open to discussion.\nBest, K.\n",
          "{\"title\": \"a\", \"description\": \"b\"}", "<html><head><title>Course, title</title></head></html>",
          "#include <course>\nint title, description;\n", "name,email,phone\nKim Doe,kim@example.org,555\n", "",
          "title\n", "PK\x03\x04\x14\x01\x02\x03\x05\x06"}) {
        EXPECT_EQ(read_catalogue("x.csv", text).reader, "") << text;
    }
}

TEST(format_CatalogueCsv, takes_padding_for_nothing) {
    const auto found =
        read_catalogue("list.csv", std::string("Course title,Description\nWelding,How to weld.\n\x1A\0\0\0\0", 50));
    EXPECT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.package.rows, 1);
}

}  // namespace
}  // namespace needfirst
