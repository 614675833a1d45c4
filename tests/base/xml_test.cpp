// SPDX-License-Identifier: Apache-2.0
#include "base/xml.hpp"

namespace {

using needfirst::base::xml::Document;
using needfirst::base::xml::Element;
using needfirst::base::xml::peek_root;

TEST(base_Xml, gives_elements_attributes_and_text_in_document_order) {
    const Document document("<?xml version='1.0'?>\n<a x='1'>one<b lang='en'>two</b>\n<c/><b>four</b>five</a>");
    const auto root = document.root();
    EXPECT_EQ(document.problem(), "");
    EXPECT_EQ(root.name(), "a");
    EXPECT_EQ(root.attribute("x"), "1");
    EXPECT_EQ(root.attribute("y"), std::nullopt);
    EXPECT_EQ(root.attribute_or("y", "none"), "none");
    EXPECT_EQ(root.text(), "onetwo\nfourfive");
    EXPECT_EQ(root.text_of("b"), "two");
    std::vector<std::string> names;
    for (const auto child : root.children()) names.emplace_back(child.name());
    EXPECT_THAT(names, testing::ElementsAre("b", "c", "b"));
    std::vector<std::string> texts;
    for (const auto child : root.children("b")) texts.push_back(child.text());
    EXPECT_THAT(texts, testing::ElementsAre("two", "four"));
    EXPECT_EQ(root.child("c").line(), 3);
    EXPECT_TRUE(root.children("z").empty());
}

TEST(base_Xml, follows_paths_through_what_is_not_there) {
    const Document document("<m><g><t> Title </t></g></m>");
    EXPECT_EQ(document.root().at("g/t").text(), " Title ");
    EXPECT_EQ(document.root().at("g").text_of("t"), "Title");
    EXPECT_FALSE(document.root().at("x/y/z"));
    EXPECT_EQ(document.root().at("x/y").child("z").attribute_or("a", "-"), "-");
    EXPECT_EQ(document.root().at("x").name(), "");
}

TEST(base_Xml, loses_nothing_over_namespaces_that_are_wrong) {
    const Document document(
        "<a xmlns='urn:one' xmlns:x='http://e.org/a http://e.org/b' xmlns:e=''>"
        "<x:b/><y:c y:k='v'>text</y:c><d x:schemaLocation='s'/></a>");
    const auto root = document.root();
    EXPECT_EQ(root.space(), "urn:one");
    EXPECT_EQ(root.child("b").space(), "http://e.org/a http://e.org/b");
    EXPECT_EQ(root.child("c").space(), "y");
    EXPECT_EQ(root.child("c").attribute("k"), "v");
    EXPECT_EQ(root.child("d").attribute("schemaLocation"), "s");
    EXPECT_EQ(document.problem(), "");
}

TEST(base_Xml, resolves_entities_of_html_and_keeps_unknown_ones_as_text) {
    const Document document("<a t='x&nbsp;y &amp;amp; &lt;'>caf&eacute;&#33;&#x3f; &amp; &unknown; &#0;</a>");
    EXPECT_EQ(document.root().attribute("t"), "x\u00A0y &amp; <");
    EXPECT_EQ(document.root().text(), "caf\u00E9!? & &unknown;  ");
    EXPECT_EQ(document.problem(), "");
}

TEST(base_Xml, keeps_what_stands_before_and_behind_a_mistake) {
    const Document bare("<a>\n<b>Q & A: 3 < 4 &amp; more</b><c t='1 < 2'>end</c></a>");
    EXPECT_EQ(bare.root().text_of("b"), "Q & A: 3 < 4 & more");
    EXPECT_EQ(bare.root().text_of("c"), "end");
    EXPECT_EQ(bare.root().child("c").attribute("t"), "1 < 2");
    EXPECT_TRUE(bare.problem().starts_with("line 2: '&'")) << bare.problem();

    const Document crossed("<a><b>one</c>two &amp; three</b><d>four</d></a>");
    EXPECT_NE(crossed.root().text().find("two & three"), std::string::npos) << crossed.root().text();
    EXPECT_NE(crossed.problem(), "");

    const Document torn("<a><b>one</b><c>two");
    EXPECT_EQ(torn.root().text(), "onetwo");
    EXPECT_TRUE(torn.problem().starts_with("line 1: ")) << torn.problem();
}

TEST(base_Xml, honours_the_declared_character_set) {
    EXPECT_EQ(Document("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xE9 \x93x\x94</a>").root().text(),
              "café “x”");
    EXPECT_EQ(Document("\xEF\xBB\xBF \n<?xml version='1.0' encoding='utf-16'?><a>x</a>").root().text(), "x");
    std::u16string wide = u"\xFEFF<?xml version='1.0' encoding='UTF-16'?><a t='ü'>ß</a>";
    const Document document(std::string_view(reinterpret_cast<const char*>(wide.data()), wide.size() * 2));
    EXPECT_EQ(document.root().text(), "ß");
}

TEST(base_Xml, never_expands_what_a_member_declares) {
    std::string bomb = "<!DOCTYPE lolz [\n<!ENTITY lol \"lol\">\n<!ENTITY f SYSTEM 'file:///etc/passwd'>\n";
    for (int i = 1; i < 10; ++i)
        bomb += "<!ENTITY lol" + std::to_string(i) + " \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">\n";
    const Document document(bomb + "]>\n<a>&lol9; &f; fine</a>");
    EXPECT_EQ(document.root().text(), "&lol9; &f; fine");
    EXPECT_EQ(document.root().line(), 14);
}

TEST(base_Xml, bounds_attributes_depth_and_namespaces) {
    std::string flood = "<a ";
    for (int i = 0; i < 100'000; ++i) flood += "a" + std::to_string(i) + "='&amp;' ";
    const Document wide(flood + "/>");
    EXPECT_TRUE(wide.root().attribute("a255"));
    EXPECT_FALSE(wide.root().attribute("a256"));
    EXPECT_NE(wide.problem().find("256 attributes"), std::string::npos) << wide.problem();

    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_NE(Document(deep).problem(), "");
    EXPECT_TRUE(Document(deep).root());
}

TEST(base_Xml, reads_nothing_from_what_is_no_xml) {
    for (const auto* text : {"", "  ", "{\"a\": 1}", "PK\x03\x04", "<", "<!--", "<!DOCTYPE", "<?xml"}) {
        const Document document(text);
        EXPECT_FALSE(document.root()) << text;
        EXPECT_NE(document.problem(), "") << text;
    }
}

TEST(base_Xml, keeps_cdata_and_leaves_comments) {
    EXPECT_EQ(Document("<a><![CDATA[<p>x & y</p>]]><!-- no -- --><?pi no?>z</a>").root().text(), "<p>x & y</p>z");
}

TEST(base_Xml, peeks_at_the_root) {
    const auto root = peek_root(
        "\xEF\xBB\xBF<?xml version='1.0'?><!-- <b> --><!DOCTYPE m [<!ENTITY x 'y'>]>\n<m:manifest "
        "xmlns:m='urn:m'><cut");
    EXPECT_EQ(root.name, "manifest");
    EXPECT_EQ(root.space, "urn:m");
    EXPECT_EQ(peek_root("no xml").name, "");
    EXPECT_EQ(peek_root("").name, "");
}

TEST(base_Xml, writes_what_is_inside_as_markup_again) {
    const Document document("<html a='1'>R&amp;D <b title='x&quot;y'>is <i>here</i></b><br/> now</html>");
    EXPECT_EQ(document.root().markup(), "R&amp;D <b title=\"x&quot;y\">is <i>here</i></b><br></br> now");
    EXPECT_EQ(Element().markup(), "");
}

}  // namespace
