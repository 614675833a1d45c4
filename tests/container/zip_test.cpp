// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "container/container.hpp"
#include "support/zip_writer.hpp"

namespace needfirst::container {
namespace {

using base::CoverageState;
using test::make_zip;
using test::zip_of;
using test::ZipMember;

std::unique_ptr<Container> open_bytes(const std::string& bytes, const base::Limits& limits = {}) {
    return open_nested(bytes, "test.zip", limits, 1);
}

ZipMember member(std::string name, std::string content) {
    ZipMember one;
    one.name = std::move(name);
    one.content = std::move(content);
    return one;
}

std::vector<std::string> paths(const Container& container) {
    std::vector<std::string> all;
    for (const Entry& entry : container.entries()) all.push_back(entry.path);
    return all;
}

const base::Coverage* row(const Container& container, std::string_view of) {
    for (const auto& one : container.coverage())
        if (one.member == of) return &one;
    return nullptr;
}

TEST(container_Zip, lists_members_sorted_and_reads_them) {
    auto zip = open_bytes(zip_of({{"b.txt", "second"}, {"a/c.txt", std::string(5000, 'x')}, {"a/", ""}}));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"a/c.txt", "b.txt"}));
    EXPECT_EQ(zip->read("b.txt"), "second");
    EXPECT_EQ(zip->read("a/c.txt").size(), 5000u);
    EXPECT_TRUE(zip->coverage().empty());
    EXPECT_TRUE(zip->was_read(0));
}

TEST(container_Zip, peeks_without_reading) {
    auto zip = open_bytes(zip_of({{"long.html", "<html>" + std::string(100'000, 'a')}}));
    EXPECT_EQ(zip->peek("long.html", 6), "<html>");
    EXPECT_FALSE(zip->was_read(0));
    EXPECT_EQ(zip->peek("none.html", 6), "");
}

TEST(container_Zip, finds_names_however_they_are_written) {
    auto zip = open_bytes(zip_of({{"Content/Guía 1.html", "x"}, {"a.html", "y"}}));
    EXPECT_EQ(zip->find("a.html"), 1u);
    EXPECT_EQ(zip->find("A.HTML"), 1u);
    EXPECT_EQ(zip->find("./a.html"), 1u);
    EXPECT_EQ(zip->find("content%2FGu%C3%ADa%201.html"), 0u);
    EXPECT_EQ(zip->find("Content/Gui\xCC\x81"
                        "a 1.html"),
              0u);
    EXPECT_EQ(zip->find("b.html"), std::nullopt);
}

TEST(container_Zip, reads_stored_members_descriptors_and_zip64) {
    ZipMember stored = member("stored.txt", "as it is"), behind = member("behind.txt", "sizes behind"),
              big = member("big.txt", "sixty-four");
    stored.deflate = false;
    behind.descriptor = true;
    big.zip64 = true;
    test::ZipOptions options;
    options.zip64 = true;
    options.comment = "a comment with PK\5\6 in it";
    auto zip = open_bytes(make_zip({stored, behind, big}, options));
    EXPECT_EQ(zip->read("stored.txt"), "as it is");
    EXPECT_EQ(zip->read("behind.txt"), "sizes behind");
    EXPECT_EQ(zip->read("big.txt"), "sixty-four");
    EXPECT_TRUE(zip->coverage().empty());
}

TEST(container_Zip, reads_behind_prepended_data) {
    test::ZipOptions options;
    options.before = "MZ" + std::string(1000, '\x90');
    auto zip = open_bytes(make_zip({member("a.txt", "text")}, options));
    ASSERT_TRUE(zip);
    EXPECT_EQ(zip->read("a.txt"), "text");
}

TEST(container_Zip, believes_utf8_names_and_decodes_others) {
    ZipMember flagged = member("Übung.txt", "1");
    flagged.utf8 = true;
    auto zip = open_bytes(make_zip({flagged, member("Prüfung.txt", "2"), member("caf\x82.txt", "3"),
                                    member("ma\xF1"
                                           "ana.txt",
                                           "4")}));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"Prüfung.txt", "café.txt", "mañana.txt", "Übung.txt"}));
}

TEST(container_Zip, takes_backslashes_for_slashes_and_keeps_names_inside) {
    auto zip = open_bytes(zip_of({{"sco\\page.html", "in"}, {"../../etc/passwd", "out"}, {"C:\\x\\y.txt", "drive"}}));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"etc/passwd", "sco/page.html", "x/y.txt"}));
    EXPECT_EQ(zip->read("etc/passwd"), "out");
    ASSERT_NE(row(*zip, "etc/passwd"), nullptr);
    EXPECT_THAT(row(*zip, "etc/passwd")->reason, testing::HasSubstr("leads out of the package"));
}

