// SPDX-License-Identifier: Apache-2.0
// What makes it a tool that people keep: waivers, baseline, comparison, settings, readings kept.
#include "places.hpp"
#include "support/pack_folder.hpp"
#include "support/program.hpp"

#include <sstream>

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

constexpr const char* forms = "Code,Title,Description\nF1,Forms,Read about forms and then post in the forum.\n";
constexpr const char* both =
    "Code,Title,Description\nF1,Forms,Read about forms and then post in the forum.\n"
    "B1,Boxes,Read about boxes and then post in the forum.\n";

struct cli_Lasting : testing::Test {
    test::TemporaryFolder folder;
    test::PackFolder pack;
    test::Ran run(const std::string& arguments) { return test::run_program(folder, arguments); }
    test::Ran audit(const std::string& more = {}) {
        return run("audit courses.csv --rules '" + pack.path().string() + "' " + more);
    }
    void write(const std::string& file, const std::string& text) { test::write_file(folder / file, text); }
    std::string text(const std::string& file) { return test::read_file(folder / file); }
    // Fingerprint of the first finding.
    std::string fingerprint() {
        run("report audit.db --csv out --quiet");
        const std::string rows = text("out/findings.csv");
        const std::size_t first = rows.find("\r\n") + 2, end = rows.find("\r\n", first);
        return rows.substr(rows.rfind(',', end) + 1, end - rows.rfind(',', end) - 1);
    }
};

TEST_F(cli_Lasting, lives_with_a_finding_that_was_waived_with_a_reason) {
    write("courses.csv", forms);
    EXPECT_EQ(audit("--quiet").status, 1);
    EXPECT_EQ(run("waive " + fingerprint().substr(0, 10)).status, 2);
    const auto waived = run("waive " + fingerprint().substr(0, 10) + " --reason 'Asked for by \"QM\" 5.2' --owner L+D");
    EXPECT_EQ(waived.status, 0) << waived.err;
    EXPECT_THAT(text("waivers.yaml"), AllOf(HasSubstr("finding: " + fingerprint()), HasSubstr("Asked for by")));
    const auto again = audit("--csv out --fail-on note");
    EXPECT_EQ(again.status, 0) << again.out;
    EXPECT_THAT(again.err, IsEmpty());
    EXPECT_THAT(text("out/findings.csv"), HasSubstr(",waived,"));
    EXPECT_EQ(run("waive " + fingerprint() + " --reason again").status, 2);
}

TEST_F(cli_Lasting, adds_a_waiver_to_a_file_that_a_person_wrote) {
    write("courses.csv", forms);
    audit("--quiet");
    write("waivers.yaml", "# ours\nwaivers:\n- rule: pack/other\n  place: {package: x.zip}\n  reason: because");
    EXPECT_EQ(run("waive " + fingerprint() + " --reason r --expires 2090-01-01").status, 0);
    EXPECT_THAT(text("waivers.yaml"), testing::StartsWith("# ours\nwaivers:\n- rule: pack/other"));
    EXPECT_THAT(audit("--csv out").err,
                AllOf(HasSubstr("waivers.yaml:3"), HasSubstr("no active rule"), Not(HasSubstr(":6"))));
    EXPECT_THAT(text("out/findings.csv"), HasSubstr("note,needfirst/waiver,A waiver does not hold,waivers.yaml,"));
    write("waivers.yaml", "waivers: []\n");
    const auto flow = run("waive " + fingerprint() + " --reason r");
    EXPECT_EQ(flow.status, 2);
    EXPECT_THAT(flow.err, HasSubstr("add this to its list"));
    EXPECT_EQ(text("waivers.yaml"), "waivers: []\n");
}

TEST_F(cli_Lasting, refuses_a_wrong_waiver_file_with_its_place) {
    write("courses.csv", forms);
    const std::pair<const char*, const char*> wrong[] = {
        {"waivers:\n  - {rule: a/b, place: x}\n", "waivers.yaml:2:5: \"reason:\" is missing"},
        {"waivers:\n  - {rule: a/b, place: x, reason: ' '}\n", "a reason expected"},
        {"waivers:\n  - {rule: a/b, reason: r}\n", "\"place:\" or \"finding:\""},
        {"waivers:\n  - {rule: a/b, place: x, reason: r, expires: soon}\n", "waivers.yaml:2:47: a day expected"},
        {"waivers:\n  - {rule: a/b, place: {pakage: x}, reason: r}\n", "did you mean \"package\""},
    };
    for (const auto& [file, says] : wrong) {
        write("waivers.yaml", file);
        const auto ran = audit();
        EXPECT_EQ(ran.status, 2) << file;
        EXPECT_THAT(ran.err, HasSubstr(says));
    }
}

