// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include "base/error.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace needfirst;
using testing::HasSubstr;

namespace {

std::string cell(std::string_view text) {
    std::string line;
    report::append_csv_cell(line, text);
    return line;
}

std::string written(void (*write)(const store::Audit&, const std::filesystem::path&), const std::string& file) {
    test::TemporaryFolder folder;
    test::write_sample_audit(folder / "audit.db");
    write(store::Audit(folder / "audit.db"), folder / "a/b");
    return test::read_file(folder / ("a/b/" + file));
}

}  // namespace

TEST(report_Csv, quotes_what_must_be_quoted) {
    EXPECT_EQ(cell("plain"), "plain");
    EXPECT_EQ(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    EXPECT_EQ(cell(" spaced"), "\" spaced\"");
    EXPECT_EQ(cell(""), "");
}

TEST(report_Csv, defuses_what_a_spreadsheet_would_run) {
    EXPECT_EQ(cell("=1+1"), "'=1+1");
    EXPECT_EQ(cell("+49 30"), "'+49 30");
    EXPECT_EQ(cell("-2"), "'-2");
    EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(cell("\t=1"), "\"' =1\"");
    EXPECT_EQ(cell("\x01=1"), "'=1");
    EXPECT_EQ(cell("＝1"), "'＝1");
    EXPECT_EQ(cell("=A1,\"x\""), "\"'=A1,\"\"x\"\"\"");
}

TEST(report_Csv, keeps_a_row_on_one_line_and_drops_control_characters) {
    EXPECT_EQ(cell("one\r\ntwo\tthree"), "one two three");
    EXPECT_EQ(cell("a\x1b[31mb\xC2\x85"
                   "c\x7f"),
              "a[31mbc");
    EXPECT_EQ(cell("caf\xC3\xA9 \xC2\xA0x"), "caf\xC3\xA9 \xC2\xA0x");
}

TEST(report_Csv, has_a_line_for_each_course_in_the_order_of_the_store) {
    const std::string text = written(report::write_csv, "courses.csv");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    EXPECT_TRUE(text.starts_with("package,format,authoring_tool,identifier,title,"));
    EXPECT_THAT(text,
                HasSubstr("safety.mbz,moodle,,SAFE-1,\"Safe lifting, \"\"the basics\"\"\",en,Safety,Warehouse,0,412,"
                          "tacked-on,none,0.75,"));
    EXPECT_THAT(text, HasSubstr(",Yammer,1,1,0,catalogue.csv\r\n"));
    EXPECT_THAT(text, HasSubstr("\"'=HYPERLINK("));
}

TEST(report_Csv, writes_every_table_even_an_empty_one) {
    EXPECT_THAT(written(report::write_csv, "activities.csv"),
                HasSubstr(",forum,native,Share your thoughts,1,Yammer,placed,1,1,0,,,0,0,,"));
    EXPECT_THAT(written(report::write_csv, "findings.csv"), HasSubstr("alarm,core/no-stated-problem,"));
    EXPECT_THAT(written(report::write_csv, "questions.csv"), HasSubstr("What is happening in the job"));
    EXPECT_THAT(written(report::write_csv, "packages.csv"), HasSubstr("broken.zip,,,,unreadable,no central directory"));
    EXPECT_THAT(written(report::write_csv, "coverage.csv"), HasSubstr("safety.mbz,files/ab/abcd,500,error,"));
    EXPECT_EQ(written(report::write_csv, "needs.csv"),
              "grouping,name,social_courses,need_stated,need_implied,need_in_programme,need_named_by_nobody,"
              "share_named_by_nobody\r\ncatalogue,,2,1,0,1,0,0.0\r\ncategory,Warehouse,2,1,0,1,0,0.0\r\n"
              "format,moodle,1,0,0,1,0,0.0\r\nformat,scorm-1.2,1,1,0,0,0,0.0\r\nplatform,,1,1,0,0,0,0.0\r\n"
              "platform,Yammer,1,0,0,1,0,0.0\r\nprogramme,Warehouse start,2,1,0,1,0,0.0\r\n"
              "provider,Logistics,1,1,0,0,0,0.0\r\nprovider,Safety,1,0,0,1,0,0.0\r\n");
    test::TemporaryFolder folder;
    store::Writer(folder / "audit.db", {"s", "", "", "", "", ""}, {}).finish("f");
    report::write_csv(store::Audit(folder / "audit.db"), folder.path());
    EXPECT_EQ(test::read_file(folder / "coverage.csv"), "package,member,bytes,state,reason,gap\r\n");
}

TEST(report_Csv, has_a_byte_order_mark_where_it_is_asked_for) {
    EXPECT_TRUE(written(report::write_csv_with_bom, "coverage.csv").starts_with("\xEF\xBB\xBFpackage,"));
}

TEST(report_Csv, says_what_to_do_where_it_cannot_write) {
    test::TemporaryFolder folder;
    test::write_sample_audit(folder / "audit.db");
    const store::Audit audit(folder / "audit.db");
    try {
        report::write_csv(audit, folder / "audit.db");
        FAIL() << "a file is no folder";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("cannot make folder"), HasSubstr("audit.db")));
    }
}

TEST(report_Csv, writes_again_only_what_is_not_as_it_was_written_from_this_store) {
    test::TemporaryFolder folder;
    const auto db = folder / "audit.db", out = folder / "out", courses = out / "courses.csv";
    test::write_sample_audit(db);
    const auto write = [&] { report::write_csv(store::Audit(db), out); };
    write();
    const std::string whole = test::read_file(courses);
    const auto long_ago = std::filesystem::last_write_time(courses) - std::chrono::hours(1);
    const auto is_rewritten = [&] { return std::filesystem::last_write_time(courses) != long_ago; };
    std::filesystem::last_write_time(courses, long_ago);
    write();
    EXPECT_TRUE(is_rewritten()) << "of another date";
    const auto date = std::filesystem::last_write_time(courses);
    write();
    EXPECT_EQ(std::filesystem::last_write_time(courses), date) << "as it was";
    std::ofstream(courses) << std::string(whole.size(), 'x');
    write();
    EXPECT_EQ(test::read_file(courses), whole) << "edited";
    std::filesystem::remove(out / "needs.csv");
    write();
    EXPECT_TRUE(std::filesystem::exists(out / "needs.csv")) << "removed";
    std::filesystem::last_write_time(courses, long_ago);
    report::write_csv_with_bom(store::Audit(db), out);
    EXPECT_TRUE(is_rewritten()) << "another kind of report stands there";
    test::write_sample_audit(db);
    std::ofstream(courses) << "of another store";
    write();
    EXPECT_EQ(test::read_file(courses), whole) << "a new store knows of no report";
}