TEST(container_Zip, counts_the_last_of_equal_names) {
    auto zip = open_bytes(make_zip({member("a.txt", "first"), member("a.txt", "last")}));
    EXPECT_EQ(zip->entries().size(), 1u);
    EXPECT_EQ(zip->read("a.txt"), "last");
    ASSERT_EQ(zip->coverage().size(), 1u);
    EXPECT_EQ(zip->coverage()[0].state, CoverageState::skipped);
}

TEST(container_Zip, believes_the_directory_not_the_local_header) {
    ZipMember odd = member("right.txt", "content");
    odd.local_name = "wrong-name.txt";
    auto zip = open_bytes(make_zip({odd}));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"right.txt"}));
    EXPECT_EQ(zip->read("right.txt"), "content");
}

TEST(container_Zip, leaves_out_what_operating_systems_leave_behind) {
    auto zip = open_bytes(zip_of({{"__MACOSX/._a.txt", "x"},
                                  {"a.txt", "a"},
                                  {"sub/.DS_Store", "x"},
                                  {"sub/thumbs.DB", "x"},
                                  {"sub/._b.txt", "x"}}));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"a.txt"}));
}

TEST(container_Zip, says_that_a_member_is_encrypted) {
    ZipMember secret = member("secret.html", "hidden");
    secret.encrypted = true;
    auto zip = open_bytes(make_zip({secret}));
    EXPECT_EQ(zip->peek("secret.html", 10), "");
    EXPECT_THROW(zip->read("secret.html"), base::InputError);
    ASSERT_FALSE(zip->coverage().empty());
    EXPECT_EQ(zip->coverage()[0].state, CoverageState::error);
    EXPECT_THAT(zip->coverage()[0].reason, testing::HasSubstr("encrypted"));
    EXPECT_EQ(zip->coverage().size(), 1u);
}

TEST(container_Zip, names_a_method_it_cannot_undo) {
    ZipMember odd = member("odd.html", "content");
    odd.method = 99;
    auto zip = open_bytes(make_zip({odd}));
    EXPECT_EQ(zip->try_read("odd.html"), std::nullopt);
    ASSERT_NE(row(*zip, "odd.html"), nullptr);
    EXPECT_THAT(row(*zip, "odd.html")->reason, testing::HasSubstr("method 99"));
}

TEST(container_Zip, notes_wrong_checksums_of_deflated_and_stored_members) {
    ZipMember deflated = member("d.html", "text one"), stored = member("s.html", "text two");
    deflated.crc = stored.crc = 1;
    stored.deflate = false;
    auto zip = open_bytes(make_zip({deflated, stored}));
    EXPECT_EQ(zip->read("d.html"), "text one");
    EXPECT_EQ(zip->read("s.html"), "text two");
    ASSERT_EQ(zip->coverage().size(), 2u);
    for (const auto& one : zip->coverage()) EXPECT_EQ(one.state, CoverageState::partly);
}

TEST(container_Zip, reads_members_whose_size_is_a_lie) {
    ZipMember less = member("less.html", std::string(3003, 'a')), more = member("more.html", "short");
    less.bytes = 10;
    more.bytes = 4000;
    auto zip = open_bytes(make_zip({less, more}));
    EXPECT_EQ(zip->read("less.html").size(), 3003u);
    EXPECT_EQ(zip->read("more.html"), "short");
    EXPECT_EQ(row(*zip, "less.html")->state, CoverageState::read);
}

TEST(container_Zip, reads_a_zip_without_directory_and_says_damaged) {
    ZipMember behind = member("b.html", "sizes behind the data"), stored = member("c.html", "stored");
    behind.descriptor = true;
    stored.deflate = false;
    test::ZipOptions options;
    options.directory = false;
    auto zip = open_bytes(make_zip({member("a.html", "one"), behind, stored}, options));
    EXPECT_EQ(paths(*zip), (std::vector<std::string>{"a.html", "b.html", "c.html"}));
    EXPECT_EQ(zip->read("a.html"), "one");
    EXPECT_EQ(zip->read("b.html"), "sizes behind the data");
    EXPECT_EQ(zip->read("c.html"), "stored");
    ASSERT_EQ(zip->coverage().size(), 1u);
    EXPECT_THAT(zip->coverage()[0].reason, testing::HasSubstr("damaged"));
}

