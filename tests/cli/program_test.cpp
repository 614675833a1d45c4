// SPDX-License-Identifier: Apache-2.0
// The program from outside: exit status, standard output, and silence on standard error.
#include "support/program.hpp"

#include "places.hpp"
#include "support/pack_folder.hpp"

#include <regex>

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

const std::string catalogue = NEEDFIRST_SOURCE_DIR "/fixtures/catalogue/first-audit-valid/package/catalogue.csv";

struct cli_Program : testing::Test {
    test::TemporaryFolder folder;
    test::Ran run(const std::string& arguments) { return test::run_program(folder, arguments); }
    void copy_catalogue() { std::filesystem::copy_file(catalogue, folder / "catalogue.csv"); }
    std::string text(const std::string& file) { return test::read_file(folder / file); }
};

}  // namespace

TEST_F(cli_Program, says_its_version_and_how_it_is_used) {
    const auto version = run("--version");
    EXPECT_EQ(version.status, 0);
    EXPECT_THAT(version.out, testing::StartsWith("needfirst 0."));
    const auto help = run("audit --help");
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.out, AllOf(HasSubstr("--db"), HasSubstr("--csv"), HasSubstr("--fail-on"), HasSubstr("--max-ratio"),
                                HasSubstr("Exit status")));
    EXPECT_THAT(version.err + help.err, IsEmpty());
}

TEST_F(cli_Program, refuses_wrong_usage_with_status_2_and_a_hint) {
    for (const char* arguments : {"", "audit", "audit --no-such-option x", "adit x", "audit absent.zip",
                                  "audit . --fail-on sometimes", "audit . --map title"}) {
        const auto ran = run(arguments);
        EXPECT_EQ(ran.status, 2) << arguments;
        EXPECT_THAT(ran.err, testing::StartsWith("needfirst: ")) << arguments;
        EXPECT_THAT(ran.out, IsEmpty()) << arguments;
    }
}

TEST_F(cli_Program, audits_a_catalogue_into_store_and_csv) {
    copy_catalogue();
    const auto ran = run("audit catalogue.csv --csv out --fail-on never");
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.err, IsEmpty());
    EXPECT_THAT(ran.out, AllOf(HasSubstr("1 package, 6 courses"), HasSubstr("audit.db"), HasSubstr("out")));
    EXPECT_THAT(text("out/courses.csv"), AllOf(HasSubstr("WH-120,Manual handling basics"), HasSubstr("IT-400")));
    EXPECT_EQ(text("audit.db").substr(0, 15), "SQLite format 3");
}

TEST_F(cli_Program, ends_with_status_1_where_something_rings) {
    const test::PackFolder pack;
    test::write_file(folder / "courses.csv",
                     "Title,Description\nForms,Read about forms and then post in the forum every week.\n");
    const std::string audit = "audit courses.csv --quiet --rules '" + pack.path().string() + "'";
    const auto ran = run(audit);
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out + ran.err, IsEmpty());
    EXPECT_EQ(run(audit + " --fail-on never").status, 0);
    EXPECT_THAT(run("report audit.db").out, AllOf(HasSubstr("Loudest findings"), HasSubstr("no-need")));
}

TEST_F(cli_Program, ends_with_status_3_where_something_could_not_be_read) {
    test::write_file(folder / "broken.zip", std::string("PK\3\4") + std::string(60, '\x7f'));
    EXPECT_EQ(run("audit broken.zip --fail-on never").status, 3);
    EXPECT_EQ(run("audit broken.zip --fail-on never --allow-unreadable").status, 0);
    const auto report = run("report audit.db");
    EXPECT_EQ(report.status, 0);
    EXPECT_THAT(report.out, HasSubstr("broken.zip"));
}

TEST_F(cli_Program, reports_the_same_again_from_the_store) {
    copy_catalogue();
    const auto audit = run("audit catalogue.csv --csv first");
    const auto report = run("report audit.db --csv second");
    EXPECT_THAT(report.err, IsEmpty());
    for (const char* file : {"courses.csv", "activities.csv", "findings.csv", "questions.csv", "packages.csv"})
        EXPECT_EQ(text("first/" + std::string(file)), text("second/" + std::string(file))) << file;
    EXPECT_EQ(audit.out.substr(0, audit.out.find("Written")), report.out.substr(0, report.out.find("Written")));
}

TEST_F(cli_Program, gives_the_same_bytes_however_many_threads) {
    for (int i = 0; i < 12; ++i)
        std::filesystem::copy_file(catalogue, folder / ("catalogue" + std::to_string(i) + ".csv"));
    run("audit catalogue*.csv --quiet --jobs 1 --db one.db --csv one");
    run("audit catalogue*.csv --quiet --jobs 8 --db eight.db --csv eight");
    for (const char* file : {"courses.csv", "activities.csv", "findings.csv", "questions.csv", "packages.csv"}) {
        EXPECT_THAT(text("one/" + std::string(file)), testing::Not(IsEmpty()));
        EXPECT_EQ(text("one/" + std::string(file)), text("eight/" + std::string(file))) << file;
    }
}

