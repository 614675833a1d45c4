// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"

#include <unicode/unistr.h>

namespace {

using namespace needfirst::base;

std::string in(const char* charset, std::string_view utf8) {
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    std::string bytes(utf8.size() * 4, '\0');
    bytes.resize(static_cast<std::size_t>(
        text.extract(0, text.length(), bytes.data(), static_cast<uint32_t>(bytes.size()), charset)));
    return bytes;
}

TEST(base_Charset, knows_utf8) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("plain text of more than eight bytes, café 😀"));
    EXPECT_FALSE(is_utf8("caf\xE9 au lait"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_utf8("\xE2\x82"));
}

TEST(base_Charset, folds_marks_line_ends_and_control_characters) {
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF"
                      "a\r\nb\rc\n\td\x01"
                      "e"),
              "a\nb\nc\n\td e");
    EXPECT_EQ(to_utf8(std::string_view("a\0b", 3)), "a b");
}

TEST(base_Charset, reads_utf16_with_and_without_mark) {
    const std::string text = "Share your thoughts: çay";
    EXPECT_EQ(to_utf8("\xFF\xFE" + in("UTF-16LE", text)), text);
    EXPECT_EQ(to_utf8("\xFE\xFF" + in("UTF-16BE", text)), text);
    EXPECT_EQ(to_utf8(in("UTF-16LE", text)), text);
    EXPECT_EQ(to_utf8(in("UTF-16BE", text), "utf-8"), text);
    EXPECT_EQ(to_utf8(text, "utf-16"), text);
}

TEST(base_Charset, believes_a_declaration_unless_the_bytes_are_utf8) {
    EXPECT_EQ(to_utf8("caf\xE9", "iso-8859-1"), "café");
    EXPECT_EQ(to_utf8("\x93x\x94", "ISO-8859-1"), "“x”");
    EXPECT_EQ(to_utf8("café", "iso-8859-1"), "café");
    EXPECT_EQ(to_utf8(in("windows-1251", "Обсудите на форуме"), "windows-1251"), "Обсудите на форуме");
    EXPECT_EQ(to_utf8(in("Shift_JIS", "掲示板"), "shift_jis"), "掲示板");
    EXPECT_EQ(to_utf8(in("ISO-2022-JP", "掲示板"), "iso-2022-jp"), "掲示板");
}

TEST(base_Charset, detects_what_is_not_declared) {
    const std::string japanese =
        "このコースの最後に、掲示板であなたの考えを共有してください。職場の問題について話し合います。";
    const std::string chinese = "请在课程论坛中分享您的想法,并与同事讨论工作中遇到的问题。学习小组每周举行一次会议。";
    const std::string korean =
        "이 과정을 마친 후 토론 게시판에 여러분의 생각을 공유해 주십시오. 동료들과 함께 토론합니다.";
    EXPECT_EQ(to_utf8(in("Shift_JIS", japanese)), japanese);
    EXPECT_EQ(to_utf8(in("GB18030", chinese)), chinese);
    EXPECT_EQ(to_utf8(in("EUC-KR", korean)), korean);
    EXPECT_EQ(to_utf8("Expliquez votre probl\xE8me \xE0 vos coll\xE8gues\x85"),
              "Expliquez votre problème à vos collègues…");
}

TEST(base_Charset, mends_stray_bytes_in_utf8) {
    EXPECT_EQ(to_utf8("é è à – caf\xE9 \x93"), "é è à – café “");
    EXPECT_EQ(to_utf8("caf\xE9;na\xEFve\r\ncafé;naïve;é\n"), "café;naïve\ncafé;naïve;é\n");
}

TEST(base_Charset, finds_the_charset_of_html) {
    EXPECT_EQ(html_charset("<html><META CHARSET = \"Windows-1252\">"), "windows-1252");
    EXPECT_EQ(html_charset("<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'/>"), "shift_jis");
    EXPECT_EQ(html_charset("<meta name='x'><p>charset=utf-7</p>"), "");
    EXPECT_EQ(html_charset("<meta charset="), "");
}

TEST(base_Charset, mends_mojibake_and_leaves_the_rest) {
    EXPECT_EQ(mend_mojibake("Itâ€™s a cafÃ© â€“ naÃ¯ve"), "It’s a café – naïve");
    EXPECT_EQ(mend_mojibake("SÃO PAULO, Â and Ð alone, café"), "SÃO PAULO, Â and Ð alone, café");
    EXPECT_EQ(mend_mojibake("Ã"), "Ã");
    EXPECT_EQ(mend_mojibake("cafÃƒÂ©"), "café");
    EXPECT_EQ(mend_mojibake("ÐŸÑ€Ð¸Ð²ÐµÑ‚"), "Привет");
}

TEST(base_Charset, normalises_and_folds) {
    EXPECT_EQ(to_nfc("Voce\u0302"), "Voc\u00EA");
    EXPECT_EQ(fold_case("ÉCOLE Straße"), "école strasse");
    EXPECT_EQ(fold_case("ABC"), "abc");
}

}  // namespace
