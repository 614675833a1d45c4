// SPDX-License-Identifier: Apache-2.0
// What strangers' names and texts can do to the person before the terminal, and to the other packages of a batch.
#include "base/deadline.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/xml.hpp"
#include "container/container.hpp"
#include "places.hpp"
#include "support/pack_folder.hpp"
#include "support/program.hpp"
#include "support/zip_writer.hpp"
#include "text/html.hpp"

#include <csignal>
#include <thread>

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

struct cli_Hostile : testing::Test {
    test::TemporaryFolder folder;
    test::PackFolder pack;
    test::Ran run(const std::string& arguments) { return test::run_program(folder, arguments); }
    test::Ran audit(const std::string& what, const std::string& more = {}) {
        return run("audit " + what + " --rules '" + pack.path().string() + "' --fail-on never " + more);
    }
    void write(const std::string& file, const std::string& text) {
        std::filesystem::create_directories((folder / file).parent_path());
        test::write_file(folder / file, text);
    }
    std::string text(const std::string& file) { return test::read_file(folder / file); }
};

constexpr const char* page = "<title>Forms</title><p>Read about forms and then post in the forum.</p>";

/// The first control character that could steer a terminal, and what stands around it.
std::string control_in(const std::string& said) {
    for (std::size_t i = 0; i < said.size(); ++i) {
        const auto c = static_cast<unsigned char>(said[i]);
        const bool c1 = c == 0xC2 && i + 1 < said.size() && static_cast<unsigned char>(said[i + 1]) < 0xA0;
        if ((c < 0x20 && c != '\n') || c == 0x7F || c1) return said.substr(i < 40 ? 0 : i - 40, 80);
    }
    return {};
}

TEST_F(cli_Hostile, says_nothing_that_steers_a_terminal) {
    const std::string evil =
        "\x1b]0;owned\x07\x1b[31m\x1b[2J\r\x08\xC2\x9B"
        "5m";
    test::ZipMember locked, odd, speaks;
    locked.name = "\x1b[5m.html";
    locked.encrypted = true;
    odd.name = "b.html";
    odd.method = std::uint16_t{77};
    speaks.name = evil + ".html";
    speaks.content = "<title>" + evil + "Forms</title><p>" + evil + "Then post in the forum.</p>";
    write("a" + evil + ".zip", test::make_zip({speaks, locked, odd}));
    write("c.json", "[{\"title\":\"\\u001b[31mForms \\u009b5m\",\"description\":\"Post in the forum\\u001b[2J.\"}]");
    write("no\x1b[31mthing.bin", "\x01\x02");
    write("list", "a" + evil + ".zip\nc.json\nno\x1b[31mthing.bin\nabsent\x1b[31m.zip\n");
    for (const char* arguments : {"", "--verbose", "--github", "--max-members 1"}) {
        const auto ran = audit("@list", arguments);
        EXPECT_EQ(control_in(ran.out + ran.err), "") << arguments;
        EXPECT_EQ(ran.status, 3) << ran.err;
    }
    for (const std::string& arguments :
         {"inspect 'a" + evil + ".zip'", "inspect --text 'a" + evil + ".zip'", std::string("inspect c.json"),
          std::string("explain 1"), std::string("report audit.db"), std::string("compare audit.db audit.db"),
          "audit 'absent" + evil + "'", "report 'absent" + evil + "'", "audit c.json --rules 'absent" + evil + "'"}) {
        const auto ran =
            run(arguments + (arguments.starts_with("inspect") ? " --rules '" + pack.path().string() + "'" : ""));
        EXPECT_EQ(control_in(ran.out + ran.err), "") << arguments;
        EXPECT_GE(ran.status, 0) << arguments;
    }
}

TEST_F(cli_Hostile, reads_the_same_in_processes_of_their_own) {
    for (const char* name : {"a", "b", "c"})
        write(std::string("in/") + name + ".zip",
              test::zip_of({{"index.html", page}, {"inner.zip", test::zip_of({{"index.html", page}})}}));
    write("in/list.csv", "Code,Title,Description\nF1,Forms,Read about forms and then post in the forum.\n");
    write("in/broken.zip", "PK\3\4");
    EXPECT_EQ(audit("in", "--db one.db --csv one").status, 3);
    const auto apart = audit("in", "--db two.db --csv two --isolate");
    EXPECT_EQ(apart.status, 3) << apart.err;
    for (const char* file : {"courses.csv", "activities.csv", "findings.csv", "questions.csv", "packages.csv",
                             "coverage.csv", "needs.csv"})
        EXPECT_EQ(text("one/" + std::string(file)), text("two/" + std::string(file))) << file;
    EXPECT_THAT(audit("in", "--db two.db -v --isolate").err, HasSubstr("unchanged"));
}

