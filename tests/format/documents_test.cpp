// SPDX-License-Identifier: Apache-2.0
#include "format/documents.hpp"

#include "support/zip_writer.hpp"

namespace {

using namespace needfirst;
using model::Field;

std::string of(const format::Document& document, Field field) {
    for (const auto& passage : document.passages)
        if (passage.field == field) return passage.text;
    return {};
}

format::Document read(std::string bytes, std::string_view name) {
    return format::read_document(std::move(bytes), name, name, {}, 0);
}

format::Document read(const std::vector<std::pair<std::string, std::string>>& parts, std::string_view name) {
    std::vector<test::ZipMember> members;
    for (const auto& [path, content] : parts) {
        members.emplace_back().name = path;
        members.back().content = content;
    }
    return read(test::make_zip(members), name);
}

TEST(format_Documents, joins_the_runs_of_word) {
    const auto document =
        read({{"[Content_Types].xml", "<Types/>"},
              {"docProps/core.xml",
               "<c:coreProperties xmlns:c='c' xmlns:dc='d'><dc:title>Plan</dc:title></c:coreProperties>"},
              {"word/document.xml",
               "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Join the dis</w:t></w:r><w:r><w:rPr/><w:t>cussion "
               "forum</w:t></w:r>"
               "<w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</"
               "w:t><w:br/><w:t>b</w:t>"
               "</w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></"
               "w:document>"}},
             "plan.docx");
    EXPECT_EQ(of(document, Field::body), "Join the discussion forum\na\nb");
    EXPECT_EQ(document.title, "Plan");
    EXPECT_EQ(document.problem, "");
}

TEST(format_Documents, reads_slides_in_their_order_with_notes) {
    const std::string rels =
        "<Relationships><Relationship Id='rId1' Type='x/slide' Target='slides/slide1.xml'/>"
        "<Relationship Id='rId2' Type='x/slide' Target='slides/slide2.xml'/></Relationships>";
    const auto slide = [](const std::string& text) {
        return "<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>" + text +
               "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>";
    };
    const auto document =
        read({{"ppt/presentation.xml",
               "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='257' r:id='rId2'/>"
               "<p:sldId id='256' r:id='rId1'/></p:sldIdLst></p:presentation>"},
              {"ppt/_rels/presentation.xml.rels", rels},
              {"ppt/slides/slide1.xml", slide("second")},
              {"ppt/slides/slide2.xml", slide("first")},
              {"ppt/slides/_rels/slide2.xml.rels",
               "<Relationships><Relationship Id='rId9' Type='x/notesSlide' "
               "Target='../notesSlides/n1.xml'/></Relationships>"},
              {"ppt/notesSlides/n1.xml",
               "<p:notes xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr>"
               "<p:ph type='sldNum'/></p:nvPr></p:nvSpPr><a:p><a:t>1</a:t></a:p></p:sp><p:sp><a:p><a:t>say hello"
               "</a:t></a:p></p:sp></p:spTree></p:cSld></p:notes>"}},
             "deck.pptx");
    ASSERT_EQ(document.passages.size(), 3u);
    EXPECT_EQ(document.passages[0].text, "first");
    EXPECT_EQ(document.passages[1].text, "say hello");
    EXPECT_EQ(document.passages[1].field, Field::notes);
    EXPECT_EQ(document.passages[2].text, "second");
}

TEST(format_Documents, reads_the_words_of_sheets) {
    const auto document = read(
        {{"xl/workbook.xml", "<workbook/>"},
         {"xl/sharedStrings.xml", "<sst><si><t>Course</t></si><si><r><t>Share </t></r><r><t>ideas</t></r></si></sst>"},
         {"xl/worksheets/sheet1.xml",
          "<worksheet><sheetData><row><c t='s'><v>1</v></c><c><v>42</v></c>"
          "<c t='s'><v>99</v></c><c t='inlineStr'><is><t>inline</t></is></c></row></sheetData></worksheet>"}},
        "list.xlsx");
    EXPECT_EQ(of(document, Field::body), "Share ideas\ninline");
}

TEST(format_Documents, reads_open_document) {
    const auto document =
        read({{"mimetype", "application/vnd.oasis.opendocument.text"},
              {"META-INF/manifest.xml", "<m/>"},
              {"content.xml",
               "<o:document-content xmlns:o='o' xmlns:t='t'><o:body><o:text><t:h>Head</t:h>"
               "<t:p>one <t:span>two</t:span></t:p><t:tracked-changes><t:p>no</t:p></t:tracked-changes>"
               "</o:text></o:body></o:document-content>"}},
             "text.odt");
    EXPECT_EQ(of(document, Field::body), "Head\none two");
}

TEST(format_Documents, reads_rich_text) {
    const auto document = read(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator no;}Caf\\'e9 \\u8211? \\b bold\\b0  "
        "text\\par "
        "next\\line {\\v hidden}{\\v0 shown} \\{x\\}}",
        "a.rtf");
    EXPECT_EQ(of(document, Field::body), "Café – bold text\nnext\nshown {x}");
}

TEST(format_Documents, reads_markdown_and_captions) {
    EXPECT_EQ(of(read("# Welcome\n\nPost in the **forum** at [the board](https://e.org/x).\n\n```\ncode\n```\n- one\n",
                      "a.md"),
                 Field::body),
              "Welcome\nPost in the forum at the board.\none");
    EXPECT_EQ(
        of(read("WEBVTT\n\nNOTE by me\n\nSTYLE\n::cue {}\n\n1\n00:00.000 --> 00:02.000 line:0\n<v Ann>Share your\n\n"
                "00:02.000 --> 00:04.000\nthoughts.\n\n00:04.000 --> 00:05.000\nNow.\n",
                "a.vtt"),
           Field::caption),
        "Share your thoughts.\nNow.");
    EXPECT_EQ(of(read("1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hello</i>\r\n\r\n2\r\n00:00:02,000 --> "
                      "00:00:03,000\r\nHello\r\n",
                      "a.srt"),
                 Field::caption),
              "Hello");
    EXPECT_EQ(of(read("caf\xE9\r\n\r\nau lait", "a.txt"), Field::body), "café\nau lait");
}

TEST(format_Documents, says_what_it_cannot_read) {
    EXPECT_NE(read("\xD0\xCF\x11\xE0 old", "a.doc").problem, "");
    EXPECT_NE(read("%PDF-1.4 broken", "a.pdf").problem, "");
    EXPECT_NE(read("not a zip", "a.docx").problem, "");
    EXPECT_NE(read({{"photo.txt", "x"}}, "a.docx").problem, "");
    EXPECT_NE(read({{"word/document.xml", "<w:document"}}, "a.docx").problem, "");
    EXPECT_EQ(read("{\\rtf1 {{{{\\u", "a.rtf").passages.size(), 0u);
}

}  // namespace
