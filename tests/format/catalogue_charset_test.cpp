// SPDX-License-Identifier: Apache-2.0
#include "support/catalogue.hpp"

#include <gtest/gtest.h>

// Catalogues in the character sets that offices export, none of them declared; the bytes are written out.
namespace needfirst {
namespace {

using namespace std::string_literals;

struct Case {
    const char* name;
    std::string bytes;
    const char *title, *description;
};

class format_CatalogueCharset : public testing::TestWithParam<Case> {};

TEST_P(format_CatalogueCharset, is_told_by_the_text) {
    const auto found = test::read_catalogue("courses.csv", GetParam().bytes);
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, GetParam().title);
    EXPECT_EQ(found.text(0, model::Field::description), GetParam().description);
}

INSTANTIATE_TEST_SUITE_P(
    all, format_CatalogueCharset,
    testing::Values(
        Case{
            "shift_jis",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"\214\244\217C\202\314\212\356\226{\",\"\213\352\217\356\202\252\216O\212\204\221\235\202\246\202\334\202\265\202\275\201B\223\257\227\273\202\306\214f\216\246\224\302\202\305\230b\202\265\215\207\202\301\202\304\202\255\202\276\202\263\202\242\201B\"\r\n"s,
            "研修の基本", "苦情が三割増えました。同僚と掲示板で話し合ってください。"},
        Case{
            "gb18030",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"\277\315\273\247\267\376\316\361\305\340\321\265\",\"\315\266\313\337\324\366\274\323\301\313\310\375\263\311\243\254\307\353\324\332\302\333\314\263\326\320\323\353\315\254\312\302\314\326\302\333\241\243\"\r\n"s,
            "客户服务培训", "投诉增加了三成，请在论坛中与同事讨论。"},
        Case{
            "euc_kr",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"\260\355\260\264 \300\300\264\353 \261\263\300\260\",\"\272\322\270\270\300\314 \264\303\276\372\275\300\264\317\264\331. \260\324\275\303\306\307\277\241\274\255 \265\277\267\341\277\315 \305\344\267\320\307\317\274\274\277\344.\"\r\n"s,
            "고객 응대 교육", "불만이 늘었습니다. 게시판에서 동료와 토론하세요."},
        Case{
            "windows_1251",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"\301\345\347\356\357\340\361\355\356\361\362\374 \362\360\363\344\340\",\"\306\340\353\356\341 \361\362\340\353\356 \341\356\353\374\370\345, \356\341\361\363\344\350\362\345 \375\362\356 \361 \352\356\353\353\345\343\340\354\350.\"\r\n"s,
            "Безопасность труда", "Жалоб стало больше, обсудите это с коллегами."},
        Case{
            "iso_8859_2",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"Bezpiecze\361stwo pracy\",\"Wypadk\363w by\263o wi\352cej ni\277 rok temu, porozmawiaj z zespo\263em.\"\r\n"s,
            "Bezpieczeństwo pracy", "Wypadków było więcej niż rok temu, porozmawiaj z zespołem."},
        Case{
            "windows_1252",
            "\"id\",\"title\",\"description\"\r\n\"1\",\"Caf\351 calls\",\"Complaints doubled \226 share \223your\224 view.\"\r\n"s,
            "Café calls", "Complaints doubled – share “your” view."},
        Case{
            "utf_16_with_bom",
            "\377\376\"\000i\000d\000\"\000,\000\"\000t\000i\000t\000l\000e\000\"\000,\000\"\000d\000e\000s\000c\000r\000i\000p\000t\000i\000o\000n\000\"\000\r\000\n\000\"\0001\000\"\000,\000\"\000C\000a\000f\000\351\000 \000c\000a\000l\000l\000s\000\"\000,\000\"\000C\000o\000m\000p\000l\000a\000i\000n\000t\000s\000 \000d\000o\000u\000b\000l\000e\000d\000 \000\023  \000s\000h\000a\000r\000e\000 \000\034 y\000o\000u\000r\000\035  \000v\000i\000e\000w\000.\000\"\000\r\000\n\000"s,
            "Café calls", "Complaints doubled – share “your” view."},
        Case{
            "utf_16_without_bom",
            "\000\"\000i\000d\000\"\000,\000\"\000t\000i\000t\000l\000e\000\"\000,\000\"\000d\000e\000s\000c\000r\000i\000p\000t\000i\000o\000n\000\"\000\r\000\n\000\"\0001\000\"\000,\000\"\000C\000a\000f\000\351\000 \000c\000a\000l\000l\000s\000\"\000,\000\"\000C\000o\000m\000p\000l\000a\000i\000n\000t\000s\000 \000d\000o\000u\000b\000l\000e\000d\000  \023\000 \000s\000h\000a\000r\000e\000  \034\000y\000o\000u\000r \035\000 \000v\000i\000e\000w\000.\000\"\000\r\000\n"s,
            "Café calls", "Complaints doubled – share “your” view."}),
    [](const auto& of) { return std::string(of.param.name); });

TEST(format_CatalogueCharset, may_change_from_row_to_row) {
    const auto found = test::read_catalogue(
        "courses.csv",
        "id,title,description\n1,Caf\303\251 calls,Complaints doubled.\n2,\334bung,Gr\366\337ere Lasten.\n");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].title, "Café calls");
    EXPECT_EQ(found.courses[1].title, "Übung");
    EXPECT_EQ(found.text(1, model::Field::description), "Größere Lasten.");
}

TEST(format_CatalogueCharset, text_that_was_read_in_the_wrong_one_is_mended) {
    const auto found = test::read_catalogue(
        "courses.csv",
        "id,title,description\n1,CafÃ© calls,Complaints doubled â€“ itâ€™s your turn.\n2,Lifting,Lift.\n");
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[0].title, "Café calls");
    EXPECT_EQ(found.text(0, model::Field::description), "Complaints doubled – it’s your turn.");
}

}  // namespace
}  // namespace needfirst
