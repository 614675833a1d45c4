// SPDX-License-Identifier: Apache-2.0
#include "base/cache.hpp"

#include "support/environment.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace needfirst::base {
namespace {

namespace fs = std::filesystem;

struct base_Cache : testing::Test {
    test::TemporaryFolder home;
    test::Environment variable{"XDG_CACHE_HOME", (home / "cache").string()};
    fs::path folder() const { return home / "cache/needfirst"; }
    fs::path file() const { return folder() / "a"; }
    static mode_t mode(const fs::path& path) {
        struct stat found {};
        ::stat(path.c_str(), &found);
        return found.st_mode & 07777;
    }
};

TEST_F(base_Cache, gives_back_what_was_kept_last) {
    EXPECT_EQ(recall("a"), std::nullopt);
    keep("a", "one");
    EXPECT_EQ(recall("a"), "one");
    EXPECT_EQ(recall("b"), std::nullopt);
    keep("a", std::string(100'000, '\0'));
    EXPECT_EQ(recall("a"), std::string(100'000, '\0'));
    keep("a", "");
    EXPECT_EQ(recall("a"), "");
}

TEST_F(base_Cache, is_for_its_user_alone) {
    keep("a", "one");
    EXPECT_EQ(mode(folder()), 0700);
    EXPECT_EQ(mode(file()), 0600);
}

TEST_F(base_Cache, knows_nothing_of_a_damaged_or_cut_off_file) {
    const std::string content(1000, 'x');
    for (const std::size_t size : {0, 10, 32, 500, 1031}) {
        keep("a", content);
        fs::resize_file(file(), size);
        EXPECT_EQ(recall("a"), std::nullopt) << size;
    }
    keep("a", content);
    std::string bytes = test::read_file(file());
    bytes[700] = 'y';
    test::write_file(file(), bytes);
    EXPECT_EQ(recall("a"), std::nullopt);
}

TEST_F(base_Cache, does_not_trust_what_others_could_have_written) {
    keep("a", "one");
    for (const auto& [path, mine] : {std::pair{file(), 0600}, {folder(), 0700}}) {
        for (const mode_t others : {0020, 0002}) {
            ::chmod(path.c_str(), mine | others);
            EXPECT_EQ(recall("a"), std::nullopt) << path;
            ::chmod(path.c_str(), mine);
        }
        EXPECT_EQ(recall("a"), "one");
        if (::geteuid() != 0) continue;  // only root may give files away
        ASSERT_EQ(::chown(path.c_str(), 65534, 65534), 0);
        EXPECT_EQ(recall("a"), std::nullopt) << path;
        keep("b", "two");
        EXPECT_EQ(recall("b").has_value(), path == file()) << path;
        ASSERT_EQ(::chown(path.c_str(), 0, 0), 0);
    }
    fs::rename(file(), folder() / "elsewhere");
    fs::create_symlink("elsewhere", file());
    EXPECT_EQ(recall("a"), std::nullopt);
}

TEST_F(base_Cache, goes_without_where_it_cannot_write) {
    test::write_file(home / "cache", "a file");
    keep("a", "one");
    EXPECT_EQ(recall("a"), std::nullopt);
    for (const std::string& nowhere : {std::string(), std::string("relative"), (home / "nobody").string() + "/of"}) {
        const test::Environment cache("XDG_CACHE_HOME", nowhere), no_home("HOME", nowhere);
        keep("a", "one");
        EXPECT_EQ(recall("a"), std::nullopt) << nowhere;
        EXPECT_FALSE(fs::exists(home / "nobody"));
    }
    const test::Environment cache("XDG_CACHE_HOME", ""), at_home("HOME", home.path().string());
    keep("a", "one");
    EXPECT_TRUE(fs::exists(home / ".cache/needfirst/a"));
    EXPECT_EQ(recall("a"), "one");
}

TEST_F(base_Cache, is_not_ended_by_a_limit_of_the_size_of_files) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{100, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    keep("a", std::string(1000, 'x'));
    keep("b", "small");
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(recall("a"), std::nullopt);
    EXPECT_EQ(recall("b"), "small");
}

TEST_F(base_Cache, keeps_the_latest_and_leaves_no_pieces) {
    for (int i = 0; i < 12; ++i) {
        keep(std::to_string(i), "one");
        fs::last_write_time(folder() / std::to_string(i),
                            fs::file_time_type::clock::now() - std::chrono::hours(20 - i));
    }
    keep("last", "one");
    const auto count = std::distance(fs::directory_iterator(folder()), fs::directory_iterator());
    EXPECT_EQ(static_cast<std::size_t>(count), most_kept);
    EXPECT_TRUE(recall("last") && recall("11") && recall("5"));
    EXPECT_FALSE(recall("4"));
}

}  // namespace
}  // namespace needfirst::base