TEST_F(cli_Program, takes_lists_of_paths_and_globs) {
    std::filesystem::create_directory(folder / "in");
    std::filesystem::copy_file(catalogue, folder / "in/catalogue.csv");
    test::write_file(folder / "list.txt", "in/catalogue.csv\n");
    for (const char* paths : {"@list.txt", "'in/cat*.csv'", "in"})
        EXPECT_THAT(run("audit --fail-on never --allow-unreadable " + std::string(paths)).out, HasSubstr("6 courses"))
            << paths;
}

TEST_F(cli_Program, never_overwrites_a_file_that_is_no_store) {
    copy_catalogue();
    const auto ran = run("audit catalogue.csv --db catalogue.csv");
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("catalogue.csv"), HasSubstr("--db")));
    EXPECT_EQ(text("catalogue.csv"), test::read_file(catalogue));
}

TEST_F(cli_Program, says_what_is_wrong_with_a_store_that_cannot_be_read) {
    const auto absent = run("report absent.db");
    EXPECT_EQ(absent.status, 3);
    EXPECT_THAT(absent.err, AllOf(HasSubstr("absent.db"), HasSubstr("needfirst audit")));
}

TEST_F(cli_Program, inspects_a_package_and_prints_its_text) {
    copy_catalogue();
    const auto outline = run("inspect catalogue.csv");
    EXPECT_EQ(outline.status, 0);
    EXPECT_THAT(outline.err, IsEmpty());
    EXPECT_THAT(outline.out, AllOf(HasSubstr("Manual handling basics"), HasSubstr("verdict")));
    const auto words = run("inspect --text catalogue.csv");
    EXPECT_EQ(words.status, 0);
    EXPECT_THAT(words.out, HasSubstr("One in five near misses in our warehouses goes unreported"));
}

TEST_F(cli_Program, explains_a_course_of_the_store) {
    copy_catalogue();
    run("audit catalogue.csv --quiet");
    const auto ran = run("explain WH-120");
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.err, IsEmpty());
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Manual handling basics"), HasSubstr("Searched: "),
                               HasSubstr("Heard of a need"), HasSubstr("Heard of meeting")));
    EXPECT_EQ(run("explain no-such-thing").status, 2);
}

TEST_F(cli_Program, explains_a_finding_of_the_store_by_the_beginning_of_its_fingerprint) {
    copy_catalogue();
    run("audit catalogue.csv --quiet --csv out");
    const std::string findings = text("out/findings.csv");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(findings, found, std::regex("[0-9a-f]{16,}"))) << findings;
    const auto ran = run("explain " + found.str().substr(0, 8));
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("core/"), HasSubstr("Why"), HasSubstr("Instead"),
                               HasSubstr("needfirst waive " + found.str())));
}

TEST_F(cli_Program, makes_a_rule_and_a_pack_that_are_in_order_as_they_are) {
    const auto made = run("rules new ours/first-rule");
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("ours/pack.yaml"), HasSubstr("ours/first-rule.yaml")));
    EXPECT_EQ(run("rules new ours/first-rule").status, 2) << "exists already";
    EXPECT_THAT(run("rules new ours/second-rule").out, testing::Not(HasSubstr("pack.yaml")));
    const std::string both = " --rules " NEEDFIRST_SOURCE_DIR "/rules --rules ours";
    EXPECT_EQ(run("rules check" + both).status, 0);
    const auto tried = run("rules test" + both);
    EXPECT_EQ(tried.status, 0) << tried.out << tried.err;
    EXPECT_THAT(run("rules list" + both).out, AllOf(HasSubstr("ours/first-rule"), HasSubstr("ours/second-rule")));
    for (const char* name : {"", "rule", "a/b/c", "/x", "x/"})
        EXPECT_EQ(run(std::string("rules new ") + name).status, 2);
}

TEST_F(cli_Program, compares_an_audit_with_judged_courses) {
    test::write_file(folder / "courses.csv",
                     "ID,Title,Description\nA,Forms,Read about forms. Share your thoughts in the forum.\n"
                     "B,Ladders,\"Choosing, inspecting and securing ladders in the yard and on the site.\"\n");
    test::write_file(
        folder / "judged.jsonl",
        "{\"id\":\"A\",\"title\":\"Forms\",\"text\":\"-\",\"social\":\"yes\",\"need\":\"none\",\"verdict\":"
        "\"tacked-on\"}\n{\"id\":\"B\",\"title\":\"Ladders\",\"text\":\"-\",\"social\":\"no\",\"need\":\"none\","
        "\"verdict\":\"n/a\"}\n{\"id\":\"C\",\"title\":\"Lost\",\"text\":\"-\",\"social\":\"no\",\"need\":\"none\","
        "\"verdict\":\"n/a\"}\n");
    run("audit courses.csv --quiet");
    const auto ran = run("rules eval judged.jsonl --db audit.db --misses");
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("social: agreement 1.000"), HasSubstr("verdict: agreement 0.667"),
                               HasSubstr("--- C verdict: not-social expected, unreadable judged")));
}

TEST_F(cli_Program, lists_formats_and_keeps_its_own_rules_in_order) {
    EXPECT_THAT(run("formats").out, AllOf(HasSubstr("moodle"), HasSubstr("scorm-1.2"), HasSubstr("csv")));
    const auto test = run("rules test");
    EXPECT_EQ(test.status, 0) << test.out << test.err;
}
