// SPDX-License-Identifier: Apache-2.0
#include "places.hpp"
#include "rule/pack.hpp"
#include "support/environment.hpp"
#include "support/pack_folder.hpp"
#include "support/program.hpp"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct rule_Compiled : testing::Test {
    test::TemporaryFolder place;
    test::Environment cache{"XDG_CACHE_HOME", (place / "cache").string()};
    test::PackFolder pack;

    static RuleSet compile(const std::vector<fs::path>& folders) { return compiled(folders, fingerprint(folders)); }
    std::vector<fs::path> kept() const {
        std::vector<fs::path> found;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(place / "cache/needfirst", none)) found.push_back(entry.path());
        return found;
    }
};

TEST_F(rule_Compiled, is_kept_and_made_anew_where_a_file_has_changed) {
    EXPECT_EQ(compile({pack.path()}).rules.at(0).level, model::Level::alarm);
    EXPECT_EQ(compile({pack.path()}).rules.at(0).level, model::Level::alarm);
    ASSERT_EQ(kept().size(), 1U);
    pack.rule("no-need", "note", "activity", "{social: true}");
    EXPECT_EQ(compile({pack.path()}).rules.at(0).level, model::Level::note);
    EXPECT_EQ(kept().size(), 2U);
    pack.signal("extra", "social", "not yet (");
    EXPECT_THROW(compile({pack.path()}), RuleErrors);
}

TEST_F(rule_Compiled, is_the_same_from_the_cache) {
    const RuleSet made = compile({pack.path()}), read = compile({pack.path()});
    ASSERT_EQ(read.rules.size(), made.rules.size());
    EXPECT_EQ(read.rules[0].id, made.rules[0].id);
    EXPECT_EQ(read.rules[0].definition, made.rules[0].definition);
    EXPECT_EQ(read.rules[0].when.parts.size(), 2U);
    EXPECT_EQ(read.verdicts.size(), made.verdicts.size());
    EXPECT_EQ(read.meanings.size(), made.meanings.size());
    EXPECT_TRUE(read.books.contains("en"));
}

TEST_F(rule_Compiled, is_made_anew_where_what_was_kept_is_damaged) {
    compile({pack.path()});
    ASSERT_EQ(kept().size(), 1U);
    const std::string whole = test::read_file(kept()[0]);
    for (const std::size_t size : {whole.size() / 2, std::size_t{0}}) {
        fs::resize_file(kept()[0], size);
        EXPECT_EQ(compile({pack.path()}).rules.size(), 1U);
        EXPECT_EQ(test::read_file(kept()[0]), whole);
    }
}

TEST_F(rule_Compiled, does_not_hide_that_a_folder_is_missing) {
    compile({pack.path()});
    EXPECT_THROW(compile({pack.path(), place / "nowhere"}), RuleErrors);
}

TEST_F(rule_Compiled, gives_an_audit_of_the_fixtures_the_same_bytes) {
    const auto store = [&] {
        const auto ran = test::run_program(place, "audit '" NEEDFIRST_SOURCE_DIR
                                                  "/fixtures' --db a.db --fresh --quiet "
                                                  "--fail-on never --allow-unreadable --jobs 2");
        EXPECT_EQ(ran.status, 0) << ran.err;
        static const std::regex times("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
        return std::regex_replace(test::read_file(place / "a.db"), times, "then");
    };
    const std::string anew = store();
    ASSERT_EQ(kept().size(), 1U);
    const auto written = fs::last_write_time(kept()[0]);
    EXPECT_TRUE(store() == anew);
    EXPECT_EQ(fs::last_write_time(kept()[0]), written);
    const test::Environment none("XDG_CACHE_HOME", "/proc/self/nothing");
    EXPECT_TRUE(store() == anew);
}

}  // namespace
}  // namespace needfirst::rule
