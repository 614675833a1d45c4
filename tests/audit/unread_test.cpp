// SPDX-License-Identifier: Apache-2.0
#include "audit/unread.hpp"

#include <gtest/gtest.h>

namespace needfirst {
namespace {

TEST(audit_Unread, only_what_may_hold_text_of_the_course_counts_as_a_gap) {
    for (const char* name : {"handout.pdf", "notes.docx", "page.html", "inner.zip", "talk.mht"})
        EXPECT_TRUE(audit::why_unread(name).bears_text) << name;
    for (const char* name : {"roles.xml", "settings.json", "a.png", "clip.mp4", "app.js", "font.woff2", "readme.txt",
                             "scormdriver/blank.html", "files/ab/abcd"})
        EXPECT_FALSE(audit::why_unread(name).bears_text) << name;
}

TEST(audit_Unread, pages_beside_the_payload_of_a_known_tool_are_its_player) {
    EXPECT_FALSE(audit::why_unread("story_flash.html", true).bears_text);
    EXPECT_TRUE(audit::why_unread("handout.pdf", true).bears_text);
}

}  // namespace
}  // namespace needfirst