TEST(container_Zip, reads_what_is_left_at_every_cut) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "line " + std::to_string(i * i) + "\n";
    const std::string whole = zip_of({{"a.txt", text}, {"b.txt", text}});
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        auto zip = open_bytes(whole.substr(0, length));
        if (length < 4) continue;
        ASSERT_TRUE(zip) << length;
        EXPECT_FALSE(zip->coverage().empty()) << length;
        for (std::size_t i = 0; i < zip->entries().size(); ++i) {
            try {
                EXPECT_TRUE(text.starts_with(zip->read(i))) << length;
            } catch (const base::InputError&) {
            }
        }
    }
}

TEST(container_Zip, survives_any_wrong_byte) {
    const std::string whole = zip_of({{"a.txt", "some text to read"}, {"folder/b.txt", std::string(300, 'b')}});
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int change : {1, 0x80, 0xFF}) {
            std::string broken = whole;
            broken[at] = static_cast<char>(broken[at] ^ change);
            auto zip = open_bytes(broken);
            if (!zip) continue;
            for (std::size_t i = 0; i < zip->entries().size(); ++i) try {
                    zip->peek(i, 100);
                    zip->read(i);
                } catch (const base::InputError&) {
                }
        }
}

TEST(container_Zip, stops_at_each_limit_and_names_it) {
    const std::string zip =
        zip_of({{"a.txt", std::string(3 << 20, 'a')}, {"b.txt", "bbbbbbbbbb"}, {"c.txt", "cccccccccc"}});
    const auto reason = [&](const base::Limits& limits, std::string_view of) {
        auto container = open_bytes(zip, limits);
        for (std::size_t i = 0; i < container->entries().size(); ++i) container->try_read(container->entries()[i].path);
        const auto* found = row(*container, of);
        EXPECT_TRUE(found != nullptr && found->state == CoverageState::limited);
        return found != nullptr ? found->reason : "";
    };
    base::Limits limits;
    EXPECT_THAT(reason(limits, "a.txt"), testing::HasSubstr("200 (--max-ratio"));
    limits.ratio = 5000;
    limits.member_bytes = 1000;
    EXPECT_THAT(reason(limits, "a.txt"), testing::HasSubstr("1000 (--max-member-bytes"));
    limits.package_bytes = 15;
    EXPECT_THAT(reason(limits, "c.txt"), testing::HasSubstr("15 (--max-package-bytes"));
    limits.members = 2;
    EXPECT_THAT(reason(limits, ""), testing::HasSubstr("2 (--max-members"));
}

TEST(container_Zip, bounds_a_bomb_that_lies_about_its_size) {
    ZipMember bomb = member("bomb.txt", std::string(8 << 20, '\0'));
    bomb.bytes = 10;
    auto zip = open_bytes(make_zip({bomb}));
    EXPECT_EQ(zip->try_read("bomb.txt"), std::nullopt);
    ASSERT_NE(row(*zip, "bomb.txt"), nullptr);
    EXPECT_THAT(row(*zip, "bomb.txt")->reason, testing::HasSubstr("--max-ratio"));
}

TEST(container_Zip, opens_archives_in_archives_down_to_a_depth) {
    base::Limits limits;
    const std::string inner = zip_of({{"a.txt", "deep"}});
    EXPECT_TRUE(looks_like_archive(inner));
    EXPECT_FALSE(looks_like_archive("<html>"));
    EXPECT_EQ(open_nested("<html>", "x", limits, 1), nullptr);
    EXPECT_EQ(open_nested(inner, "x", limits, 3)->depth(), 3u);
    const auto deep = open_nested(inner, "x", limits, 4);
    EXPECT_TRUE(deep->entries().empty());
    ASSERT_EQ(deep->coverage().size(), 1u);
    EXPECT_THAT(deep->coverage()[0].reason, testing::HasSubstr("--max-depth"));
}

TEST(container_Zip, has_a_fingerprint_of_its_content) {
    const auto print = [](const std::string& content) {
        return open_bytes(zip_of({{"a.txt", content}}))->fingerprint();
    };
    EXPECT_EQ(print("same"), print("same"));
    EXPECT_NE(print("same"), print("othe"));
    EXPECT_EQ(print("same").size(), 32u);
}

}  // namespace
}  // namespace needfirst::container
