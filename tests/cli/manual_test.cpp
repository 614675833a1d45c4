// SPDX-License-Identifier: Apache-2.0
// Manual pages and completions say what --help says.
#include "support/program.hpp"

#include <regex>
#include <set>

using namespace needfirst;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

struct cli_Manual : testing::Test {
    test::TemporaryFolder folder;
    test::Ran run(const std::string& arguments) { return test::run_program(folder, arguments); }
    static std::set<std::string> options_in(const std::string& text) {
        static const std::regex option("--[a-z][a-z-]+");
        return {std::sregex_token_iterator(text.begin(), text.end(), option), std::sregex_token_iterator()};
    }
    static std::set<std::string> commands_in(const std::string& help) {
        static const std::regex command("\n  ([a-z]+)  +[A-Z]");
        const std::string list = help.substr(help.find("Subcommands:"));
        return {std::sregex_token_iterator(list.begin(), list.end(), command, 1), std::sregex_token_iterator()};
    }
    // Options of a page or script, without the backslashes of roff.
    static std::string plain(std::string text) {
        text.erase(std::remove(text.begin(), text.end(), '\\'), text.end());
        return text;
    }
};

TEST_F(cli_Manual, has_a_page_for_each_command_with_all_its_options) {
    ASSERT_EQ(run("manual man").status, 0);
    const auto commands = commands_in(run("--help").out);
    EXPECT_GE(commands.size(), 9u);
    EXPECT_THAT(commands, testing::Contains("audit"));
    const std::string first = test::read_file(folder / "man/needfirst.1");
    for (const std::string& command : commands) {
        EXPECT_THAT(plain(first), HasSubstr("fBneedfirst-" + command + "fR(1)"));
        const std::string page = plain(test::read_file(folder / ("man/needfirst-" + command + ".1")));
        EXPECT_THAT(page, HasSubstr(".SH SYNOPSIS"));
        for (const auto& option : options_in(run(command + " --help").out))
            EXPECT_THAT(page, HasSubstr(option)) << command;
    }
}

TEST_F(cli_Manual, is_roff_without_a_complaint) {
    if (std::system("command -v groff > /dev/null 2>&1") != 0) GTEST_SKIP() << "no groff here";
    run("manual man");
    const std::string command =
        "cd '" + folder.path().string() + "' && for p in man/*; do groff -man -Tutf8 -ww -z $p; done > groff.txt 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_THAT(test::read_file(folder / "groff.txt"), IsEmpty());
}

TEST_F(cli_Manual, gives_the_options_of_every_command_to_each_shell) {
    const auto commands = commands_in(run("--help").out);
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const auto script = run(std::string("completion ") + shell);
        EXPECT_EQ(script.status, 0);
        for (const std::string& command : commands)
            for (const auto& option : options_in(run(command + " --help").out))
                EXPECT_THAT(script.out, HasSubstr(shell == std::string("fish") ? " -l " + option.substr(2) : option))
                    << shell << " " << command;
    }
}

TEST_F(cli_Manual, completes_words_in_bash) {
    run("completion bash");
    std::filesystem::rename(folder / ".out", folder / "completion.bash");
    const auto complete = [&](const std::string& words, int at) {
        const std::string command =
            "cd '" + folder.path().string() + "' && bash -c 'source completion.bash; COMP_WORDS=(" + words +
            "); COMP_CWORD=" + std::to_string(at) + "; _needfirst; echo \"${COMPREPLY[*]}\"' > words.txt 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0);
        return test::read_file(folder / "words.txt");
    };
    EXPECT_EQ(complete("needfirst com", 1), "compare completion\n");
    EXPECT_EQ(complete("needfirst audit --bas", 2), "--baseline\n");
    EXPECT_EQ(complete("needfirst audit --fail-on w", 3), "warning\n");
    EXPECT_EQ(complete("needfirst rules ev", 2), "eval\n");
    EXPECT_EQ(complete("needfirst rules eval --mi", 3), "--misses\n");
}

}  // namespace
