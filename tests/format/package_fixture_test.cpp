// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/authoring/payload.hpp"
#include "places.hpp"
#include "support/package.hpp"
#include "support/zip_writer.hpp"

#include <set>

// All fixtures: every reader of readers.cpp and every payload of payloads.cpp has a valid and a broken one, and each is
// read alike as a folder and as an archive.
namespace needfirst {
namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(NEEDFIRST_SOURCE_DIR) / "fixtures";

/// "scorm-1.2/minimal-valid", ...; those of one format where it is given.
std::set<std::string> fixtures(const std::string& format = {}) {
    std::set<std::string> names;
    for (const auto& folder : fs::directory_iterator(root)) {
        if (!folder.is_directory() || (!format.empty() && folder.path().filename() != format)) continue;
        for (const auto& entry : fs::directory_iterator(folder.path()))
            if (fs::is_directory(entry.path() / "package"))
                names.insert(folder.path().filename().string() + "/" + entry.path().filename().string());
    }
    return names;
}

bool is_error(const std::string& name) { return name.ends_with("-error"); }

const format::Reader* reader_of(const std::string& name) {
    return format::recognise(*container::open(test::fixture(name), {}));
}

/// "Articulate Storyline 2" keeps its fixtures in "storyline2".
std::string folder_of(std::string_view tool) {
    for (const std::string_view vendor : {"Articulate ", "Adobe "})
        if (tool.starts_with(vendor)) tool.remove_prefix(vendor.size());
    std::string folder = base::ascii_lower(tool);
    folder.erase(std::remove(folder.begin(), folder.end(), ' '), folder.end());
    return folder;
}

class fixtures_All : public testing::TestWithParam<std::string> {};

TEST_P(fixtures_All, are_read_alike_as_folder_and_archive) {
    const std::string& name = GetParam();
    const auto folder = container::open(test::fixture(name), {});
    const auto archive = container::open_nested(test::zip_folder(test::fixture(name)), "fixture.zip", {}, 0);
    ASSERT_NE(archive, nullptr);
    try {
        const auto found = test::read_package(*folder), zipped = test::read_package(*archive);
        EXPECT_EQ(found.reader, zipped.reader);
        EXPECT_EQ(found.courses, zipped.courses);
        EXPECT_EQ(found.package, zipped.package);
        const bool whole = !found.courses.empty() && !found.courses.front().fragment;
        if (is_error(name)) EXPECT_TRUE(!whole || !found.package.coverage.empty());
        else EXPECT_TRUE(whole);
    } catch (const base::InputError& error) {
        EXPECT_TRUE(is_error(name)) << error.what();
        EXPECT_THROW(test::read_package(*archive), base::InputError);
    }
}

INSTANTIATE_TEST_SUITE_P(fixtures, fixtures_All, testing::ValuesIn(fixtures()), [](const auto& of) {
    std::string name = of.param;
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
});

TEST(fixtures_Readers, have_a_valid_and_a_broken_fixture) {
    std::set<std::string> valid, broken;
    for (const auto& name : fixtures())
        if (const auto* reader = reader_of(name)) (is_error(name) ? broken : valid).emplace(reader->name);
    for (const auto& reader : format::readers()) {
        EXPECT_TRUE(valid.count(std::string(reader.name))) << reader.name << ": no fixture ...-valid";
        EXPECT_TRUE(broken.count(std::string(reader.name))) << reader.name << ": no fixture ...-error";
    }
}

TEST(fixtures_Readers, of_packages_claim_the_fixtures_of_their_folder) {
    for (const auto& reader : format::readers()) {
        if (reader.catalogue) continue;
        const auto names = fixtures(std::string(reader.name));
        EXPECT_TRUE(names.count(std::string(reader.name) + "/minimal-valid")) << reader.name;
        for (const auto& name : names) {
            const auto* claims = reader_of(name);
            ASSERT_NE(claims, nullptr) << name;
            EXPECT_EQ(claims->name, reader.name) << name;
        }
    }
}

TEST(fixtures_Payloads, have_a_valid_and_a_broken_fixture) {
    for (const auto& payload : format::authoring::payloads()) {
        const std::string folder = folder_of(payload.name);
        const auto names = fixtures(folder);
        EXPECT_TRUE(std::any_of(names.begin(), names.end(), is_error)) << folder << ": no fixture ...-error";
        ASSERT_TRUE(names.count(folder + "/minimal-valid")) << folder << ": no fixture minimal-valid";
        const auto read = test::read_fixture(folder + "/minimal-valid");
        EXPECT_TRUE(read.package.authoring_tool.starts_with(payload.name)) << read.package.authoring_tool;
    }
}

}  // namespace
}  // namespace needfirst
