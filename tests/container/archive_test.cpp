// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "container/container.hpp"
#include "support/zip_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

namespace needfirst::container {
namespace {

using base::CoverageState;
using Members = std::vector<std::pair<std::string, std::string>>;

/// An archive made by libarchive: `format` "pax", "ustar", "7zip", "raw"; `filter` "gzip", "xz", "zstd", "bzip2" or
/// none.
std::string make_archive(const char* format, const char* filter, const Members& members) {
    // libarchive turns names from and to the character set of the locale.
    const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{}), before = uselocale(utf8);
    std::string out(64 << 20, '\0');
    std::size_t used = 0;
    archive* a = archive_write_new();
    archive_write_set_format_by_name(a, format);
    if (filter != nullptr) archive_write_add_filter_by_name(a, filter);
    archive_write_set_bytes_in_last_block(a, 1);
    archive_write_open_memory(a, out.data(), out.size(), &used);
    for (const auto& [name, content] : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, name.ends_with('/') ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_write_header(a, entry);
        archive_write_data(a, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    uselocale(before);
    freelocale(utf8);
    out.resize(used);
    return out;
}

std::unique_ptr<Container> open_bytes(const std::string& bytes, std::string_view name = "a.tar",
                                      const base::Limits& limits = {}) {
    return open_nested(bytes, name, limits, 1);
}

class container_Archive : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(container_Archive, lists_and_reads_members) {
    const auto [format, filter] = GetParam();
    auto archive = open_bytes(make_archive(format, filter,
                                           {{"course/", ""},
                                            {"course/course.xml", "<course/>"},
                                            {"course/a.html", std::string(300'000, 'a')},
                                            {"./b.txt", "b"}}));
    ASSERT_TRUE(archive);
    ASSERT_EQ(archive->entries().size(), 3u);
    EXPECT_EQ(archive->entries()[0].path, "b.txt");
    EXPECT_EQ(archive->read("course/course.xml"), "<course/>");
    EXPECT_EQ(archive->read("course/a.html").size(), 300'000u);
    EXPECT_EQ(archive->peek("course/course.xml", 7), "<course");
    EXPECT_TRUE(archive->coverage().empty());
    EXPECT_EQ(archive->fingerprint().size(), 32u);
}

INSTANTIATE_TEST_SUITE_P(all, container_Archive,
                         testing::Values(std::pair{"ustar", nullptr}, std::pair{"pax", "gzip"}, std::pair{"pax", "xz"},
                                         std::pair{"gnutar", "zstd"}, std::pair{"pax", "bzip2"},
                                         std::pair{"v7tar", nullptr}, std::pair{"7zip", nullptr}),
                         [](const auto& test) {
                             return std::string(test.param.first) + (test.param.second ? test.param.second : "");
                         });

TEST(container_Tar, passes_over_media_by_name_and_by_content) {
    auto archive = open_bytes(make_archive("pax", "gzip",
                                           {{"a.mp4", std::string(1000, 'v')},
                                            {"files/ab/abcd", "\x89PNG\r\n\x1A\n" + std::string(1000, 'p')},
                                            {"t.xml", "<t/>"}}));
    EXPECT_EQ(archive->entries().size(), 3u);
    EXPECT_EQ(archive->entries()[0].bytes, 1000u);
    EXPECT_EQ(archive->try_read("a.mp4"), std::nullopt);
    EXPECT_EQ(archive->try_read("files/ab/abcd"), std::nullopt);
    EXPECT_EQ(archive->read("t.xml"), "<t/>");
    ASSERT_EQ(archive->coverage().size(), 2u);
    EXPECT_EQ(archive->coverage()[0].state, CoverageState::skipped);
}

TEST(container_Tar, keeps_names_of_every_script) {
    for (const char* format : {"ustar", "pax", "7zip"}) {
        auto archive = open_bytes(make_archive(format, nullptr, {{"Prüfung/课程.xml", "<x/>"}}));
        ASSERT_EQ(archive->entries().size(), 1u) << format;
        EXPECT_EQ(archive->entries()[0].path, "Prüfung/课程.xml") << format;
    }
}

TEST(container_Tar, names_a_single_compressed_file_by_the_archive) {
    auto archive = open_bytes(make_archive("raw", "gzip", {{"x", "id,title\n"}}), "folder/courses.csv.gz");
    ASSERT_EQ(archive->entries().size(), 1u);
    EXPECT_EQ(archive->entries()[0].path, "courses.csv");
    EXPECT_EQ(archive->read(0), "id,title\n");
}

TEST(container_Tar, reads_what_stands_before_a_cut) {
    std::string text;
    for (int i = 0; i < 80'000; ++i) text += std::to_string(i * 7919 % 10'007);
    const std::string whole = make_archive("ustar", "gzip", {{"a.txt", "first"}, {"b.txt", text}});
    auto archive = open_bytes(whole.substr(0, whole.size() / 2));
    EXPECT_EQ(archive->read("a.txt"), "first");
    EXPECT_TRUE(text.starts_with(archive->try_read("b.txt").value_or("")));
    ASSERT_FALSE(archive->coverage().empty());
    EXPECT_THAT(archive->coverage()[0].reason, testing::HasSubstr("damaged"));
    for (std::size_t length = 0; length < whole.size(); length += 997) open_bytes(whole.substr(0, length));
}

TEST(container_Tar, stops_at_each_limit_and_names_it) {
    const std::string bomb =
        make_archive("ustar", "gzip", {{"a.txt", "first"}, {"b.txt", std::string(30 << 20, '\0')}});
    auto by_ratio = open_bytes(bomb);
    EXPECT_EQ(by_ratio->read("a.txt"), "first");
    EXPECT_EQ(by_ratio->try_read("b.txt"), std::nullopt);
    EXPECT_THAT(by_ratio->coverage().at(0).reason, testing::HasSubstr("--max-ratio"));
    const std::string plain = make_archive("ustar", nullptr, {{"a.txt", "aaaaaaaaaa"}, {"b.txt", "bbbbbbbbbb"}});
    base::Limits limits;
    const auto reason = [&] {
        auto archive = open_bytes(plain, "a.tar", limits);
        for (const Entry& entry : archive->entries()) archive->try_read(entry.path);
        return archive->coverage().at(0).reason;
    };
    limits.package_bytes = 15;
    EXPECT_THAT(reason(), testing::HasSubstr("--max-package-bytes"));
    limits.member_bytes = 5;
    EXPECT_THAT(reason(), testing::HasSubstr("--max-member-bytes"));
    limits.members = 1;
    EXPECT_THAT(reason(), testing::HasSubstr("--max-members"));
}

}  // namespace
}  // namespace needfirst::container
