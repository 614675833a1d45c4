// SPDX-License-Identifier: Apache-2.0
// A finding is the same finding after a re-export, a reordering and a rewording elsewhere.
#include "rule/judge.hpp"
#include "support/pack_folder.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

using model::Field;
using model::Kind;
using testing::ElementsAreArray;
using testing::Not;
using testing::UnorderedElementsAreArray;

class rule_Identity : public testing::Test {
protected:
    rule_Identity() : rules_(load(std::vector<std::filesystem::path>{pack_.path()})) {}

    static model::Course course() {
        model::Course made;
        made.title = "Calls";
        made.identifier = "MANIFEST-1";
        made.statements.push_back({Field::description, "All about calls and how to take them.", "m.xml", false});
        made.sections = {{"Week 1", -1, false, {}}, {"Week 2", -1, false, {}}};
        made.items = {item(Kind::forum, "Hello", 0, "Say who you are."),
                      item(Kind::page, "Reading", 0, "Much to read."),
                      item(Kind::page, "Calls again", 1, "Take calls. Then post in the forum what you heard."),
                      item(Kind::forum, "Discuss", 1, "Say what you think.")};
        return made;
    }
    static model::Item item(Kind kind, const std::string& title, int section, const std::string& text) {
        model::Item made;
        made.kind = kind, made.title = title, made.section = section, made.meets = kind == Kind::forum;
        made.member = title + ".html";
        made.passages.push_back({kind == Kind::page ? Field::body : Field::prompt, text, made.member, false});
        return made;
    }
    std::vector<std::string> fingerprints(const model::Course& of, const std::string& package = "calls.zip") {
        std::vector<std::string> found;
        for (const auto& finding : Judge(rules_).judge(of, package).findings) found.push_back(finding.fingerprint);
        return found;
    }

    test::PackFolder pack_;
    RuleSet rules_;
};

TEST_F(rule_Identity, survives_a_re_export) {
    auto again = course();
    again.identifier = "MANIFEST-2";
    again.title = "CALLS ";
    for (auto& item : again.items) item.member = "res0001/" + item.member, item.identifier = "x" + item.title;
    const auto before = fingerprints(course());
    EXPECT_EQ(before.size(), 3u);
    EXPECT_THAT(fingerprints(again, "export-2024-05-12/calls (1).zip"), ElementsAreArray(before));
}

TEST_F(rule_Identity, survives_reordering) {
    auto moved = course();
    std::reverse(moved.items.begin(), moved.items.end());
    for (auto& item : moved.items) item.section = 1 - item.section;
    EXPECT_THAT(fingerprints(moved), UnorderedElementsAreArray(fingerprints(course())));
}

TEST_F(rule_Identity, survives_rewording_elsewhere) {
    auto reworded = course();
    reworded.statements[0].text = "Calls, and what to say in them.";
    reworded.sections[1].title = "The second week";
    reworded.items[1].passages[0].text = "Less to read.";
    reworded.items[2].title = "Calls once more";
    reworded.items[2].passages[0].text =
        "Take many calls, one by one. Then post in the forum what you heard. Well done.";
    reworded.items.push_back(item(Kind::page, "A new page", 1, "More."));
    EXPECT_THAT(fingerprints(reworded), ElementsAreArray(fingerprints(course())));
}

TEST_F(rule_Identity, changes_with_the_words_and_the_title_of_the_activity_itself) {
    const auto before = fingerprints(course());
    auto reworded = course();
    reworded.items[3].passages[0].text = "Bring one call that went wrong.";
    EXPECT_NE(fingerprints(reworded).back(), before.back());
    auto renamed = course();
    renamed.items[3].title = "Calls that went wrong";
    EXPECT_NE(fingerprints(renamed).back(), before.back());
}

TEST_F(rule_Identity, tells_twins_apart_by_number_only) {
    auto twins = course();
    twins.items.push_back(twins.items[3]);
    const auto before = fingerprints(course()), after = fingerprints(twins);
    ASSERT_EQ(after.size(), 4u);
    EXPECT_NE(after[2], after[3]);
    EXPECT_THAT(std::vector<std::string>(after.begin(), after.end() - 1), ElementsAreArray(before));
}

TEST_F(rule_Identity, of_a_catalogue_row_is_its_code_and_of_a_package_its_title) {
    auto row = course();
    row.listed = true;
    const auto before = fingerprints(row);
    row.title = "Calls, new edition";
    EXPECT_THAT(fingerprints(row), ElementsAreArray(before));
    auto package = course();
    package.title = "Complaints";
    EXPECT_THAT(fingerprints(package), Not(ElementsAreArray(fingerprints(course()))));
}

}  // namespace
}  // namespace needfirst::rule
