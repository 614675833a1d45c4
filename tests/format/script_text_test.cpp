// SPDX-License-Identifier: Apache-2.0
#include "format/script_text.hpp"

#include "format/passages.hpp"
#include "format/placeholder.hpp"

namespace needfirst::format {
namespace {

TEST(format_ScriptText, reads_data_and_no_code) {
    EXPECT_EQ(script_text("a = [new Q('Who answers the door?', \"Whoever is nearest to it\")];"),
              "Who answers the door?\nWhoever is nearest to it");
    EXPECT_EQ(script_text("// say it to a colleague\n/* or to two of them */ x = /a 'b c d'/;"), "");
    EXPECT_EQ(script_text("alert('Please answer all questions'); log(\"not found: it \" + name);"), "");
    EXPECT_EQ(script_text("t = `Tell ${name} what you saw`;"), "Tell what you saw");
    EXPECT_EQ(script_text("x = 'function (a) { return 1; }';"), "");
    EXPECT_EQ(script_text("x = 'never closed"), "");
}

TEST(format_ScriptText, a_script_that_is_one_value_gives_its_strings) {
    EXPECT_EQ(script_text(R"(var d={"t":"team\u0020room","k":["x"]};)"), "team room");
}

TEST(format_ScriptText, json_in_base64_is_read) {
    EXPECT_EQ(encoded_text("<script>d='eyJ0IjogIkFzayBhIGNvbGxlYWd1ZS4ifQ=='</script>"), "Ask a colleague.");
    EXPECT_EQ(encoded_text("<script>d='eyJ0Ijog!!'</script>"), "");
}

TEST(format_Passages, knows_places_where_people_meet) {
    for (const auto* url :
         {"https://www.yammer.com/x/groups/1", "https://teams.microsoft.com/l/channel/19%3a1",
          "https://acme.slack.com/archives/C1", "https://www.facebook.com/groups/22", "https://forum.example.org/t/5",
          "https://example.org/community/12", "https://engage.cloud.microsoft/main/groups/1"})
        EXPECT_TRUE(is_social_link(url)) << url;
    for (const auto* url :
         {"https://www.facebook.com/sharer/sharer.php?u=x", "https://example.org/performance",
          "https://www.linkedin.com/in/somebody", "forum.html", "https://notslack.community.org.example/x"})
        EXPECT_FALSE(is_social_link(url)) << url;
}

TEST(format_Placeholder, is_what_tools_write_when_authors_write_nothing) {
    for (const auto* text : {"Untitled Scene", " Course Description Goes Here ", "New course", "-", "", "slide 12",
                             "1.1 Untitled Slide", "Page 3 of 9"})
        EXPECT_TRUE(is_placeholder(text)) << text;
    for (const auto* text : {"Slide rules", "New course for drivers", "Page layout"})
        EXPECT_FALSE(is_placeholder(text)) << text;
}

}  // namespace
}  // namespace needfirst::format
