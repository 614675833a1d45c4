// SPDX-License-Identifier: Apache-2.0
#include "base/glob.hpp"

#include <string>

#include <gtest/gtest.h>

namespace needfirst::base {
namespace {

TEST(base_Glob, fits_a_path_or_its_end) {
    EXPECT_TRUE(path_matches("*.mbz", "archive/2020/safety.mbz"));
    EXPECT_TRUE(path_matches("archive/**", "archive/2020/safety.mbz"));
    EXPECT_TRUE(path_matches("archive/**", "exports/archive/2020/safety.mbz"));
    EXPECT_TRUE(path_matches("./a/*.zip", "a/b.zip"));
    EXPECT_FALSE(path_matches("archive/*", "archive/2020/safety.mbz"));
    EXPECT_FALSE(path_matches("safety", "safety.mbz"));
    EXPECT_FALSE(path_matches("chive/*", "archive/a.zip"));
}

TEST(base_Glob, takes_brackets_as_they_are_and_escaped_signs_too) {
    EXPECT_TRUE(path_matches("[DEV] calls (1).zip", "in/[DEV] calls (1).zip"));
    EXPECT_TRUE(path_matches("a\\*.zip", "a*.zip"));
    EXPECT_FALSE(path_matches("a\\*.zip", "ab.zip"));
    EXPECT_TRUE(path_matches("?.zip", "\u00fc.zip"));
}

TEST(base_Glob, fits_titles_whatever_the_case) {
    EXPECT_TRUE(title_matches("week * > introductions", "Week 3/4 > Introductions "));
    EXPECT_FALSE(title_matches("week *", "The week 3"));
    EXPECT_TRUE(title_matches("", ""));
}

TEST(base_Glob, is_quick_on_patterns_made_to_be_slow) {
    std::string pattern, text(3000, 'a');
    for (int i = 0; i < 300; ++i) pattern += "a**";
    EXPECT_FALSE(path_matches(pattern + "b", text));
}

}  // namespace
}  // namespace needfirst::base
