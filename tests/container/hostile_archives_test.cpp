// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "container/container.hpp"
#include "places.hpp"
#include "support/zip_writer.hpp"

#include <chrono>
#include <filesystem>

#include <spdlog/fmt/fmt.h>

// Each archive that scripts/make-archives makes, read whole.
namespace needfirst::container {
namespace {

namespace fs = std::filesystem;
using base::CoverageState;

struct Case {
    std::vector<std::string> readable;                        ///< members whose text can be had
    std::vector<std::pair<CoverageState, std::string>> rows;  ///< what must be said, in order
};

/// "a0.html" to "a39.html", sorted as text.
std::vector<std::string> overlapping() {
    std::vector<std::string> all;
    for (int i = 0; i < 40; ++i) all.push_back(fmt::format("a{}.html", i));
    std::sort(all.begin(), all.end());
    return all;
}

const std::map<std::string, Case> cases = {
    {"path-escape.zip",
     {{"absolute.html", "etc/cron.d/job", "windows/drive.html"},
      {{CoverageState::read, "leads out"}, {CoverageState::read, "leads out"}, {CoverageState::read, "leads out"}}}},
    {"ratio-bomb.zip", {{"index.html"}, {{CoverageState::limited, "limit of 200 (--max-ratio"}}}},
    {"lying-bomb.zip", {{"index.html"}, {{CoverageState::limited, "limit of 200 (--max-ratio"}}}},
    {"overlapping-members.zip", {overlapping(), {}}},
    {"deep-nesting.zip", {{"level5.zip"}, {}}},
    {"duplicate-names.zip", {{"index.html"}, {{CoverageState::skipped, "same name"}}}},
    {"non-utf8-names.zip", {{"café.html", "prüfung.html", "дом.html"}, {}}},
    {"truncated.zip",
     {{"index.html", "second.html", "third.html"},
      {{CoverageState::partly, "damaged: the directory at the end"}, {CoverageState::partly, "damaged: its first"}}}},
    {"cut-in-directory.zip",
     {{"index.html", "second.html", "third.html"}, {{CoverageState::partly, "damaged: the directory at the end"}}}},
    {"encrypted.zip", {{}, {{CoverageState::error, "encrypted"}}}},
    {"backslash-names.zip", {{"sco1/index.html"}, {}}},
    {"lying-sizes.zip",
     {{"less.html", "more.html"}, {{CoverageState::read, "says 5 bytes"}, {CoverageState::read, "says 5000 bytes"}}}},
    {"broken-data.zip", {{"index.html"}, {{CoverageState::partly, "damaged: its first"}}}},
    {"prepended-data.zip", {{"index.html"}, {}}},
    {"truncated.tar.gz",
     {{"index.html", "second.html"}, {{CoverageState::partly, "damaged"}, {CoverageState::partly, "damaged"}}}},
    {"bomb.tar.gz",
     {{"index.html"}, {{CoverageState::limited, "--max-ratio"}, {CoverageState::limited, "--max-ratio"}}}},
    {"four-bytes.zip", {{}, {{CoverageState::partly, "damaged"}}}},
};

class container_Hostile : public testing::TestWithParam<std::string> {};

TEST_P(container_Hostile, is_read_as_far_as_it_goes_and_says_so) {
    const auto begin = std::chrono::steady_clock::now();
    auto archive = open(fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures/archives" / GetParam(), {});
    std::vector<std::string> readable;
    for (const Entry& entry : archive->entries())
        if (archive->try_read(entry.path)) readable.push_back(entry.path);
    const Case& expected = cases.at(GetParam());
    EXPECT_EQ(readable, expected.readable);
    std::string told;
    for (const auto& row : archive->coverage())
        told += fmt::format("{} {}: {}\n", row.member, base::name(row.state), row.reason);
    ASSERT_EQ(archive->coverage().size(), expected.rows.size()) << told;
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
        EXPECT_EQ(archive->coverage()[i].state, expected.rows[i].first) << told;
        EXPECT_THAT(archive->coverage()[i].reason, testing::HasSubstr(expected.rows[i].second)) << told;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& [name, expected] : cases) all.push_back(name);
    return all;
}

INSTANTIATE_TEST_SUITE_P(archives, container_Hostile, testing::ValuesIn(names()), [](const auto& test) {
    std::string name = test.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
});

TEST(container_Hostile_archives, each_has_a_case) {
    for (const auto& file : fs::directory_iterator(fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures/archives"))
        EXPECT_TRUE(cases.contains(file.path().filename().string())) << file.path();
}

TEST(container_Hostile_archives, overlapping_members_stop_at_the_limit_of_the_package) {
    base::Limits limits;
    limits.package_bytes = 4 << 20;
    limits.ratio = 2000;
    auto archive = open(fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures/archives/overlapping-members.zip", limits);
    std::size_t readable = 0;
    for (std::size_t i = 0; i < archive->entries().size(); ++i)
        readable += archive->try_read(archive->entries()[i].path) ? 1 : 0;
    EXPECT_EQ(readable, 8u);
    EXPECT_EQ(archive->coverage().size(), 32u);
    EXPECT_THAT(archive->coverage()[0].reason, testing::HasSubstr("--max-package-bytes"));
}

TEST(container_Hostile_archives, nesting_ends_at_the_limit_of_depth) {
    const base::Limits limits;
    auto archive = open(fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures/archives/deep-nesting.zip", limits);
    while (!archive->entries().empty())
        archive = open_nested(archive->read(0), archive->entries()[0].path, limits, archive->depth() + 1);
    EXPECT_EQ(archive->depth(), 4u);
    ASSERT_EQ(archive->coverage().size(), 1u);
    EXPECT_THAT(archive->coverage()[0].reason, testing::HasSubstr("limit of 3 (--max-depth"));
}

}  // namespace
}  // namespace needfirst::container
