// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "support/package.hpp"
#include "support/zip_writer.hpp"

#include <set>

// The fixtures of the readers of packages: each is claimed by the reader that its folder names, and read alike as a
// folder and as an archive.
namespace needfirst {
namespace {

namespace fs = std::filesystem;

const std::set<std::string> formats = {"blackboard",    "canvas",   "common-cartridge", "d2l",        "ims-cp",
                                       "sakai-archive", "sakai-cc", "scorm-1.2",        "scorm-2004", "web"};

std::set<std::string> fixtures_of(const std::string& format) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures" / format))
        if (fs::is_directory(entry.path() / "package")) names.insert(format + "/" + entry.path().filename().string());
    return names;
}

bool is_error(const std::string& name) { return name.ends_with("-error"); }

TEST(fixtures_Packages, are_claimed_by_the_reader_that_their_folder_names) {
    for (const auto& format : formats)
        for (const auto& name : fixtures_of(format)) {
            SCOPED_TRACE(name);
            const auto container = container::open(test::fixture(name), {});
            const auto* const reader = format::recognise(*container);
            ASSERT_NE(reader, nullptr);
            EXPECT_EQ(reader->name, format);
        }
}

TEST(fixtures_Packages, are_read_alike_as_folder_and_archive) {
    for (const auto& format : formats)
        for (const auto& name : fixtures_of(format)) {
            SCOPED_TRACE(name);
            const auto folder = container::open(test::fixture(name), {});
            const auto archive = container::open_nested(test::zip_folder(test::fixture(name)), "fixture.zip", {}, 0);
            ASSERT_NE(archive, nullptr);
            try {
                const auto found = test::read_package(*folder), zipped = test::read_package(*archive);
                EXPECT_EQ(found.courses, zipped.courses);
                EXPECT_EQ(found.package, zipped.package);
                EXPECT_FALSE(found.courses.empty());
                if (is_error(name)) EXPECT_TRUE(!found.package.coverage.empty() || found.course().fragment);
                else EXPECT_FALSE(found.course().fragment);
            } catch (const base::InputError& error) {
                EXPECT_TRUE(is_error(name)) << error.what();
                EXPECT_THROW(test::read_package(*archive), base::InputError);
            }
        }
}

TEST(fixtures_Packages, each_format_has_a_valid_and_a_broken_one) {
    for (const auto& format : formats) {
        const auto names = fixtures_of(format);
        EXPECT_TRUE(std::any_of(names.begin(), names.end(), is_error)) << format;
        EXPECT_TRUE(names.count(format + "/minimal-valid")) << format;
    }
}

}  // namespace
}  // namespace needfirst
