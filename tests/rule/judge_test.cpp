// SPDX-License-Identifier: Apache-2.0
#include "rule/judge.hpp"

#include "support/pack_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

using model::Field;
using model::Kind;
using model::Need;
using model::Placement;
using model::Verdict;

class rule_Judge : public testing::Test {
protected:
    model::Judgement judge(const model::Course& course) {
        const std::vector<std::filesystem::path> folders = {pack_.path()};
        const RuleSet rules = load(folders);
        return Judge(rules).judge(course, "a.zip");
    }
    static model::Course course(const std::string& description = "A course of words that are many enough.") {
        model::Course made;
        made.title = "Calls";
        made.language = "en";
        made.statements.push_back({Field::description, description, "imsmanifest.xml", false});
        return made;
    }
    static model::Item item(Kind kind, const std::string& title, const std::string& text = {}, int section = -1) {
        model::Item made;
        made.kind = kind;
        made.title = title;
        made.meets = kind == Kind::forum;
        made.section = section;
        if (!text.empty())
            made.passages.push_back({kind == Kind::page ? Field::body : Field::prompt, text, "p.html", false});
        return made;
    }
    test::PackFolder pack_;
};

TEST_F(rule_Judge, leaves_a_course_alone_in_which_nobody_meets) {
    const auto judged = judge(course());
    EXPECT_EQ(judged.verdict, Verdict::not_social);
    EXPECT_TRUE(judged.findings.empty());
    EXPECT_EQ(judged.words_read, 9);
}

TEST_F(rule_Judge, rings_for_a_forum_without_a_need_and_asks) {
    auto made = course();
    made.sections.push_back({"End", -1, false, {}});
    made.items = {item(Kind::page, "Text", "Words.", 0), item(Kind::quiz, "Test", {}, 0),
                  item(Kind::forum, "Chat here", "Say hello.", 0)};
    const auto judged = judge(made);
    EXPECT_EQ(judged.verdict, Verdict::tacked_on);
    ASSERT_EQ(judged.findings.size(), 1u);
    EXPECT_EQ(judged.findings[0].message, "In Calls: Chat here");
    EXPECT_EQ(judged.findings[0].location, "a.zip#End > Chat here");
    ASSERT_EQ(judged.questions.size(), 1u);
    EXPECT_EQ(judged.questions[0].text, "Why Chat here?");
    const auto& forum = judged.activities[2];
    EXPECT_EQ(forum.position, 3);
    EXPECT_EQ(forum.of_items, 3);
    EXPECT_TRUE(forum.after_last_assessment);
    EXPECT_TRUE(forum.is_last_of_section);
    EXPECT_FALSE(judged.activities[0].after_last_assessment);
    EXPECT_GT(judged.score, 0.4);
}

TEST_F(rule_Judge, finds_a_prompt_inside_a_page) {
    auto made = course();
    made.items = {item(Kind::page, "Last page", "The end.\nPlease post in the forum on Yammer.")};
    const auto judged = judge(made);
    ASSERT_EQ(judged.activities.size(), 2u);
    EXPECT_EQ(judged.activities[1].kind, Kind::prompt);
    EXPECT_EQ(judged.activities[1].title, "Please post in the forum on Yammer.");
    EXPECT_EQ(judged.activities[1].platform, "Yammer");
    EXPECT_EQ(judged.activities[1].position, 1);
    EXPECT_FALSE(judged.activities[0].social);
}

TEST_F(rule_Judge, a_section_about_the_platform_is_its_manual_but_a_forum_in_it_is_one) {
    pack_.write("signals/manual.yaml",
                "signal: manual\ndescribes: test\nsays: furniture\nwhere: [section]\nphrases: ['campus orientation']\n"
                "examples: {yes: [x], no: [y]}\n");
    auto made = course();
    made.sections.push_back({"Campus orientation", -1, false, {}});
    made.sections.push_back({"First steps", 0, false, {}});
    made.items = {item(Kind::page, "Buttons", "Please post in the forum on Yammer.", 0),
                  item(Kind::page, "More buttons", "Please post in the forum on Yammer.", 1)};
    EXPECT_EQ(judge(made).verdict, Verdict::not_social);
    made.items.push_back(item(Kind::forum, "Say hello", "Please post in the forum.", 1));
    const auto judged = judge(made);
    EXPECT_EQ(std::count_if(judged.activities.begin(), judged.activities.end(), [](const auto& a) { return a.social; }),
              1);
    made.sections[0].title = "Campus";
    EXPECT_GT(judge(made).activities.size(), made.items.size());
}