TEST_F(cli_Lasting, fails_on_new_findings_only_where_there_is_a_baseline) {
    write("courses.csv", forms);
    audit("--db old.db --quiet");
    EXPECT_EQ(audit("--baseline old.db --quiet").status, 0);
    write("courses.csv", both);
    EXPECT_EQ(audit("--baseline old.db --quiet").status, 1);
    EXPECT_EQ(audit("--baseline old.db --quiet").status, 1) << "a baseline takes nothing in by itself";
    const auto itself = audit("--baseline old.db --db ./old.db");
    EXPECT_EQ(itself.status, 2);
    EXPECT_THAT(itself.err, HasSubstr("same file"));
}

TEST_F(cli_Lasting, compares_two_audits_as_text_csv_and_page) {
    write("courses.csv", forms);
    audit("--db old.db --quiet");
    write("courses.csv",
          "Code,Title,Description\nF1,Forms & 'us',Since May complaints doubled: post in the forum.\n"
          "B1,Boxes,Read about boxes and then post in the forum.\n");
    audit("--db new.db --quiet");
    const auto ran = run("compare old.db new.db --csv change.csv --html change.html");
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.err, IsEmpty());
    EXPECT_THAT(ran.out, AllOf(HasSubstr("mended         1"), HasSubstr("new            1"),
                               HasSubstr("tacked-on -> purposeful"), HasSubstr("Boxes")));
    EXPECT_THAT(text("change.csv"), AllOf(HasSubstr("\r\nmended,alarm,"), HasSubstr("\r\nnew,alarm,")));
    EXPECT_THAT(text("change.html"), AllOf(HasSubstr("Forms &amp; &#39;us&#39;"), Not(HasSubstr("<script"))));
    EXPECT_EQ(run("compare old.db absent.db").status, 3);
}

TEST_F(cli_Lasting, finds_its_settings_upwards_and_lets_the_command_line_win) {
    write("courses.csv", forms);
    std::filesystem::create_directories(folder / "deep/er");
    write("needfirst.yaml", "fail-on: never\ndb: stores/here.db\nrules: ['" + pack.path().string() + "']\n");
    std::filesystem::create_directories(folder / "stores");
    const auto inside = [&](const std::string& more) {
        return run("formats > /dev/null; cd deep/er && '" NEEDFIRST_PROGRAM "' audit ../../courses.csv --quiet " +
                   more);
    };
    EXPECT_EQ(inside("").status, 0);
    EXPECT_TRUE(std::filesystem::exists(folder / "stores/here.db"));
    EXPECT_EQ(inside("--fail-on alarm").status, 1);
    const auto shown = inside("--print-config --fail-on alarm");
    EXPECT_EQ(shown.status, 0);
    EXPECT_THAT(text("deep/er/.out"),
                AllOf(HasSubstr("# settings file: ../../needfirst.yaml"), HasSubstr("fail-on: alarm  # command line"),
                      HasSubstr("db: ../../stores/here.db  # ../../needfirst.yaml:2")));
}

TEST_F(cli_Lasting, refuses_unknown_settings_with_a_hint) {
    write("courses.csv", forms);
    const std::pair<const char*, const char*> wrong[] = {
        {"fail_on: never\n", "needfirst.yaml:1:1: unknown key \"fail_on\" (did you mean \"fail-on\"?)"},
        {"jobs: many\n", "needfirst.yaml:1:7"},
        {"fail-on: sometimes\n", "sometimes"},
        {"levels: {pack/no-need: allarm}\n", "did you mean \"alarm\""},
        {"map: {titel: Kurs}\n", "did you mean \"title\""},
        {"overrides:\n  - {levels: {a: note}}\n", "\"match:\" is missing"},
    };
    for (const auto& [file, says] : wrong) {
        write("needfirst.yaml", file);
        const auto ran = audit();
        EXPECT_EQ(ran.status, 2) << file;
        EXPECT_THAT(ran.err, HasSubstr(says)) << file;
    }
}