TEST_F(cli_Hostile, says_what_guards_the_program_has) {
    const auto ran = run("--version --verbose");
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.out, HasSubstr("Guards in this build: PIE, full RELRO, "));
#if defined(_FORTIFY_SOURCE) && defined(__SSP_STRONG__)  // these tests are built with the same flags
    EXPECT_THAT(ran.out, HasSubstr("full RELRO, stack protector, FORTIFY 3, "));
#else
    EXPECT_THAT(ran.out, HasSubstr("no stack protector, no FORTIFY"));
#endif
}

TEST_F(cli_Hostile, one_package_never_takes_the_batch_with_it) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer takes the address space";
#endif
    std::string much = "[";
    for (int i = 0; i < 300'000; ++i)
        much += "{\"title\":\"Course " + std::to_string(i) +
                "\",\"description\":\"Post\",\"a\":{\"b\":[1,2,{\"c\":\"d\"}]}},";
    write("in/much.json", much + "{}]");
    write("in/fine.zip", test::zip_of({{"index.html", page}}));
    const auto ran = audit("in", "--isolate --max-memory 64M --csv out");
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(text("out/packages.csv"),
                AllOf(HasSubstr("memory"), HasSubstr("in/much.json"), HasSubstr("in/fine.zip,web")));
    EXPECT_THAT(text("out/courses.csv"), HasSubstr("in/fine.zip"));
    const auto enough = audit("in", "--isolate --csv out --max-memory 3G");
    EXPECT_EQ(enough.status, 0) << enough.err << text("out/packages.csv");
}

TEST_F(cli_Hostile, keeps_what_was_read_when_it_is_asked_to_stop) {
    for (int i = 0; i < 3000; ++i)
        write("in/" + std::to_string(i) + ".zip", test::zip_of({{"index.html", page + std::to_string(i)}}));
    // A machine on which it was done before it could be stopped is given less time.
    write("stop.sh",
          "for time in 0.5 0.2 0.1 0.05; do rm -f audit.db; '" NEEDFIRST_PROGRAM
          "' audit in -j 1 --quiet --fail-on never --rules '" +
              pack.path().string() +
              "' & sleep $time; kill -TERM $!; wait $!; status=$?; [ $status -eq 0 ] || break; done; echo $status\n");
    run("formats >/dev/null; sh stop.sh");
    EXPECT_EQ(text(".out"), "143\n");
    EXPECT_THAT(text(".err"), HasSubstr("the same command goes on from there"));
    EXPECT_FALSE(std::filesystem::exists(folder / "audit.db"));
    const auto again = audit("in", "-v");
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.err, Not(HasSubstr(" 0 of 3000 inputs were unchanged")));
}

TEST(container_Time, a_package_that_takes_too_long_is_read_no_further_and_says_so) {
    const base::Deadline deadline(1);
    const auto slow = container::from_memory({{"a.html", "a"}, {"b.html", "b"}});
    EXPECT_TRUE(slow->try_read("a.html"));
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    EXPECT_FALSE(slow->try_read("b.html"));
    ASSERT_EQ(slow->coverage().size(), 1u);
    EXPECT_EQ(slow->coverage()[0].state, base::CoverageState::limited);
    EXPECT_THAT(slow->coverage()[0].reason, HasSubstr("limit of 1 (--max-seconds"));
    // Nor is what was opened before read to its end.
    std::string values = "[0", tags = "<p>", elements = "<a>";
    for (int i = 0; i < 2'000; ++i) values += ",0", tags += "<p>A", elements += "<b/>";
    EXPECT_THROW(base::json::parse(values + "]"), base::InputError);
    EXPECT_THROW(text::read_html(tags), base::InputError);
    EXPECT_THAT(base::xml::Document(elements + "</a>").problem(), HasSubstr("--max-seconds"));
}

TEST_F(cli_Hostile, one_package_that_takes_too_long_to_listen_to_does_not_change_what_is_said_of_the_next) {
    const std::string page = "<title>Handling returns</title><p>Since May the complaints doubled.</p>";
    write("in/b/index.html", page);
    EXPECT_EQ(audit("in", "--csv alone -j 1").status, 0);
    std::string much = "<title>Many words</title>";
    for (int i = 0; i < 1'300'000; ++i) much += "<p>Post number " + std::to_string(i) + " stands in the forum.";
    write("in/a/index.html", much);
    EXPECT_EQ(audit("in", "--csv both -j 1 --max-seconds 1 --allow-unreadable").status, 0);
    EXPECT_THAT(text("both/packages.csv"), HasSubstr("more than 1 seconds"));
    const std::string alone = text("alone/courses.csv");
    EXPECT_THAT(text("both/courses.csv"), HasSubstr(alone.substr(alone.find('\n') + 1)));
}

}  // namespace
