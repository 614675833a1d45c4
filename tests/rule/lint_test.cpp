// SPDX-License-Identifier: Apache-2.0
// What `needfirst rules check` points at beside what makes a pack unusable.
#include "rule/lint.hpp"

#include "support/pack_folder.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class rule_Lint : public testing::Test {
protected:
    // "file:line:column: what", the pack's name left out.
    std::vector<std::string> found() const {
        std::vector<std::string> lines;
        for (const Failure& one : lint(load(std::array{pack_.path()})))
            lines.push_back(one.place.file.substr(one.place.file.find('/') + 1) + ":" + std::to_string(one.place.line) +
                            ":" + std::to_string(one.place.column) + ": " + one.what);
        return lines;
    }
    void signal(const std::string& id, const std::string& more, const std::string& says = "social") const {
        pack_.write("signals/" + id + ".yaml", "signal: " + id + "\ndescribes: test\nsays: " + says + "\n" + more +
                                                   "\nexamples: {yes: [x], no: [y]}\n");
    }
    test::PackFolder pack_;
};

TEST_F(rule_Lint, has_nothing_to_say_of_a_sound_pack) { EXPECT_THAT(found(), IsEmpty()); }

TEST_F(rule_Lint, finds_a_phrase_that_stands_twice) {
    signal("x", "phrases:\n  - buddy system\n  - peer mentor\n  - buddy system");
    EXPECT_THAT(found(), Contains(AllOf(HasSubstr("signals/x.yaml:7:5: this phrase stands twice: 'buddy system'"),
                                        HasSubstr("signals/x.yaml:5)"))));
}

TEST_F(rule_Lint, finds_a_phrase_that_silences_itself) {
    signal("x", "phrases:\n  - buddy system\nunless:\n  - buddy system");
    EXPECT_THAT(found(), Contains(HasSubstr("signals/x.yaml:7:5: 'buddy system' stands under phrases: too")));
}

TEST_F(rule_Lint, finds_a_phrase_of_two_signals_that_say_the_same) {
    signal("x", "phrases: [buddy system]");
    signal("y", "phrases: [buddy system]");
    EXPECT_THAT(found(), Contains(HasSubstr("signals/y.yaml:4:11: 'buddy system' stands in the signal x too")));
    signal("y", "phrases: [buddy system]", "[social, proper]");  // this one says something else
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(rule_Lint, finds_shadowed_phrases) {
    signal("x", "phrases:\n  - share your\n  - share your (thoughts | views)");
    EXPECT_THAT(found(), testing::ElementsAre(AllOf(
                             HasSubstr("signals/x.yaml:6:5: 'share your (thoughts | views)' is never the only one"),
                             HasSubstr("'share your'"))));
    signal("x", "phrases:\n  - share your ..3 views\n  - share your (thoughts | views)");
    EXPECT_THAT(found(), IsEmpty());
    signal("x",
           "lists: {talk: [views, thoughts]}\nphrases:\n  - share {talk}\n  - '^ share thoughts'\n  - shared views");
    EXPECT_THAT(found(), testing::ElementsAre(HasSubstr("signals/x.yaml:7:5: '^ share thoughts'"),
                                              HasSubstr("signals/x.yaml:8:5: 'shared views'")));
}

TEST_F(rule_Lint, finds_the_second_of_two_that_are_the_same_in_other_words) {
    signal("x", "phrases:\n  - sharing ideas\n  - share idea");
    EXPECT_THAT(found(), testing::ElementsAre(HasSubstr("signals/x.yaml:6:5: 'share idea'")));
}

TEST_F(rule_Lint, finds_lists_nobody_uses) {
    pack_.write("lists/all.yaml", "lists:\n  used: [a1]\n  unused: [b1]\n");
    signal("x", "lists:\n  own: [c1]\nphrases: ['{used} d1']");
    EXPECT_THAT(found(),
                testing::UnorderedElementsAre(HasSubstr("lists/all.yaml:3:3: no phrase uses the list {unused}"),
                                              HasSubstr("signals/x.yaml:5:3: no phrase uses the list {own}")));
}

TEST_F(rule_Lint, finds_signals_that_nothing_notices) {
    signal("x", "phrases: [moderates]", "host");
    EXPECT_THAT(found(), testing::ElementsAre(HasSubstr("signals/x.yaml:1:1: nothing notices the signal x")));
    pack_.rule("hosted", "note", "course", "{hears: {says: [host], within: course}}");
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(rule_Lint, finds_unless_signals_of_no_use) {
    signal("x", "phrases: [role play]\nunless_signals: [topic]");
    EXPECT_THAT(found(), testing::ElementsAre(HasSubstr("signals/x.yaml:1:1: topic says not-social")));
}

struct Never {
    const char *about, *when, *what;
};
class rule_LintCondition : public rule_Lint, public testing::WithParamInterface<Never> {};

TEST_P(rule_LintCondition, that_cannot_hold_or_is_of_no_use) {
    pack_.rule("r", "note", GetParam().about, GetParam().when);
    EXPECT_THAT(found(), testing::ElementsAre(AllOf(HasSubstr("r.yaml:5:"), HasSubstr(GetParam().what))));
}

INSTANTIATE_TEST_SUITE_P(
    conditions, rule_LintCondition,
    testing::Values(
        Never{"activity", "{all: [{social: true}, {social: false}]}", "cannot hold together with line 5"},
        Never{"activity", "{all: [{kind: [forum]}, {kind: [quiz]}]}", "cannot hold together"},
        Never{"course", "{all: [{social_items: {at_most: 0}}, {social_items: {at_least: 1}}]}", "cannot hold together"},
        Never{"course", "{all: [{need: {at_most: none}}, {need: {at_least: stated}}]}", "cannot hold together"},
        Never{"course", "{all: [{hears: [forum]}, {not: {hears: [forum]}}]}", "cannot hold together"},
        Never{"course", "{any: [{hears: [forum]}, {hears: [forum]}]}", "stands twice"},
        Never{"activity", "{placement: hidden}", "hidden from learners"},
        Never{"activity", "{position: {share_at_least: 2}}", "share_at_least: goes from 0 to 1"},
        Never{"activity", "{participation: {posts_at_most: -1}}", "fewer than 0"},
        Never{"course", "{repeated: {courses_at_least: 5}}", "about: catalogue"},
        Never{"course", "{need: {at_least: none}}", "always holds"},
        Never{"course", "{hears: {says: [blocked]}}", "no signal of the packs says that"}),
    [](const auto& one) { return "no_" + std::to_string(one.index); });

TEST_F(rule_Lint, knows_that_a_course_may_have_activities_of_both_kinds) {
    pack_.rule("r", "note", "course", "{all: [{kind: [forum]}, {kind: [chat]}]}");
    EXPECT_THAT(found(), IsEmpty());
}

}  // namespace
}  // namespace needfirst::rule
