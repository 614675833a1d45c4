// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include "base/error.hpp"

namespace {

using needfirst::base::InputError;
namespace json = needfirst::base::json;

TEST(base_Json, reads_every_type_in_order) {
    const auto value = json::parse(
        "\xEF\xBB\xBF {\"b\": [1, -2.50, 1e3, true, false, null, \"caf\\u00e9 \\ud83d\\ude00\"], \"a\": {}} \n");
    EXPECT_TRUE(value.is_object());
    EXPECT_EQ(value.members[0].name, "b");
    EXPECT_EQ(value["b"].elements.size(), 7u);
    EXPECT_EQ(value["b"][1].text(), "-2.50");
    EXPECT_EQ(value["b"][1].number, -2.5);
    EXPECT_EQ(value["b"][2].number, 1000);
    EXPECT_EQ(value["b"][3].text(), "true");
    EXPECT_EQ(value["b"][4].text(), "false");
    EXPECT_FALSE(value["b"][5]);
    EXPECT_EQ(value["b"][6].text(), "café 😀");
    EXPECT_TRUE(value["a"].is_object());
    EXPECT_EQ(value["x"]["y"][7]["z"].text(), "");
}

TEST(base_Json, keeps_the_text_of_numbers) {
    const auto value = json::parse(R"({"1\" 2": 12345678901234567890123, "x": [0, 18446744073709551615, 7.0]})");
    EXPECT_EQ(value["1\" 2"].text(), "12345678901234567890123");
    EXPECT_EQ(value["x"][0].text(), "0");
    EXPECT_EQ(value["x"][1].text(), "18446744073709551615");
    EXPECT_EQ(value["x"][2].text(), "7.0");
}

TEST(base_Json, forgives_what_exports_really_write) {
    EXPECT_EQ(json::parse(R"(["a\ud83db"])")[0].text(), "a\uFFFDb");
    EXPECT_EQ(json::parse("[\"two\nlines\\n\"]")[0].text(), "two lines\n");
    EXPECT_EQ(json::parse("[\"a\\u0000b\"]")[0].text().size(), 3u);
    EXPECT_EQ(json::parse(R"([1, "\ud83d\ude00", "\ud83d", 2])")[3].text(), "2");
}

TEST(base_Json, says_where_it_is_no_json) {
    for (const auto* text : {"", "{", "{\"a\" 1}", "[1,]", "nonsense", "[1] 2x", "\"open", "<html>"})
        EXPECT_THROW(json::parse(text), InputError) << text;
    EXPECT_THROW(json::parse(std::string(100'000, '[')), InputError);
    EXPECT_NO_THROW(json::parse(std::string(400, '[') + std::string(400, ']')));
    try {
        json::parse("{\"a\": [0, {\"b\": 1, \"c\" 2}]}");
        FAIL();
    } catch (const InputError& e) {
        EXPECT_THAT(e.what(), testing::EndsWith("$.a[1].c"));
    }
}

}  // namespace
