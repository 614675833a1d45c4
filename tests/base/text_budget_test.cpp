// SPDX-License-Identifier: Apache-2.0
#include "base/text_budget.hpp"

#include <gtest/gtest.h>

namespace needfirst::base {
namespace {

TEST(base_TextBudget, keeps_what_fits_and_nothing_behind_what_does_not) {
    const TextBudget budget(12 + 2 * TextBudget::held_with_it);  // two texts, two names
    EXPECT_TRUE(TextBudget::keeps("12345", "a"));
    EXPECT_TRUE(TextBudget::keeps("67890", "b"));
    EXPECT_FALSE(TextBudget::spent());
    EXPECT_FALSE(TextBudget::keeps("!", "c"));
    EXPECT_TRUE(TextBudget::spent());
    EXPECT_FALSE(TextBudget::keeps("", "d"));
    EXPECT_EQ(budget.member(), "c");
    EXPECT_EQ(TextBudget::reason(),
              "with this text more would be kept of the package than the limit of 212 bytes "
              "(--max-text-bytes raises it)");
}

TEST(base_TextBudget, an_inner_one_holds_in_place_of_the_outer_one) {
    const TextBudget outer(1);
    EXPECT_FALSE(TextBudget::keeps("12", "a"));
    {
        const TextBudget inner(3 + TextBudget::held_with_it);
        EXPECT_TRUE(TextBudget::keeps("12", "b"));
        EXPECT_FALSE(TextBudget::spent());
    }
    EXPECT_TRUE(TextBudget::spent());
}

TEST(base_TextBudget, keeps_all_where_there_is_none) {
    EXPECT_TRUE(TextBudget::keeps("12", "a"));
    EXPECT_FALSE(TextBudget::spent());
}

}  // namespace
}  // namespace needfirst::base