TEST_F(rule_Judge, hears_need_anywhere_in_the_course) {
    auto made = course("Since spring complaints doubled in the shop.");
    made.items = {item(Kind::forum, "Talk")};
    const auto judged = judge(made);
    EXPECT_EQ(judged.need, Need::stated);
    EXPECT_EQ(judged.verdict, Verdict::purposeful);
    EXPECT_TRUE(judged.findings.empty());
    ASSERT_FALSE(judged.evidence.empty());
    EXPECT_EQ(judged.evidence[0].quote, "Since spring complaints doubled in the shop.");
    EXPECT_EQ(judged.evidence[0].location, "a.zip!imsmanifest.xml#description");
}

TEST_F(rule_Judge, takes_back_what_is_only_supposed) {
    const auto judged = judge(course("What if it were so that complaints doubled?"));
    EXPECT_EQ(judged.need, Need::none);
    ASSERT_EQ(judged.evidence.size(), 1u);
    EXPECT_EQ(judged.evidence[0].says, "taken-back");
}

TEST_F(rule_Judge, is_not_fooled_by_a_false_friend) {
    EXPECT_EQ(judge(course("The film shows how to post in the forum of a customer.")).verdict, Verdict::not_social);
}

TEST_F(rule_Judge, a_false_friend_stays_in_its_own_clause) {
    EXPECT_EQ(judge(course("The film shows how to weld; post in the forum.")).verdict, Verdict::tacked_on);
    EXPECT_EQ(judge(course("Weld; the film shows how to post in the forum.")).verdict, Verdict::not_social);
}

TEST_F(rule_Judge, leaves_hidden_items_out_but_keeps_them) {
    auto made = course();
    made.items = {item(Kind::forum, "Draft", "complaints doubled")};
    made.items[0].placement = Placement::hidden;
    const auto judged = judge(made);
    EXPECT_EQ(judged.verdict, Verdict::not_social);
    EXPECT_EQ(judged.need, Need::none);
    ASSERT_EQ(judged.activities.size(), 1u);
    EXPECT_EQ(judged.activities[0].placement, Placement::hidden);
}

TEST_F(rule_Judge, hides_what_stands_in_a_hidden_section) {
    auto made = course();
    made.sections = {{"Open", -1, false, {}}, {"Hidden", 0, true, {}}, {"Below", 1, false, {}}};
    made.items = {item(Kind::forum, "Talk", {}, 2)};
    EXPECT_EQ(judge(made).verdict, Verdict::not_social);
}

TEST_F(rule_Judge, knows_furniture_by_its_title) {
    auto made = course();
    made.items = {item(Kind::forum, "Help desk")};
    const auto judged = judge(made);
    EXPECT_EQ(judged.verdict, Verdict::not_social);
    EXPECT_FALSE(judged.activities[0].social);
}

TEST_F(rule_Judge, does_not_guess_where_little_was_read_or_nobody_listens) {
    model::Course little;
    little.title = "Intro";
    EXPECT_EQ(judge(little).verdict, Verdict::unreadable);
    auto french = course(
        "Ce cours présente les principes de la gestion de projet et les méthodes les plus courantes dans les "
        "entreprises.");
    french.title = "Gestion de projet";
    french.language = "fr";
    const auto judged = judge(french);
    EXPECT_EQ(judged.verdict, Verdict::unreadable);
    EXPECT_THAT(judged.reason, testing::HasSubstr("(fr)"));
}

TEST_F(rule_Judge, gives_findings_a_fingerprint_that_survives_other_changes) {
    auto made = course();
    made.items = {item(Kind::forum, "Talk", "Say hello.")};
    const auto before = judge(made);
    made.statements[0].text = "Quite other words about the course.";
    made.items.insert(made.items.begin(), item(Kind::page, "New page", "More."));
    EXPECT_EQ(judge(made).findings[0].fingerprint, before.findings[0].fingerprint);
    made.items[1].passages[0].text = "Say goodbye.";
    EXPECT_NE(judge(made).findings[0].fingerprint, before.findings[0].fingerprint);
}

TEST_F(rule_Judge, joins_two_sights_of_one_course) {
    const std::vector<std::filesystem::path> folders = {pack_.path()};
    const RuleSet rules = load(folders);
    Judge judge(rules);
    auto package = course();
    package.items = {item(Kind::forum, "Talk")};
    Heard heard = judge.listen(package, "a.zip");
    std::vector<Heard> others;
    others.push_back(judge.listen(course("Since May complaints doubled."), "list.csv"));
    join(heard, std::move(others));
    const auto judged = judge.decide(std::move(heard));
    EXPECT_EQ(judged.verdict, Verdict::purposeful);
    EXPECT_EQ(judged.evidence.back().location, "list.csv!imsmanifest.xml#description");
}

}  // namespace
}  // namespace needfirst::rule
