// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "support/catalogue.hpp"
#include "support/zip_writer.hpp"

#include <filesystem>
#include <set>

// Each fixture below fixtures/catalogue is read as a folder and as an archive, with the same result.
namespace needfirst {
namespace {

std::set<std::filesystem::path> fixtures() {
    std::set<std::filesystem::path> all;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "fixtures/catalogue"))
        if (std::filesystem::is_directory(entry.path() / "package")) all.insert(entry.path());
    return all;
}

TEST(fixtures_Catalogue, are_read_alike_as_folder_and_archive) {
    for (const auto& fixture : fixtures()) {
        SCOPED_TRACE(fixture.filename().string());
        const auto folder = container::open(fixture / "package", {});
        const auto archive = container::open_nested(test::zip_folder(fixture / "package"), "fixture.zip", {}, 0);
        ASSERT_NE(archive, nullptr);
        const auto found = test::read_catalogue(*folder), zipped = test::read_catalogue(*archive);
        EXPECT_EQ(found.courses, zipped.courses);
        EXPECT_EQ(found.package, zipped.package);
        EXPECT_EQ(found.reader, zipped.reader);
        if (!fixture.filename().string().ends_with("-error")) {
            EXPECT_NE(found.reader, "");
            EXPECT_FALSE(found.courses.empty());
            continue;
        }
        const bool remarked = std::any_of(found.package.coverage.begin(), found.package.coverage.end(),
                                          [](auto& row) { return row.state != base::CoverageState::read; });
        EXPECT_TRUE(found.reader.empty() || remarked);
    }
}

}  // namespace
}  // namespace needfirst
