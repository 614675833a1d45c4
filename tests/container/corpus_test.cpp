// SPDX-License-Identifier: Apache-2.0
#include "support/corpus.hpp"

#include "base/error.hpp"
#include "container/container.hpp"

#include <cstdlib>
#include <filesystem>

namespace needfirst::container {
namespace {

namespace fs = std::filesystem;

/// Files of the corpus that are not whole, and what is said of them.
const std::map<std::string, std::string> flawed = {
    {"12_truncated.zip", "damaged: the directory at the end of the file is missing"},
    {"13_bomb.zip", "more than the limit of 67108864 (--max-member-bytes raises it)"},
};

TEST(corpus_Container, reads_every_member_of_every_sound_package) {
    const auto corpus = test::corpus();
    if (!corpus) GTEST_SKIP() << "no corpus";
    std::size_t members = 0;
    for (const auto& file : fs::recursive_directory_iterator(*corpus)) {
        if (!file.is_regular_file()) continue;
        const std::string name = file.path().filename().string();
        auto container = open(file.path(), {});
        for (const Entry& entry : container->entries()) members += container->try_read(entry.path) ? 1 : 0;
        for (const auto& row : container->coverage()) {
            if (row.state == base::CoverageState::skipped) continue;
            ASSERT_TRUE(flawed.contains(name)) << name << ": " << row.member << ": " << row.reason;
            EXPECT_THAT(row.reason, testing::HasSubstr(flawed.at(name)));
        }
    }
    EXPECT_GT(members, 10'000u);
}

TEST(corpus_Container, follows_a_package_in_a_package_and_backslashes) {
    const auto corpus = test::corpus();
    if (!corpus) GTEST_SKIP() << "no corpus";
    auto outer = open(*corpus / "edge/10_nested_zip.zip", {});
    std::size_t nested = 0;
    for (std::size_t i = 0; i < outer->entries().size(); ++i)
        if (looks_like_archive(outer->peek(i, 512)))
            nested += open_nested(outer->read(i), outer->entries()[i].path, {}, 1)->entries().size();
    EXPECT_GT(nested, 0u);
    auto backslash = open(*corpus / "edge/11_backslash.zip", {});
    for (const Entry& entry : backslash->entries()) EXPECT_EQ(entry.path.find('\\'), std::string::npos);
}

}  // namespace
}  // namespace needfirst::container
