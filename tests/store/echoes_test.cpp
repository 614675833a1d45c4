// SPDX-License-Identifier: Apache-2.0
#include "store/echoes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string prompt =
    "share your thoughts about this module in the forum below and reply to at least two of your colleagues";

TEST(store_Echoes, are_the_same_and_nearly_the_same_prompt_in_many_courses) {
    const std::string nearly =
        "share your thoughts about this course in the forum below and reply to at least two of your colleagues";
    EXPECT_THAT(repeated({{1, 1, prompt},
                          {2, 2, "bring two letters from your own desk to the table"},
                          {3, 3, prompt},
                          {4, 4, nearly}},
                         3),
                ElementsAre(0, 2, 3));
}

TEST(store_Echoes, count_courses_and_not_prompts) {
    EXPECT_THAT(repeated({{1, 1, prompt}, {2, 1, prompt}, {3, 2, prompt}}, 3), IsEmpty());
}

TEST(store_Echoes, leave_out_what_is_too_short_to_tell) {
    EXPECT_THAT(repeated({{1, 1, "say hello here"}, {2, 2, "say hello here"}}, 2), IsEmpty());
}

}  // namespace
}  // namespace needfirst::store
