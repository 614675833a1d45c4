// SPDX-License-Identifier: Apache-2.0
#include "audit/arrivals.hpp"

#include "support/sample_audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

using testing::HasSubstr;

/// Pieces as a process of its own hands them over: an archive of a package with many courses, and one with a few.
std::vector<std::string> handed_over() {
    std::vector<std::string> all;
    Memory memory(0, [&](store::Piece&& piece) { all.push_back(to_bytes(piece)); });
    rule::Heard course;
    course.facts = test::sample_judgement();
    course.notes.resize(course.facts.activities.size());
    for (int i = 0; i < 100; ++i) memory.add(course, false);
    model::Package package;
    package.path = "in.zip";
    memory.add(package, false);
    memory.add(course, false);
    package.path = "in.zip!b.zip";
    memory.add(package, false);
    return all;
}

struct Came {
    std::vector<store::Piece> pieces;
    bool whole;
    model::Package last() const { return *remember(pieces.back()).package; }
};

Came arrive(std::span<const std::string> pieces, const Isolation::End& end) {
    Came came;
    Arrivals arrivals(7, "in.zip", [&](store::Piece&& piece) { came.pieces.push_back(std::move(piece)); });
    for (const std::string& piece : pieces) arrivals.take(piece);
    came.whole = arrivals.end(end);
    return came;
}

TEST(audit_Arrivals, gives_on_what_came_whole) {
    const auto all = handed_over();
    ASSERT_GT(all.size(), 3u);
    const Came came = arrive(all, {});
    EXPECT_TRUE(came.whole);
    EXPECT_EQ(came.pieces.size(), all.size());
    EXPECT_EQ(came.pieces.front().reading, 7);
}

TEST(audit_Arrivals, keeps_what_came_before_it_broke_off_and_says_where_that_was) {
    const auto all = handed_over();
    const Came came = arrive(std::span(all).first(2), {"it crashed", "in.zip!b.zip", "page.html"});
    EXPECT_FALSE(came.whole);
    ASSERT_EQ(came.pieces.size(), 3u);
    EXPECT_EQ(came.pieces[2].package, 0);
    EXPECT_EQ(came.last().status, model::PackageStatus::partly);
    EXPECT_EQ(came.last().path, "in.zip!b.zip");
    EXPECT_EQ(came.last().message, "it crashed; the last that was opened in it: page.html");
}

TEST(audit_Arrivals, says_of_what_broke_off_at_once_that_it_was_not_read) {
    const Came came = arrive({}, {"it crashed", "/etc/passwd", ""});
    ASSERT_EQ(came.pieces.size(), 1u);
    EXPECT_EQ(came.last().status, model::PackageStatus::unreadable);
    EXPECT_EQ(came.last().path, "in.zip");
    EXPECT_EQ(came.last().message, "it crashed");
}

TEST(audit_Arrivals, gives_what_breaks_off_behind_whole_packages_a_row_of_its_own) {
    const auto all = handed_over();
    const Came came = arrive(std::span(all).first(all.size() - 1), {"it crashed", "in.zip!b.zip", ""});
    EXPECT_EQ(came.pieces.size(), all.size());
    EXPECT_EQ(came.pieces.back().package, 1);
    EXPECT_EQ(came.last().status, model::PackageStatus::unreadable);
    EXPECT_EQ(came.last().path, "in.zip!b.zip");
}

TEST(audit_Arrivals, takes_nothing_more_of_what_makes_no_sense) {
    const auto all = handed_over();
    for (const auto& pieces : {std::vector{all[1]}, std::vector{all[0], all[0]}, std::vector{all[0], std::string("no")},
                               std::vector{all[0], all.back()}, std::vector{all[0]}, std::vector<std::string>{}}) {
        const Came came = arrive(pieces, {});
        EXPECT_FALSE(came.whole);
        EXPECT_LE(came.pieces.size(), 2u);
        EXPECT_THAT(came.last().message, HasSubstr("makes no sense"));
    }
}

}  // namespace
}  // namespace needfirst::audit
