// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

namespace {

using namespace needfirst::text;

TEST(text_Language, is_detected) {
    EXPECT_EQ(detect_language("Share your thoughts with your colleagues in the forum below, and say what you learned."),
              "en");
    EXPECT_EQ(detect_language("Teilen Sie Ihre Gedanken mit Ihren Kolleginnen und Kollegen im Forum dieses Kurses."),
              "de");
    EXPECT_EQ(detect_language("このコースの最後に、掲示板であなたの考えを共有してください。"), "ja");
    EXPECT_EQ(detect_language(""), "");
    EXPECT_EQ(detect_language("1234"), "");
}

TEST(text_Language, declared_in_any_form_becomes_a_code) {
    for (const auto* form : {"en", "en-GB", "en_us", "English", "eng", " EN ", "English (United States)"})
        EXPECT_EQ(language_code(form), "en") << form;
    EXPECT_EQ(language_code("ger"), "de");
    EXPECT_EQ(language_code("zh-Hans"), "zh");
    EXPECT_EQ(language_code("pt-BR"), "pt");
    EXPECT_EQ(language_code("und"), "");
    EXPECT_EQ(language_code(""), "");
}

}  // namespace
