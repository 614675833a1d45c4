// SPDX-License-Identifier: Apache-2.0
#include "audit/listening.hpp"

#include "support/pack_folder.hpp"

#include <array>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

class audit_Listening : public testing::Test {
protected:
    static model::Course row(int number) {
        model::Course course;
        course.title = "Course " + std::to_string(number);
        course.listed = true;
        course.statements.push_back({model::Field::description,
                                     number % 3 == 0 ? "Please post in the forum what you think of it."
                                                     : "All about boxes and tape, part " + std::to_string(number) + ".",
                                     "row " + std::to_string(number)});
        return course;
    }
    test::PackFolder pack_;
    const rule::RuleSet rules_ = rule::load(std::array{pack_.path()});
    Listening::Judges judges_{rule::Judge(rules_)};
};

TEST_F(audit_Listening, hands_over_what_one_thread_would_have_heard_in_the_same_order) {
    constexpr int rows = 1000;
    std::vector<std::string> expected, heard;
    const auto line = [](const model::Course& course, const rule::Heard& of) {
        return course.statements.front().member + ": " + of.facts.title + ", " +
               std::to_string(of.facts.activities.size());
    };
    rule::Judge judge(rules_);
    for (int i = 0; i < rows; ++i) expected.push_back(line(row(i), judge.listen(row(i), "list.csv")));
    ASSERT_THAT(expected, testing::Contains(testing::EndsWith("1")));
    for (const std::size_t ahead : {0u, 1u, 4u}) {
        heard.clear();
        Listening listening(judges_, ahead, [&](const auto& course, const auto& of, bool catalogue) {
            EXPECT_TRUE(catalogue);
            heard.push_back(line(course, of));
        });
        for (int i = 0; i < rows; ++i) listening.add(row(i), "list.csv", true);
        listening.finish();
        EXPECT_EQ(heard, expected) << "ahead " << ahead;
    }
}

TEST_F(audit_Listening, what_fails_takes_only_its_own_lot_with_it) {
    std::size_t taken = 0;
    Listening listening(judges_, 4, [&](const auto& course, const auto&, bool) {
        ++taken;
        if (course.title == "Course 70") throw std::runtime_error("full");
    });
    for (int i = 0; i < 200; ++i) listening.add(row(i), "list.csv", true);
    EXPECT_THROW(listening.finish(), std::runtime_error);
    EXPECT_EQ(taken, 200 - (128 - 71)) << "what stands behind it in its lot";
    listening.add(row(1), "other.csv", true);
    listening.finish();
    EXPECT_EQ(taken, 201 - (128 - 71));
}

TEST_F(audit_Listening, may_be_left_while_lots_are_under_way) {
    Listening listening(judges_, 4, [](const auto&, const auto&, bool) {});
    for (int i = 0; i < 300; ++i) listening.add(row(i), "list.csv", true);
}

}  // namespace
}  // namespace needfirst::audit
