// SPDX-License-Identifier: Apache-2.0
#include "base/yaml_node.hpp"

#include <gtest/gtest.h>

namespace needfirst::base {
namespace {

std::string refused(const std::string& text) {
    try {
        const YamlDocument document(text);
    } catch (const YamlError& e) {
        return std::to_string(e.line) + ":" + std::to_string(e.column) + " " + e.what();
    }
    return {};
}

TEST(base_YamlNode, tells_what_stands_where) {
    const YamlDocument document("a: [x, 'y', ~]\nb:\n  c: z\n  d:\na: second\n");
    const YamlNode root = document.root();
    ASSERT_TRUE(root.is_map());
    EXPECT_EQ(root.size(), 3u);
    ASSERT_TRUE(root["a"].is_sequence()) << "of two equal keys the first";
    std::vector<std::string> seen;
    for (const auto& each : root["a"])
        seen.push_back(std::string(each.scalar()) + (each.is_quoted() ? " quoted" : "") +
                       (each.is_null() ? "null" : ""));
    EXPECT_EQ(seen, (std::vector<std::string>{"x", "y quoted", "null"}));
    const YamlNode inner = root["b"]["c"];
    EXPECT_EQ(inner.scalar(), "z");
    EXPECT_EQ(inner.line(), 2);
    EXPECT_EQ(inner.column(), 5);
    EXPECT_TRUE(root["b"]["d"].is_null());
    EXPECT_FALSE(root["nothing"]);
    EXPECT_FALSE(root["nothing"]["there"].is_scalar());
    for (const auto& pair : root["b"]) EXPECT_EQ(pair.first.line(), pair.first.scalar() == "c" ? 2 : 3);
}

TEST(base_YamlNode, takes_an_empty_text_for_nothing) {
    EXPECT_TRUE(YamlDocument("").root().is_null());
    EXPECT_TRUE(YamlDocument("# only a remark\n").root().is_null());
}

TEST(base_YamlNode, follows_aliases) {
    const YamlDocument document("a: &x [1, 2]\nb: *x\n");
    EXPECT_EQ(document.root()["b"].size(), 2u);
}

TEST(base_YamlNode, refuses_what_is_none_or_never_ends) {
    EXPECT_EQ(refused("a: [1"), "1:0 while parsing a flow sequence, did not find expected ',' or ']'");
    EXPECT_NE(refused("a: \xFF"), "");
    EXPECT_NE(refused("a: *nobody"), "");
    EXPECT_EQ(refused("a: &x [1, *x]"), "0:10 the alias stands in what it means");
    EXPECT_EQ(refused(std::string(99, '[') + std::string(99, ']')), "");
    EXPECT_EQ(refused(std::string(200, '[') + std::string(200, ']')), "0:100 nested too deep");
    EXPECT_EQ(refused(std::string(100'000, '[')), "0:100 nested too deep") << "and not read to its end";
    std::string laughs = "a: &a [l, l, l, l, l, l, l, l, l, l]\n";
    for (char c = 'b'; c <= 'i'; ++c) {
        const std::string alias = std::string("*") + static_cast<char>(c - 1);
        laughs += std::string(1, c) + ": &" + c + " [" + alias;
        for (int i = 0; i < 9; ++i) laughs += ", " + alias;
        laughs += "]\n";
    }
    EXPECT_NE(refused(laughs).find("more than a million values"), std::string::npos);
}

}  // namespace
}  // namespace needfirst::base
