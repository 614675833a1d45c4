// SPDX-License-Identifier: Apache-2.0
#include "text/html.hpp"

namespace {

using namespace needfirst::text;

TEST(text_Html, nothing_is_read_from_nothing) { EXPECT_EQ(read_html("").text, ""); }

TEST(text_Html, puts_blocks_on_lines_and_joins_inline_tags) {
    EXPECT_EQ(html_text("<h1>One</h1><p>Join the dis<b>cussion</b> <i>forum</i>.<br>Next</p><ul><li>a<li>b</ul>"
                        "<table><tr><td>x</td><td>y</td></tr></table>tail"),
              "One\nJoin the discussion forum.\nNext\na\nb\nx\ny\ntail");
    EXPECT_EQ(html_text("<div>one<div>two</div>three</div>"), "one\ntwo\nthree");
    EXPECT_EQ(html_text("  plain \n text  "), "plain text");
    EXPECT_EQ(html_text("<pre>a\n  b</pre>"), "a\nb");
    EXPECT_EQ(html_text(""), "");
}

TEST(text_Html, folds_spaces_and_drops_what_is_not_seen) {
    EXPECT_EQ(html_text("a&nbsp;&nbsp;b\u2003c\u3000d dis&shy;cus\u200Bsion\uFEFF"), "a b c d discussion");
    EXPECT_EQ(html_text("don&#146;t &#x2019; &eacute; &amp;lt; &hellip;"), "don’t ’ é &lt; …");
    EXPECT_EQ(html_text("a\u2028b"), "a\nb");
}

TEST(text_Html, leaves_out_what_a_learner_does_not_see) {
    EXPECT_EQ(
        html_text("<head><style>p{}</style><script>var forum = '<p>discussion forum</p>';</script></head>"
                  "<!-- discussion forum --><p>seen</p><noscript>no</noscript><template>no</template>"
                  "<div hidden>no<p>no</p></div><p style='color:red; DISPLAY : none'>no</p>"
                  "<span style='visibility:hidden'>no</span><input type=hidden value=no><p aria-hidden=true>too</p>"),
        "seen\ntoo");
    EXPECT_EQ(html_text("<div hidden><br><img><p>no<div>no</div></div>yes"), "yes");
    EXPECT_EQ(html_text("<p style='display:block'>yes"), "yes");
}

TEST(text_Html, reads_alternatives_and_fields) {
    EXPECT_EQ(html_text("<p>See<img alt='the chart'>here<img src=x alt='pic.PNG'></p><input placeholder='Your name'>"
                        "<input type=submit value=Send><input type=radio value=x>"),
              "See the chart here\nYour name Send");
}

TEST(text_Html, gives_title_and_links) {
    const auto page = read_html(
        "<html><head><title> My\n page </title></head><body><a href='https://e.org/f?a=1&amp;b=2'>Go <b>there</b></a>"
        "<a href='#x'>no</a><iframe src='//v.org/1' title='Video'>old</iframe><a href=open>unclosed");
    EXPECT_EQ(page.title, "My page");
    EXPECT_EQ(page.text, "Go thereno unclosed");
    EXPECT_THAT(page.links, testing::ElementsAre(Link{"https://e.org/f?a=1&b=2", "Go there"},
                                                 Link{"//v.org/1", "Video"}, Link{"open", "unclosed"}));
}

TEST(text_Html, believes_utf8_whatever_the_page_declares) {
    EXPECT_EQ(html_text("<meta charset=iso-8859-1><meta http-equiv=Content-Type content='text/html; charset=shift_jis'>"
                        "<p>café – 掲示板</p>"),
              "café – 掲示板");
    EXPECT_EQ(html_text("<p>caf\xE9</p>"), "café");
    EXPECT_EQ(html_text(std::string_view("<p>a\0b</p>", 10)), "a b");
}

TEST(text_Html, keeps_text_that_looks_like_markup) {
    EXPECT_EQ(html_text("<p>1 < 2 and a<b & c</p>").substr(0, 9), "1 < 2 and");
    EXPECT_EQ(html_text("<p>Q&A &unknown; &</p>"), "Q&A &unknown; &");
}

TEST(text_Html, resolves_references_as_browsers_do) {
    EXPECT_EQ(html_text("&lbrack;x&rsqb; &nbsp&copy 2020 &notit; &notin; &ampersand; &#x110000; &#128; &#0;"),
              "[x] © 2020 ¬it; ∉ &ersand; \uFFFD € \uFFFD");
    EXPECT_EQ(read_html("<a href='?a=1&copy=2&amp;b=3&lt'>x</a>").links.front().url, "?a=1&copy=2&b=3<");
}

TEST(text_Html, leaves_comments_declarations_and_raw_text) {
    EXPECT_EQ(html_text("a<!-->b<!--->c<!-- > <p>no -- > --!>d<![if x]>e<![endif]><?php no ?>f</>g</ no>h"),
              "abcdefgh");
    EXPECT_EQ(html_text("a<!-- never closed <p>no"), "a");
    EXPECT_EQ(html_text("<script><!-- <script>no</script> no --></script>a<script>'</scripty>'</SCRIPT >b"), "ab");
    EXPECT_EQ(html_text("<style>p > a { }</style>a<xmp><b>&amp;</b></xmp>"), "a\n<b>&amp;</b>");
    EXPECT_EQ(read_html("<title>a <b>&amp;</b></title>x").title, "a <b>&</b>");
    EXPECT_EQ(html_text("<textarea>1\n<2>&gt;</textarea>"), "1\n<2>>");
    EXPECT_EQ(html_text("<svg><title>no</title><text>a<![CDATA[<b>]]></text></svg><![CDATA[no]]>"), "a<b>");
    EXPECT_EQ(html_text("<p a='>' b=\">\" c=/>x</p"), "x");
}

TEST(text_Html, knows_where_a_hidden_element_ends) {
    EXPECT_EQ(html_text("<ul><li hidden>no<li>a</ul>b"), "a\nb");
    EXPECT_EQ(html_text("<div><p hidden>no<b>no</div>a"), "a");
    EXPECT_EQ(html_text("<p hidden>no<table><tr><td>a</table>"), "a");
    EXPECT_EQ(html_text("<table><tr><td hidden>no<table><tr><td>no</table>no<td>a<tr><td>b</table>"), "a\nb");
    EXPECT_EQ(html_text("<span hidden>no<p>no</span>no</p></span>a"), "a");
    EXPECT_EQ(html_text("<x-y hidden>no<x-y>no</x-y>no</x-y>a<select><option hidden>no<option>b</select>"), "a\nb");
    EXPECT_EQ(html_text("<b hidden>no<p>no</b>a</p>"), "a");
    EXPECT_EQ(html_text("<script src=x /><p>a"), "a");
    EXPECT_EQ(html_text("<div hidden/>a"), "a");
}

TEST(text_Html, loses_no_text_in_depth_and_stays_quick) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    deep += "bottom";
    for (int i = 0; i < 100'000; ++i) deep += "</div></b>";
    EXPECT_EQ(html_text(deep + "<p>after</p>"), "bottom\nafter");

    std::string flood = "<p ";
    for (int i = 0; i < 100'000; ++i) flood += "a" + std::to_string(i) + " ";
    EXPECT_EQ(html_text(flood + ">text <b>bold</b></p>"), "text bold");

    std::string paragraphs;
    for (int i = 0; i < 5000; ++i) paragraphs += "<p>x<li>y";
    EXPECT_EQ(html_text(paragraphs).size(), 5000u * 4 - 1);
}

TEST(text_Html, any_text_unescapes_as_often_as_it_was_escaped) {
    EXPECT_EQ(any_text("<p>Join the discussion&nbsp;forum</p>"), "Join the discussion forum");
    EXPECT_EQ(any_text("&lt;p&gt;Join the discussion&amp;nbsp;forum&lt;/p&gt;"), "Join the discussion forum");
    EXPECT_EQ(any_text("&amp;lt;p&amp;gt;Join&amp;lt;/p&amp;gt;"), "Join");
    EXPECT_EQ(any_text("regelm&amp;auml;&amp;szlig;ig"), "regelmäßig");
    EXPECT_EQ(any_text("plain\ntwo  lines\n\n"), "plain\ntwo lines");
    EXPECT_EQ(any_text("<p>the &lt;p&gt; tag</p>"), "the <p> tag");
    EXPECT_EQ(any_text("3 < 4 & 5 > 2"), "3 < 4 & 5 > 2");
    EXPECT_EQ(any_text(""), "");
}

TEST(text_Html, unescapes_once) {
    EXPECT_EQ(unescape_entities("&amp;lt; &#65;&#x42; &eacute; &nope; & &;"), "&lt; AB é &nope; & &;");
}

}  // namespace
