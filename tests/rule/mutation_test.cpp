// SPDX-License-Identifier: Apache-2.0
// Whether the examples of packs would miss a phrase list or a condition, and what they exercise.
#include "rule/mutation.hpp"

#include "places.hpp"
#include "rule/example_coverage.hpp"
#include "rule/lint.hpp"
#include "support/pack_folder.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class rule_Mutation : public testing::Test {
protected:
    rule_Mutation() : folder_("-mutants") {
        folder_.write("pack.yaml", "title: Test\nversion: 1\nlanguage: en\nlicence: Apache-2.0\n");
        folder_.write("verdicts.yaml",
                      "verdicts:\n  - {verdict: tacked-on, because: 'So.', examples: [{course: {title: Any}}]}\n");
        signal(
            "phrases: ['share your {talk}', ask each other]\nlists: {talk: [thoughts, views]}\nunless: [do not]\n"
            "examples: {yes: [Share your thoughts., Ask each other.], no: [Do not share your views.]}\n");
        rule("{all: [{social: true}, {not: {graded: true}}]}",
             "{rings: [{course: {title: t, items: [{kind: forum}]}}], silent: [{course: {title: t, items: [{kind: "
             "page}, "
             "{kind: forum, graded: true}]}}]}");
    }
    void signal(const std::string& text) const {
        folder_.write("signals/x.yaml", "signal: x\ndescribes: test\nsays: social\n" + text);
    }
    void rule(const std::string& when, const std::string& examples) const {
        folder_.write("r.yaml", "title: t\nlevel: note\nstatus: stable\nabout: activity\nwhen: " + when +
                                    "\nmessage: m\nwhy: w\nask: [q]\ninstead: i\nexamples: " + examples + "\n");
    }
    std::vector<std::string> unnoticed() const {
        RuleSet rules = load(std::array{folder_.path()});
        EXPECT_THAT(try_examples(rules).failures, IsEmpty());
        std::vector<std::string> found;
        for (const Failure& one : take_out_each(rules).unnoticed)
            found.push_back(one.place.file.substr(one.place.file.find('/') + 1) + ":" + std::to_string(one.place.line) +
                            ": " + one.what);
        EXPECT_THAT(try_examples(rules).failures, IsEmpty()) << "the rules are as they were";
        return found;
    }
    test::TempFolder folder_;
};

TEST_F(rule_Mutation, is_noticed_where_examples_show_what_each_part_is_for) { EXPECT_THAT(unnoticed(), IsEmpty()); }

TEST_F(rule_Mutation, goes_unnoticed_where_no_example_needs_a_list) {
    signal(
        "phrases: ['share your {talk}', ask each other]\nlists: {talk: [thoughts, views]}\nunless: [do not]\n"
        "examples: {yes: [Ask each other.], no: [Do not ask each other.]}\n");
    EXPECT_THAT(unnoticed(), ElementsAre(HasSubstr("signals/x.yaml:5: no example needs the list {talk} of x")));
}

TEST_F(rule_Mutation, goes_unnoticed_where_no_example_needs_unless) {
    signal("phrases: [ask each other]\nunless: [do not]\nexamples: {yes: [Ask each other.], no: [Do not.]}\n");
    EXPECT_THAT(unnoticed(), ElementsAre(HasSubstr("no example of x needs its unless:")));
}

TEST_F(rule_Mutation, goes_unnoticed_where_no_example_needs_unless_signals) {
    signal("phrases: [ask each other]\nunless_signals: [y]\nexamples: {yes: [Ask each other.], no: [Nothing.]}\n");
    folder_.write("signals/y.yaml",
                  "signal: y\ndescribes: test\nsays: social\nphrases: [film]\n"
                  "examples: {yes: [A film.], no: [A book.]}\n");
    EXPECT_THAT(unnoticed(), ElementsAre(HasSubstr("no example of x needs its unless_signals:")));
    signal(
        "phrases: [ask each other]\nunless_signals: [y]\n"
        "examples: {yes: [Ask each other.], no: [In the film they ask each other.]}\n");
    EXPECT_THAT(unnoticed(), IsEmpty());
}

TEST_F(rule_Mutation, goes_unnoticed_where_no_example_needs_a_condition) {
    rule("{all: [{social: true}, {any: [{kind: [forum]}, {kind: [chat]}]}]}",
         "{rings: [{course: {title: t, items: [{kind: forum}]}}], silent: [{course: {title: t, items: [{kind: "
         "page}]}}]}");
    EXPECT_THAT(unnoticed(), ElementsAre(HasSubstr("r.yaml:5: no example of"), HasSubstr("r.yaml:5: no example of")));
}

TEST_F(rule_Mutation, coverage_names_what_no_example_has) {
    const ExampleCoverage coverage = cover(load(std::array{folder_.path()}));
    ASSERT_EQ(coverage.signals.size(), 1u);
    EXPECT_EQ(coverage.signals[0].exercised, coverage.signals[0].all);
    EXPECT_THAT(coverage.missed, IsEmpty());
    signal(
        "phrases: ['share your {talk}', (ask | tell) each other, swap notes]\nlists: {talk: [thoughts, views]}\n"
        "examples: {yes: [Share your thoughts., Ask each other.], no: [Nothing.]}\n");
    std::vector<std::string> missed;
    for (const Failure& one : cover(load(std::array{folder_.path()})).missed) missed.push_back(one.what);
    EXPECT_THAT(missed, ElementsAre("no example has the alternative 'tell' of '(ask | tell) each other'",
                                    "no example has 'swap notes'", "no example has 'views' of {talk}"));
}

// The packs that come with needfirst: nothing in them is there that no example needs.
class rule_Packs : public testing::Test {
protected:
    static void report(const std::vector<Failure>& found) {
        for (const Failure& one : found)
            ADD_FAILURE() << one.place.file << ":" << one.place.line << ":" << one.place.column << ": " << one.what;
    }
    RuleSet rules_ = load(std::array{std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "rules"});
};

TEST_F(rule_Packs, would_miss_every_phrase_list_and_condition) {
    const Mutation found = take_out_each(rules_);
    report(found.unnoticed);
    EXPECT_GT(found.tried, 500u);
}

TEST_F(rule_Packs, have_nothing_that_lint_points_at) { report(lint(rules_)); }

}  // namespace
}  // namespace needfirst::rule
