// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "container/container.hpp"
#include "support/zip_writer.hpp"

#include <filesystem>
#include <fstream>

namespace needfirst::container {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> paths(std::span<const Entry> entries) {
    std::vector<std::string> all;
    for (const Entry& entry : entries) all.push_back(entry.path);
    return all;
}

TEST(container_Folder, lists_files_sorted_and_follows_no_links) {
    const test::TemporaryFile file("b.txt", "two");
    const fs::path folder = file.path().parent_path();
    fs::create_directories(folder / "a");
    std::ofstream(folder / "a" / "page.html") << "<p>one</p>";
    std::ofstream(folder / ".DS_Store") << "x";
    fs::create_directory_symlink(folder, folder / "circle");
    auto container = open(folder, {});
    EXPECT_EQ(paths(container->entries()), (std::vector<std::string>{"a/page.html", "b.txt"}));
    EXPECT_EQ(container->read("a/page.html"), "<p>one</p>");
    EXPECT_EQ(container->peek("b.txt", 2), "tw");
    EXPECT_EQ(container->bytes(), 13u);
    ASSERT_EQ(container->coverage().size(), 1u);
    EXPECT_EQ(container->coverage()[0].member, "circle");
    const std::string before = container->fingerprint();
    EXPECT_EQ(open(folder, {})->fingerprint(), before);
    std::ofstream(folder / "b.txt") << "TWO";
    EXPECT_NE(open(folder, {})->fingerprint(), before);
}

TEST(container_Folder, stops_at_the_limit_of_members) {
    const test::TemporaryFile file("a.txt", "1");
    std::ofstream(file.path().parent_path() / "b.txt") << "2";
    base::Limits limits;
    limits.members = 1;
    auto container = open(file.path().parent_path(), limits);
    EXPECT_EQ(container->entries().size(), 1u);
    EXPECT_THAT(container->coverage().at(0).reason, testing::HasSubstr("--max-members"));
}

TEST(container_Single, is_a_container_of_one_file) {
    const test::TemporaryFile file("courses.csv", "id,title\n1,Safety\n");
    auto container = open(file.path(), {});
    EXPECT_EQ(paths(container->entries()), (std::vector<std::string>{"courses.csv"}));
    EXPECT_EQ(container->read(0), "id,title\n1,Safety\n");
    EXPECT_EQ(container->fingerprint(), open(file.path(), {})->fingerprint());
}

TEST(container_Single, opens_an_empty_file_and_refuses_none) {
    const test::TemporaryFile file("empty.zip", "");
    EXPECT_EQ(open(file.path(), {})->read(0), "");
    EXPECT_THROW(open(file.path().parent_path() / "none", {}), base::InputError);
    EXPECT_THROW(open("/dev/null", {}), base::InputError);
}

TEST(container_Memory, finds_members_below_a_folder) {
    auto container = from_memory({{"a.txt", "1"}, {"a/x.txt", "2"}, {"a/y/z.txt", "3"}, {"ab/q.txt", "4"}});
    EXPECT_EQ(paths(container->below("a")), (std::vector<std::string>{"a/x.txt", "a/y/z.txt"}));
    EXPECT_EQ(paths(container->below("a/")), paths(container->below("a")));
    EXPECT_EQ(container->below("").size(), 4u);
    EXPECT_TRUE(container->below("none").empty());
}

TEST(container_Memory, a_part_counts_in_the_whole) {
    auto whole = from_memory({{"a/x.txt", "2"}, {"a/y/z.txt", "3"}, {"b.txt", "4"}});
    auto part = below(*whole, "a/");
    EXPECT_EQ(paths(part->entries()), (std::vector<std::string>{"x.txt", "y/z.txt"}));
    EXPECT_EQ(part->read("x.txt"), "2");
    part->skip(*part->find("y/z.txt"), "not wanted");
    EXPECT_TRUE(whole->was_read(*whole->find("a/x.txt")));
    ASSERT_EQ(whole->coverage().size(), 1u);
    EXPECT_EQ(whole->coverage()[0].member, "a/y/z.txt");
    EXPECT_TRUE(part->coverage().empty());
}

TEST(container_Memory, the_first_reason_for_a_member_stays) {
    auto container = from_memory({{"a.txt", "1"}});
    container->skip(0, "one");
    container->skip(0, "two");
    ASSERT_EQ(container->coverage().size(), 1u);
    EXPECT_EQ(container->coverage()[0].reason, "one");
}

}  // namespace
}  // namespace needfirst::container
