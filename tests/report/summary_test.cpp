// SPDX-License-Identifier: Apache-2.0
#include "report/report.hpp"
#include "report/terminal.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <sstream>

using namespace needfirst;
using testing::HasSubstr;

namespace {

std::string sample(bool colour) {
    test::TemporaryFolder folder;
    test::write_sample_audit(folder / "audit.db");
    const report::Written written[] = {{"store", "out/audit.db"}, {"csv", "out/csv"}};
    return report::summary(store::Audit(folder / "audit.db"), written, colour);
}

}  // namespace

TEST(report_Summary, says_what_an_audit_came_to) {
    const std::string text = sample(false);
    EXPECT_THAT(text, HasSubstr("4 packages, 3 courses, 2 social activities, 1,315 words read"));
    EXPECT_THAT(text, HasSubstr("moodle                                   0         1           0         1"));
    EXPECT_THAT(text, HasSubstr("tacked-on          1    33 %"));
    EXPECT_THAT(text, HasSubstr("“Share your thoughts below.”"));
    EXPECT_THAT(text, HasSubstr("safety.mbz!course/item.xml#Week 1 > Share your thoughts"));
    EXPECT_THAT(text, HasSubstr("and 1 finding more"));
    EXPECT_THAT(text, HasSubstr("no central directory"));
    EXPECT_THAT(text, HasSubstr("truncated member"));
    EXPECT_THAT(text, HasSubstr("csv       out/csv"));
}

TEST(report_Summary, fits_eighty_columns_and_has_no_colour_unasked) {
    std::istringstream text(sample(false));
    for (std::string line; std::getline(text, line);) EXPECT_LE(report::width(line), 80) << line;
    EXPECT_EQ(sample(false).find('\033'), std::string::npos);
    EXPECT_NE(sample(true).find('\033'), std::string::npos);
}

TEST(report_Terminal, cuts_by_columns_and_not_by_bytes) {
    EXPECT_EQ(report::fit("Über uns", 8), "Über uns");
    EXPECT_EQ(report::fit("Über uns", 5), "Über…");
    EXPECT_EQ(report::fit("研修の目的", 6), "研修…");
    EXPECT_EQ(report::width(report::pad("研修", 10)), 10);
    EXPECT_EQ(report::fit("a\033[2Jb", 20), "a [2Jb");
    EXPECT_EQ(report::fit("abc", 0), "…");
}

TEST(report_Terminal, breaks_lines_between_words) {
    EXPECT_THAT(report::wrap("one two three four", 9, 2), testing::ElementsAre("one two", "three fo…"));
    EXPECT_THAT(report::wrap("short", 9, 2), testing::ElementsAre("short"));
    EXPECT_THAT(report::wrap("unbreakable", 5, 2), testing::ElementsAre("unbr…"));
}
