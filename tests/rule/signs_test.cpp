// SPDX-License-Identifier: Apache-2.0
#include "rule/fitting.hpp"
#include "rule/judge.hpp"
#include "support/pack_folder.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

constexpr const char* signs =
    "signal: small-signs\ndescribes: d\nsays: [social]\nwhere: statements\nunless_signals: [quiet]\n"
    "signs:\n  start: -1\n  reaches: 0.5\n  weights: {pair: 5, swap: 5, 'each other': 5, exam: -9}\n"
    "examples: {yes: ['In the morning every pair may swap seats and papers, then they read to each other by the lake.']"
    ", no: ['In the morning all of you read the paper by the lake, and then there is the long exam.']}\n";
constexpr const char* quiet =
    "signal: quiet\ndescribes: d\nsays: [not-social]\nphrases: [alone]\n"
    "examples: {yes: ['You work alone.'], no: ['You work.']}\n";
constexpr const char* many =
    "In the morning every pair may swap seats and papers, then they read to each other by the lake.";

class rule_Signs : public ::testing::Test {
protected:
    rule_Signs() {
        pack_.write("signals/small-signs.yaml", signs);
        pack_.write("signals/quiet.yaml", quiet);
        rules_ = load(std::array{pack_.path()});
    }
    model::Judgement judge(const std::string& text) {
        model::Course course;
        course.title = "A day out";
        course.language = "en";
        course.statements.push_back({model::Field::description, text, {}, false});
        return Judge(rules_).judge(course, "a.zip");
    }
    test::PackFolder pack_;
    RuleSet rules_;
};

TEST_F(rule_Signs, ring_together_and_say_what_each_added) {
    const auto judged = judge(many);
    ASSERT_EQ(judged.activities.size(), 1u);
    EXPECT_TRUE(judged.activities[0].social);
    const auto sign = std::find_if(judged.evidence.begin(), judged.evidence.end(),
                                   [](const auto& one) { return one.quote == "each other"; });
    ASSERT_NE(sign, judged.evidence.end());
    EXPECT_EQ(sign->says.substr(0, 6), "sign +");
}

TEST_F(rule_Signs, do_not_ring_alone_or_in_a_line) {
    EXPECT_TRUE(judge("In the morning every pair may read the many long and old papers by the lake for a while.")
                    .activities.empty());
    EXPECT_TRUE(judge("Each pair may swap: each other.").activities.empty());
}

TEST_F(rule_Signs, are_outweighed_and_silenced) {
    EXPECT_TRUE(judge(std::string(many) + " Exam.").activities.empty());
    EXPECT_TRUE(judge(std::string(many) + " You work alone.").activities.empty());
}

TEST_F(rule_Signs, get_weights_from_judged_texts) {
    const test::TempFolder folder("-judged");
    std::string lines;
    for (int i = 0; i < 20; ++i)
        lines +=
            R"({"id":"y","title":"One","text":")" + std::string(many) +
            R"(","social":"yes","need":"none","verdict":"unproven"})"
            "\n" +
            R"({"id":"n","title":"Two","text":"In the morning all of you read the old paper by the lake, and then )"
            R"(there is the long exam.","social":"no","need":"none","verdict":"n/a"})"
            "\n";
    folder.write("judged.jsonl", lines);
    const Fit found = fit(rules_, "small-signs", "social", std::array{folder.path() / "judged.jsonl"}, 4);
    EXPECT_EQ(found.texts, 40u);
    EXPECT_EQ(found.wanted, 20u);
    EXPECT_EQ(found.precision, 1);
    EXPECT_GT(found.weights.front().proposed, 0);
    EXPECT_EQ(found.weights.back().sign, "exam");
    EXPECT_LT(found.weights.back().proposed, 0);
    EXPECT_THROW(fit(rules_, "quiet", "social", std::array{folder.path() / "judged.jsonl"}, 4), base::UsageError);
    const auto file = pack_.path() / "signals" / "small-signs.yaml";
    write_weights(file, found, 0.5);
    EXPECT_EQ(load(std::array{pack_.path()}).signals.size(), rules_.signals.size());
}

}  // namespace
}  // namespace needfirst::rule