TEST_F(cli_Lasting, changes_levels_and_columns_by_place) {
    write("courses.csv", forms);
    std::filesystem::copy_file(folder / "courses.csv", folder / "old.csv");
    write("odd.csv", "Nummer,Wie es heisst,Wovon\nO1,Odd,Read about odd things and then post in the forum.\n");
    write("needfirst.yaml",
          "levels: {'*/no-need': warning}\noverrides:\n  - match: old.csv\n    levels: {'*/no-need': off}\n"
          "  - match: 'odd*'\n    map: {title: [Gibt es nicht, Wie es heisst], description: Wovon}\n");
    const auto ran = run("audit courses.csv old.csv odd.csv --csv out --rules '" + pack.path().string() + "'");
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    EXPECT_THAT(text("out/findings.csv"), AllOf(HasSubstr("\r\nwarning,"), Not(HasSubstr("alarm")),
                                                Not(HasSubstr("old.csv")), HasSubstr("odd.csv")));
    EXPECT_THAT(text("out/questions.csv"), Not(HasSubstr("old.csv")));
}

TEST_F(cli_Lasting, writes_settings_to_start_from) {
    EXPECT_EQ(run("init").status, 0);
    write("courses.csv", forms);
    EXPECT_EQ(audit("--quiet").status, 1);
    EXPECT_EQ(run("init").status, 2);
    // What the comments show is right: lines that are settings, without their #.
    std::istringstream lines(text("needfirst.yaml"));
    std::string live, line;
    while (std::getline(lines, line)) {
        const bool setting = line.starts_with("#   ") ||
                             (line.starts_with("# ") && line.find(": ") < line.find(' ', 2)) ||
                             (line.starts_with("# ") && line.ends_with(':'));
        live += setting ? line.substr(2) + "\n" : "";
    }
    write("needfirst.yaml", live.substr(live.find("db:")));
    const auto shown = run("audit --print-config");
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_THAT(shown.out, AllOf(HasSubstr("baseline: last-year.db"), HasSubstr("core/generic-prompt is note")));
}

TEST_F(cli_Lasting, reads_no_unchanged_input_twice_and_gives_the_same_bytes) {
    write("courses.csv", forms);
    for (const char* name : {"a", "b"}) {
        std::filesystem::create_directories(folder / "in" / name);
        write(std::string("in/") + name + "/index.html",
              "<title>Forms</title><p>Read about forms and then post in the forum.</p>");
    }
    const auto all = [&](const std::string& more) {
        return run("audit courses.csv in --fail-on never -v --rules '" + pack.path().string() + "' " + more);
    };
    EXPECT_THAT(all("--csv one").err, HasSubstr("0 of 3 inputs were unchanged"));
    EXPECT_THAT(all("--csv two").err, HasSubstr("3 of 3 inputs were unchanged"));
    write("in/b/index.html", "<title>Forms</title><p>Read about forms and then post in the forum again.</p>");
    EXPECT_THAT(all("--csv three").err,
                AllOf(HasSubstr("2 of 3 inputs were unchanged"), HasSubstr("in/b: folder, web")));
    EXPECT_THAT(all("--csv four --fresh").err, HasSubstr("0 of 3 inputs were unchanged"));
    pack.signal("more", "stated", "nobody fills in");
    EXPECT_THAT(all("--csv five").err, HasSubstr("0 of 3 inputs were unchanged"));
    for (const char* file : {"courses.csv", "activities.csv", "findings.csv", "questions.csv", "packages.csv",
                             "coverage.csv", "needs.csv"}) {
        EXPECT_EQ(text("one/" + std::string(file)), text("two/" + std::string(file))) << file;
        EXPECT_EQ(text("three/" + std::string(file)), text("four/" + std::string(file))) << file;
    }
    EXPECT_NE(text("one/courses.csv"), text("three/courses.csv"));
}

TEST_F(cli_Lasting, sees_another_waiver_and_baseline_although_nothing_else_changed) {
    write("courses.csv", forms);
    EXPECT_EQ(audit("--quiet").status, 1);
    std::filesystem::copy_file(folder / "audit.db", folder / "old.db");
    EXPECT_EQ(audit("--quiet --baseline old.db").status, 0);
    EXPECT_EQ(audit("--quiet").status, 1);
    run("waive " + fingerprint() + " --reason r --expires 2001-01-01");
    const auto ended = audit("--baseline old.db --fail-on note");
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("warning: waivers.yaml:3"), HasSubstr("expired on 2001-01-01")));
}

TEST_F(cli_Lasting, names_what_was_meant) {
    EXPECT_THAT(run("adit x").err, HasSubstr("did you mean \"audit\""));
    EXPECT_THAT(run("audit . --cvs out").err, HasSubstr("did you mean \"--csv\""));
    EXPECT_THAT(run("audit . --map titel=x").err, HasSubstr("did you mean \"title\""));
}

}  // namespace
