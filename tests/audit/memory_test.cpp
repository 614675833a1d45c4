// SPDX-License-Identifier: Apache-2.0
#include "audit/memory.hpp"

#include "base/error.hpp"
#include "support/sample_audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

rule::Heard heard() {
    rule::Heard heard;
    heard.facts = test::sample_judgement();
    heard.facts.verdict = model::Verdict::unreadable;  // still open
    heard.facts.need = model::Need::none;
    heard.facts.findings.clear(), heard.facts.questions.clear(), heard.facts.other_sources.clear();
    heard.facts.reason.clear(), heard.facts.score = 0, heard.facts.words_read = 0;
    heard.notes.resize(heard.facts.activities.size());
    heard.notes[1].silent_days = -1, heard.notes[1].text = "words", heard.notes[1].need = model::Need::implied;
    heard.traces = {{-1, 7, 1, 0x8000'0001, 4, true}, {0, 300, -1, 1, 4, false}};
    heard.section_needs = {model::Need::none, model::Need::stated};
    heard.need = model::Need::implied;
    heard.half_words = 1'000'000'007;
    heard.statements = 3, heard.items = 128, heard.last_of_programme = heard.listed = true, heard.understood = false;
    return heard;
}

std::vector<store::Piece> pieces(int courses, bool rows) {
    std::vector<store::Piece> all;
    Memory memory(7, [&](store::Piece&& piece) { all.push_back(std::move(piece)); });
    for (int i = 0; i < courses; ++i) {
        rule::Heard course = heard();
        course.facts.identifier = std::to_string(i);
        memory.add(course, rows);
    }
    model::Package package;
    package.path = "out.zip", package.bytes = 1ull << 40, package.status = model::PackageStatus::partly;
    package.coverage = {{"a", 5, base::CoverageState::error, "broken", false}};
    package.programmes = {{"P", "Programme", {"A", "B"}, model::Basis::guessed, 2}};
    memory.add(package, rows);
    model::Package inner;
    inner.path = "out.zip!in.zip";
    memory.add(heard(), false);
    memory.add(inner, false);
    return all;
}

TEST(audit_Memory, gives_back_what_was_heard) {
    const auto all = pieces(2, false);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].reading, 7);
    EXPECT_EQ(all[1].package, 1);
    const auto out = remember(all[0]), in = remember(all[1]);
    EXPECT_EQ(out.package->path, "out.zip");
    EXPECT_EQ(out.package->coverage.at(0).reason, "broken");
    EXPECT_FALSE(out.package->coverage.at(0).gap);
    EXPECT_EQ(out.package->programmes,
              (std::vector<model::Programme>{{"P", "Programme", {"A", "B"}, model::Basis::guessed, 2}}));
    EXPECT_EQ(remember_package(all[0]), *out.package);
    ASSERT_EQ(out.courses.size(), 2u);
    EXPECT_EQ(out.courses[1].facts.identifier, "1");
    ASSERT_EQ(in.courses.size(), 1u);
    const rule::Heard was = heard(), is = in.courses[0];
    EXPECT_EQ(is.facts, was.facts);
    EXPECT_EQ(is.traces, was.traces);
    EXPECT_EQ(is.notes.at(1).text, "words");
    EXPECT_EQ(is.notes.at(1).silent_days, -1);
    EXPECT_EQ(is.section_needs, was.section_needs);
    EXPECT_EQ(is.half_words, was.half_words);
    EXPECT_EQ(is.items, was.items);
    EXPECT_TRUE(is.last_of_programme && is.listed && !is.understood);
}

TEST(audit_Memory, parts_what_is_large_and_finds_each_row_in_it) {
    const auto all = pieces(500, true);
    ASSERT_GT(all.size(), 4u);
    int row = 0;
    for (const auto& piece : all) {
        EXPECT_LT(piece.content.size(), 48u << 10);
        const auto keys = row_keys(piece);
        for (std::size_t i = 0; i < keys.size(); ++i, ++row) {
            const rule::Heard course = remember_row(piece, i);
            EXPECT_EQ(course.facts.identifier, std::to_string(row));
            EXPECT_EQ(keys[i].identifier, identifier_key(course));
            EXPECT_EQ(keys[i].title, title_key(course));
        }
        EXPECT_EQ(remember(piece).courses.size(), piece.package == 0 ? keys.size() : 1);
    }
    EXPECT_EQ(row, 500);
}

