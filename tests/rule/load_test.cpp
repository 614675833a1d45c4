// SPDX-License-Identifier: Apache-2.0
#include "places.hpp"
#include "rule/pack.hpp"
#include "rule/trial.hpp"
#include "support/pack_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

using testing::HasSubstr;

class rule_load : public testing::Test {
protected:
    std::string mistakes() {
        const std::vector<std::filesystem::path> folders = {pack_.path()};
        try {
            load(folders);
        } catch (const base::FileError& e) {
            return e.what();
        }
        return "none";
    }
    std::string file(const std::string& name) const { return pack_.path().filename().string() + "/" + name; }
    test::PackFolder pack_;
};

TEST_F(rule_load, accepts_a_sound_pack) { EXPECT_EQ(mistakes(), "none"); }

TEST_F(rule_load, points_at_an_unknown_key_and_the_nearest_one) {
    pack_.write("signals/x.yaml",
                "signal: x\ndescribes: d\nsays: social\nphrase: [a]\nexamples: {yes: [a], no: [b]}\n");
    EXPECT_EQ(mistakes(), file("signals/x.yaml") + ":4:1: unknown key \"phrase\" (did you mean \"phrases\"?)");
}

TEST_F(rule_load, points_into_a_bad_phrase) {
    pack_.write(
        "signals/x.yaml",
        "signal: x\ndescribes: d\nsays: social\nphrases:\n  - 'share (it | them'\nexamples: {yes: [a], no: [b]}\n");
    EXPECT_THAT(mistakes(), HasSubstr("signals/x.yaml:5:12: phrase 'share (it | them': this bracket is never closed"));
}

TEST_F(rule_load, names_lists_and_signals_that_are_not_there) {
    pack_.write("signals/x.yaml",
                "signal: x\ndescribes: d\nsays: social\nphrases: ['a {nothing}']\nexamples: {yes: [a], no: [b]}\n");
    EXPECT_THAT(mistakes(), HasSubstr("there is no list {nothing}"));
    pack_.signal("x", "social", "a");
    pack_.rule("other", "note", "course", "{hears: [forun]}");
    EXPECT_THAT(mistakes(), HasSubstr("there is no signal \"forun\" (did you mean \"forum\"?)"));
}

TEST_F(rule_load, shows_all_mistakes_at_once) {
    pack_.rule("a", "loud", "course", "{social: true}");
    pack_.rule("b", "note", "course", "{socail: true}");
    EXPECT_THAT(mistakes(), testing::AllOf(HasSubstr("\"loud\" is not known here"),
                                           HasSubstr("unknown predicate \"socail\" (did you mean \"social\"?)")));
}

TEST_F(rule_load, refuses_what_can_never_hold) {
    pack_.rule("a", "note", "course", "{need: {at_least: stated, at_most: none}}");
    EXPECT_THAT(mistakes(), HasSubstr("this can never hold"));
}

TEST_F(rule_load, says_where_yaml_breaks) {
    pack_.write("a.yaml", "title: [\n");
    EXPECT_THAT(mistakes(), HasSubstr("a.yaml:"));
    EXPECT_THAT(mistakes(), HasSubstr("not YAML"));
}

TEST(rule_core_pack, has_only_examples_that_come_out_as_they_say) {
    const std::vector<std::filesystem::path> folders = {std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "rules"};
    const Trial trial = try_examples(load(folders));
    for (const Failure& failure : trial.failures)
        ADD_FAILURE() << failure.place.file << ":" << failure.place.line << ": " << failure.what;
    EXPECT_GT(trial.examples, 100u);
}

}  // namespace
}  // namespace needfirst::rule
