// SPDX-License-Identifier: Apache-2.0
// Completions in the shells themselves; skipped where a shell is absent.
#include "places.hpp"
#include "support/program.hpp"

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

struct cli_Completion : testing::Test {
    test::TemporaryFolder folder;

    static bool has(const std::string& shell) {
        return std::system(("command -v " + shell + " > /dev/null 2>&1").c_str()) == 0;
    }

    void write_script(const std::string& shell, const std::string& name) {
        ASSERT_EQ(test::run_program(folder, "completion " + shell).status, 0);
        std::filesystem::create_directories(folder / "completions");
        std::filesystem::rename(folder / ".out", folder / ("completions/" + name));
    }

    /// What a command of the shell prints, its complaints too.
    std::string shell(const std::string& command) {
        const std::string in_folder = "cd '" + folder.path().string() + "' && " + command + " > words.txt 2>&1";
        EXPECT_EQ(std::system(in_folder.c_str()), 0) << command;
        return test::read_file(folder / "words.txt");
    }
};

}  // namespace

TEST_F(cli_Completion, offers_commands_options_and_words_in_fish) {
    if (!has("fish")) GTEST_SKIP() << "no fish here";
    write_script("fish", "needfirst.fish");
    const auto complete = [&](const std::string& line) {
        return shell("HOME=. fish --no-config -c 'source completions/needfirst.fish; complete -C \"" + line + "\"'");
    };
    EXPECT_THAT(complete("needfirst com"),
                AllOf(HasSubstr("compare\t"), HasSubstr("completion\t"), Not(HasSubstr("audit\t"))));
    EXPECT_THAT(complete("needfirst audit --bas"), HasSubstr("--baseline\t"));
    EXPECT_THAT(complete("needfirst audit --fail-on "), AllOf(HasSubstr("alarm"), HasSubstr("never")));
    EXPECT_THAT(complete("needfirst rules "), AllOf(HasSubstr("check\t"), HasSubstr("eval\t")));
    EXPECT_THAT(complete("needfirst rules test --"), HasSubstr("--rules\t"));
    EXPECT_THAT(complete("needfirst completion "), AllOf(HasSubstr("zsh"), HasSubstr("fish")));
}

TEST_F(cli_Completion, offers_commands_options_and_words_in_zsh) {
    if (!has("zsh")) GTEST_SKIP() << "no zsh here";
    write_script("zsh", "_needfirst");
    const auto complete = [&](const std::string& line) {
        return shell("zsh -f '" NEEDFIRST_SOURCE_DIR "/tests/cli/complete.zsh' \"$PWD/completions\" '" + line + "'");
    };
    EXPECT_THAT(complete("needfirst aud"), HasSubstr("needfirst audit "));
    EXPECT_THAT(complete("needfirst audit --bas"), HasSubstr("--baseline="));
    EXPECT_THAT(complete("needfirst audit --fail-on "), AllOf(HasSubstr("alarm"), HasSubstr("never")));
    EXPECT_THAT(complete("needfirst rules "), AllOf(HasSubstr("check"), HasSubstr("eval")));
}
