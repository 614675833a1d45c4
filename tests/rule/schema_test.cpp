// SPDX-License-Identifier: Apache-2.0
// The schemas that editors use say what the loader accepts.
#include "base/json.hpp"
#include "places.hpp"
#include "rule/pack.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

namespace fs = std::filesystem;

base::json::Value schema(const std::string& name) {
    std::ifstream file(fs::path(NEEDFIRST_SOURCE_DIR) / "rules" / "schema" / name);
    std::stringstream text;
    text << file.rdbuf();
    return base::json::parse(text.str());
}

std::set<std::string> names(const base::json::Value& object) {
    std::set<std::string> found;
    for (const auto& [name, value] : object.members) found.emplace(name);
    return found;
}

// Keys at the left margin.
std::set<std::string> keys_of(const fs::path& yaml) {
    std::set<std::string> found;
    std::ifstream file(yaml);
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(':');
        if (line.empty() || !std::islower(static_cast<unsigned char>(line[0])) || colon == std::string::npos) continue;
        found.insert(line.substr(0, colon));
    }
    return found;
}

void expect_known(const fs::path& folder, const base::json::Value& against) {
    const auto known = names(against["properties"]);
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename();
        if (name.extension() != ".yaml" || name == "pack.yaml" || name == "verdicts.yaml") continue;
        const auto keys = keys_of(entry.path());
        EXPECT_TRUE(std::includes(known.begin(), known.end(), keys.begin(), keys.end())) << entry.path();
        for (const auto& required : against["required"].elements)
            EXPECT_TRUE(keys.count(std::string(required.text()))) << entry.path() << " " << required.text();
    }
}

TEST(rule_Schema, of_signals_knows_every_word_of_says) {
    std::vector<std::string> words;
    const auto signals = schema("signal.json");
    for (const auto& word : signals["properties"]["says"]["anyOf"].elements.at(0)["enum"].elements)
        words.emplace_back(word.text());
    EXPECT_THAT(words, testing::ElementsAreArray(says_names));
}

TEST(rule_Schema, fits_every_pack) {
    for (const auto& pack : fs::directory_iterator(fs::path(NEEDFIRST_SOURCE_DIR) / "rules")) {
        if (!fs::exists(pack.path() / "pack.yaml")) continue;
        expect_known(pack.path() / "signals", schema("signal.json"));
        expect_known(pack.path(), schema("rule.json"));
    }
}

}  // namespace
}  // namespace needfirst::rule
