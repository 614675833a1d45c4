// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"

#include "base/error.hpp"

#include <random>

#include <libdeflate.h>

namespace {

using namespace needfirst::base;

TEST(base_Decode, base64_in_both_alphabets_with_white_space_and_without_padding) {
    EXPECT_EQ(from_base64("U2hhcmU="), "Share");
    EXPECT_EQ(from_base64(" U2ho\ncmU "), "Shhre");
    EXPECT_EQ(from_base64("U2hhcg"), "Shar");
    EXPECT_EQ(from_base64("-_8="), "\xFB\xFF");
    EXPECT_EQ(from_base64(""), "");
    EXPECT_EQ(from_base64("U2h*"), std::nullopt);
    EXPECT_EQ(from_base64("U2hhc"), std::nullopt);
}

TEST(base_Decode, percent_escapes) {
    EXPECT_EQ(percent_decode("content%2Fdata.js%20%zz%4"), "content/data.js %zz%4");
    EXPECT_EQ(percent_decode("%C3%A9"), "é");
}

TEST(base_Decode, js_strings_that_never_close_are_looked_through_once) {
    std::string source;
    for (const char quote : {'"', '\'', '`'}) {
        source += std::string("\n") + quote;
        for (int i = 0; i < 1'000'000; ++i) source += std::string("\\") + quote;
    }
    JsStrings strings(source);
    std::size_t read = 0;
    for (std::size_t at = 0; at < source.size();)
        if (strings.read(at)) ++read;
        else ++at;
    EXPECT_EQ(read, 0u);
}

TEST(base_Decode, js_strings_of_a_source_are_those_that_stand_in_it_alone) {
    std::mt19937 dice(3);
    for (int n = 0; n < 20'000; ++n) {
        std::string source;
        while (source.size() < 14) source += "'\"`\\\na+"[dice() % 7];
        JsStrings strings(source);
        for (std::size_t at = 0; at < source.size();) {
            std::size_t alone = at;
            const auto expected = js_string(source, alone);
            EXPECT_EQ(strings.read(at), expected) << source;
            EXPECT_EQ(at, alone) << source;
            if (!expected) ++at;
        }
    }
}

TEST(base_Decode, js_strings) {
    const auto value = [](std::string_view source) {
        std::size_t at = 0;
        auto text = js_string(source, at);
        return text ? *text + "|" + std::string(source.substr(at)) : "none";
    };
    EXPECT_EQ(value(R"('it\'s \x41\u0042\u{43}' + x)"), "it's ABC| + x");
    EXPECT_EQ(value(R"("discussion\u0020forum\n\ud83d\ude00 \ud83d.")"), "discussion forum\n😀 \uFFFD.|");
    EXPECT_EQ(value("`two\nlines`;"), "two\nlines|;");
    EXPECT_EQ(value("'a\\\nb'"), "ab|");
    EXPECT_EQ(value("'never"), "none");
    EXPECT_EQ(value("'never\n'"), "none");
    EXPECT_EQ(value("'\\"), "none");
    EXPECT_EQ(value("x"), "none");
}

TEST(base_Decode, inflates_zlib_and_gzip_within_the_limit) {
    const std::string text(100'000, 'x');
    std::string packed(2000, '\0');
    auto* tool = libdeflate_alloc_compressor(6);
    packed.resize(libdeflate_zlib_compress(tool, text.data(), text.size(), packed.data(), packed.size()));
    EXPECT_EQ(inflate(packed, 1 << 20), text);
    EXPECT_THROW(inflate(packed, 1000), InputError);
    EXPECT_THROW(inflate(packed.substr(0, 20), 1 << 20), InputError);
    packed.resize(2000);
    packed.resize(libdeflate_gzip_compress(tool, text.data(), text.size(), packed.data(), packed.size()));
    EXPECT_EQ(inflate(packed, text.size()), text);
    EXPECT_THROW(inflate("", 100), InputError);
    libdeflate_free_compressor(tool);
}

TEST(base_Decode, small_ones) {
    EXPECT_EQ(trim(" \t a b\r\n"), "a b");
    EXPECT_EQ(trim("  "), "");
    EXPECT_TRUE(same_ignoring_case("ImsManifest.XML", "imsmanifest.xml"));
    EXPECT_FALSE(same_ignoring_case("a", "ab"));
    EXPECT_EQ(ascii_lower("ÄBC"), "Äbc");
}

}  // namespace