TEST(audit_Memory, leaves_out_what_no_piece_holds_and_says_so) {
    std::vector<store::Piece> all;
    constexpr std::size_t largest = 8'000;
    Memory memory(
        7, [&](store::Piece&& piece) { all.push_back(std::move(piece)); }, 0, largest);
    rule::Heard large = heard();
    large.facts.title = "War and Peace", large.notes[1].text = std::string(largest, 'w');
    model::Package package;
    package.path = "a.zip";
    memory.add(large, false);
    memory.add(package, false);
    for (int i = 0; i < 50; ++i) memory.add(heard(), false);
    memory.add(large, false);
    memory.add(package, false);
    package.coverage.assign(1'000, {"a member", 5, base::CoverageState::error, "broken", false});
    memory.add(package, false);
    std::vector<model::Package> packages;
    std::size_t courses = 0;
    for (const auto& piece : all) {
        EXPECT_LT(piece.content.size(), largest + 32);
        Remembered remembered = remember(piece);
        courses += remembered.courses.size();
        if (remembered.package) packages.push_back(std::move(*remembered.package));
    }
    EXPECT_EQ(courses, 50u);
    ASSERT_EQ(packages.size(), 3u);
    EXPECT_EQ(packages[0].status, model::PackageStatus::unreadable);
    EXPECT_THAT(packages[0].message,
                testing::AllOf(testing::HasSubstr("War and Peace"), testing::HasSubstr("the limit is 8000")));
    EXPECT_EQ(packages[1].status, model::PackageStatus::partly);
    EXPECT_EQ(packages[1].coverage.size(), 1u);
    EXPECT_THAT(packages[2].message, testing::HasSubstr("list of what was not read"));
    EXPECT_EQ(packages[2].coverage.size(), 1u);
}

TEST(audit_Memory, refuses_bytes_that_are_not_whole) {
    const store::Piece whole = pieces(1, true).front();
    store::Piece damaged = whole;
    for (std::size_t length = 0; length < whole.content.size(); length += 7) {
        damaged.content = whole.content.substr(0, length);
        EXPECT_FALSE(is_whole(damaged));
        EXPECT_THROW(remember(damaged), base::InputError);
    }
    for (std::size_t at = 0; at < whole.content.size(); at += 11) {
        damaged = whole;
        damaged.content[at] = static_cast<char>(damaged.content[at] ^ 0x10);
        EXPECT_FALSE(is_whole(damaged)) << at;
    }
    damaged = whole;
    damaged.keys[17] = static_cast<char>(damaged.keys[17] ^ 0x10);
    EXPECT_THROW(remember_row(damaged, 0), base::InputError);
}

TEST(audit_Memory, crosses_from_one_process_to_another_whole_or_not_at_all) {
    for (const store::Piece& piece : pieces(2, true)) {
        std::string bytes = to_bytes(piece);
        const auto back = piece_of(bytes);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->package, piece.package);
        EXPECT_EQ(back->part, piece.part);
        EXPECT_EQ(back->catalogue, piece.catalogue);
        EXPECT_EQ(back->keys, piece.keys);
        EXPECT_EQ(back->content, piece.content);
        EXPECT_FALSE(piece_of(bytes + '\0'));
        EXPECT_FALSE(piece_of(std::string_view(bytes).substr(0, bytes.size() - 1)));
        EXPECT_FALSE(piece_of(std::string_view(bytes).substr(0, 20)));
        bytes[bytes.size() / 2] ^= 1;
        EXPECT_FALSE(piece_of(bytes));
    }
}

TEST(audit_Memory, refuses_what_does_not_fit_together) {
    const auto refused = [](const auto& change) {
        rule::Heard course = heard();
        change(course);
        std::vector<store::Piece> made;
        Memory memory(1, [&](store::Piece&& piece) { made.push_back(std::move(piece)); });
        memory.add(course, true);
        memory.add(model::Package(), true);
        EXPECT_TRUE(is_whole(made.at(0)));
        EXPECT_THROW(remember(made.at(0)), base::InputError);
        EXPECT_THROW(remember_row(made.at(0), 0), base::InputError);
        EXPECT_FALSE(piece_of(to_bytes(made.at(0))));
    };
    refused([](auto& course) { course.notes.pop_back(); });
    refused([](auto& course) { course.notes[0].section = static_cast<std::int32_t>(course.section_needs.size()); });
    refused([](auto& course) { course.traces[0].activity = -2; });
    refused([](auto& course) { course.traces[0].section = 1'000'000; });
    refused([](auto& course) { course.facts.evidence.at(0).activity = 1'000'000; });
    refused([](auto& course) { course.need = static_cast<model::Need>(77); });
}

}  // namespace
}  // namespace needfirst::audit
