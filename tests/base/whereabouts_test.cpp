// SPDX-License-Identifier: Apache-2.0
#include "base/whereabouts.hpp"

#include "base/charset.hpp"

#include <gtest/gtest.h>

namespace needfirst::base {
namespace {

class base_Whereabouts : public testing::Test {
protected:
    void TearDown() override { Whereabouts::note_on(nullptr); }
    std::string noted() const { return Whereabouts::read(board_.package) + " " + Whereabouts::read(board_.member); }
    Whereabouts::Board board_;
};

TEST_F(base_Whereabouts, are_noted_for_who_watches) {
    {
        const Whereabouts unwatched("a.zip");
        Whereabouts::member("b.html");
    }
    EXPECT_EQ(noted(), " ");
    Whereabouts::note_on(&board_);
    const Whereabouts outer("a.zip");
    Whereabouts::member("b.html");
    EXPECT_EQ(noted(), "a.zip b.html");
    {
        const Whereabouts inner("a.zip!c.zip");
        EXPECT_EQ(noted(), "a.zip!c.zip ");
        Whereabouts::member("d.html");
        EXPECT_EQ(noted(), "a.zip!c.zip d.html");
    }
    EXPECT_EQ(noted(), "a.zip ");
}

TEST_F(base_Whereabouts, are_text_whatever_they_are_called) {
    Whereabouts::note_on(&board_);
    std::string name = "x";
    while (name.size() < 9000) name += "\u00e9";
    Whereabouts::member(name);
    const std::string cut = Whereabouts::read(board_.member);
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_TRUE(name.starts_with(cut));
    EXPECT_GE(cut.size(), 4094u);
    Whereabouts::member(std::string_view("a\0b", 3));
    EXPECT_EQ(Whereabouts::read(board_.member), "a");
    board_.member.fill('\xff');
    EXPECT_EQ(Whereabouts::read(board_.member), "");
}

}  // namespace
}  // namespace needfirst::base
