// SPDX-License-Identifier: Apache-2.0
#include "store/echoes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::store {
namespace {

using testing::ElementsAre;

const std::string prompt =
    "share your thoughts about this module in the forum below and reply to at least two of your colleagues";

/// Of each prompt, in how many courses it stands; 0 for one that is left out.
std::vector<std::size_t> courses_of(const std::vector<std::pair<int, std::string>>& all) {
    Prompts prompts;
    for (std::size_t i = 0; i < all.size(); ++i) prompts.add(static_cast<std::int64_t>(i), all[i].first, all[i].second);
    std::vector<std::size_t> found(all.size());
    for (std::size_t courses = 1; courses <= all.size(); ++courses)
        prompts.each(courses, [&](std::int64_t activity, std::int64_t course) {
            EXPECT_EQ(course, all[static_cast<std::size_t>(activity)].first);
            found[static_cast<std::size_t>(activity)] = courses;
        });
    return found;
}

TEST(store_Echoes, are_the_same_and_nearly_the_same_prompt_in_many_courses) {
    const std::string nearly =
        "share your thoughts about this course in the forum below and reply to at least two of your colleagues";
    EXPECT_THAT(
        courses_of({{1, prompt}, {2, "bring two letters from your own desk to the table"}, {3, prompt}, {4, nearly}}),
        ElementsAre(3, 1, 3, 3));
}

TEST(store_Echoes, count_courses_and_not_prompts) {
    EXPECT_THAT(courses_of({{1, prompt}, {1, prompt}, {2, prompt}}), ElementsAre(2, 2, 2));
}

TEST(store_Echoes, count_no_course_that_was_taken_back) {
    Prompts prompts;
    for (const std::int64_t course : {1, 2, 3}) prompts.add(course * 10, course, prompt);
    prompts.forget(1);
    std::vector<std::int64_t> found;
    const auto take = [&](std::int64_t activity, std::int64_t) { found.push_back(activity); };
    prompts.each(3, take);
    EXPECT_THAT(found, testing::IsEmpty());
    prompts.each(2, take);
    EXPECT_THAT(found, ElementsAre(20, 30));
}

TEST(store_Echoes, leave_out_what_is_too_short_to_tell) {
    EXPECT_THAT(courses_of({{1, "say hello here"}, {2, "say hello here"}}), ElementsAre(0, 0));
}

}  // namespace
}  // namespace needfirst::store
