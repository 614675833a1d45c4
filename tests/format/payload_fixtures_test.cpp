// SPDX-License-Identifier: Apache-2.0
// One small package of each authoring tool, and one that is broken.
#include "container/container.hpp"
#include "format/reader.hpp"
#include "places.hpp"

namespace {

using namespace needfirst;

struct Result {
    model::Package package;
    model::Course course;
    std::string text;
};

Result read(const std::string& fixture) {
    Result result;
    const auto container =
        container::open(std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "fixtures" / fixture / "package", {});
    const format::ReadOptions options;
    format::Reading reading{*container, options, result.package,
                            [&](model::Course&& c) { result.course = std::move(c); }};
    const auto* reader = format::recognise(*container);
    if (reader == nullptr) return result;
    reader->read(reading);
    const auto add = [&](const std::vector<model::Passage>& passages) {
        for (const auto& passage : passages)
            result.text += std::string(model::name(passage.field)) + ": " + passage.text + "\n";
    };
    add(result.course.statements);
    for (const auto& section : result.course.sections) add(section.passages);
    for (const auto& item : result.course.items) {
        result.text += "# " + item.title + "\n";
        add(item.passages);
    }
    return result;
}

struct Case {
    const char *fixture, *tool, *title, *text;
};

class format_PayloadFixtures : public testing::TestWithParam<Case> {};

TEST_P(format_PayloadFixtures, are_read_as_learners_see_them) {
    const auto& wanted = GetParam();
    const auto result = read(wanted.fixture);
    EXPECT_EQ(result.package.authoring_tool, wanted.tool);
    EXPECT_EQ(result.course.title, wanted.title);
    EXPECT_EQ(result.text, wanted.text);
    EXPECT_FALSE(result.course.fragment);
    for (const auto& row : result.package.coverage) EXPECT_EQ(row.reason, "") << row.member;
}

constexpr const char* rise =
    "description: Late handovers cost us two hours a week.\n"
    "# Learning objectives\nobjectives: Hand over in five minutes\n"
    "# Talk about it\nbody: Your turn\nShare your thoughts on handovers in the forum below.\n"
    "# Check\nquiz: How long does it take?\nFive minutes\nAn hour\nfeedback: Five minutes.\n";
constexpr const char* adapt =
    "description: Complaints about calls doubled.\n"
    "# Listen first\nbody: Listen first\nquiz: What helps?\nListening\nfeedback: Yes.\n"
    "# Talk\nbody: Talk\nDiscuss it with a colleague.\n";

INSTANTIATE_TEST_SUITE_P(
    all, format_PayloadFixtures,
    testing::Values(
        Case{"rise/minimal-valid", "Articulate Rise", "Handovers on the ward", rise},
        Case{"rise/locale-valid", "Articulate Rise", "Handovers on the ward", rise},
        Case{"storyline/minimal-valid", "Articulate Storyline 3.56.26219.0", "Safe lifting",
             "description: Back injuries rose by a third last year.\n"
             "# Lift together\nbody: Don't lift alone.\nPost your tips for in the community.\n"
             "# Question\nquiz: Who lifts?\n"},
        Case{"storyline2/minimal-valid", "Articulate Storyline 2", "Safe lifting",
             "description: Back injuries rose by a third last year.\n# Lift\nbody: Lift with your team.\n"},
        Case{"captivate/minimal-valid", "Adobe Captivate 11.5.5", "Stock taking",
             "# Why we count\nbody: Shelves are empty\nwhile the store room is full\nIt's costly\n"
             "# Discuss\nbody: Share what you found with your colleagues\n"},
        Case{"ispring/minimal-valid", "iSpring 10.2.1.3006", "Site rules",
             "# Welcome\nbody: Site rules\nWear a helmet.\nnotes: Greet everybody.\n"
             "# Final check\nquiz: What do you wear?\nA helmet\n"},
        Case{"lectora/minimal-valid", "Lectora 16.2.2", "Till training",
             "# Till training\nbody: Till training\nQueues at the till are too long.\n"
             "# First\nbody: Till training\nOpen a second till.\nNext\n"
             "# Second\nbody: Till training\nTell the others in the forum how it went.\n"},
        Case{"adapt/minimal-valid", "Adapt", "Kinder calls", adapt},
        Case{"evolve/minimal-valid", "Evolve", "Kinder calls", adapt},
        Case{"easygenerator/minimal-valid", "Easygenerator", "Clean kitchens",
             "section: See why hygiene fails on busy days.\n"
             "# Busy days\nbody: Write in the forum what goes wrong.\n# Check\nquiz: Wash hands\n"},
        Case{"exelearning/minimal-valid", "eXeLearning", "Fewer falls",
             "# Fewer falls\nbody: Fewer falls\nFalls on stairs rose.\n# Stairs\nbody: Stairs\nHold the rail.\n"
             "# Talk\nbody: Talk\nShare your story with the group.\n"},
        Case{"embeddedh5p/minimal-valid", "Embedded H5P", "Ladders",
             "title: Who holds it\n# Who holds it\nquiz: Who holds the ladder?\nquiz: A colleague\nfeedback: Yes, each "
             "time.\n"},
        Case{"embeddedh5p/folder-valid", "Embedded H5P", "Ladders",
             "# Who holds it\nquiz: Two people carry a ladder.\n"},
        Case{"hotpotatoes/minimal-valid", "Hot Potatoes", "Forklift check",
             "# What do you check first?\nbody: Forklift check\nThree loads fell last month.\n"
             "quiz: The load\nThe phone\nfeedback: Yes: look at it first.\n"
             "# A load slips. What then?\nquiz: Tell your shift\n"},
        Case{"hotpotatoes/cloze-valid", "Hot Potatoes", "Gas alarm",
             "# Gas alarm\nquiz: Gas alarm\nWhen the horn sounds you at once.\nquiz: leave the hall\nIt begins with an "
             "l\n"},
        Case{"xerte/minimal-valid", "Xerte", "Fake parcels",
             "# What & why\nbody: Two in five clerks accepted a fake parcel.\n"
             "# Check\nquiz: What do you do first?\nA\nAsk a colleague\nfeedback: Right.\n"}));

class format_BrokenPayloads : public testing::TestWithParam<const char*> {};

TEST_P(format_BrokenPayloads, say_so_and_are_no_whole_course) {
    const auto result = read(GetParam());
    const bool silent = result.package.coverage.empty() && !result.course.fragment && !result.course.items.empty();
    EXPECT_FALSE(silent) << result.text;
}

INSTANTIATE_TEST_SUITE_P(all, format_BrokenPayloads,
                         testing::Values("rise/data-missing-error", "storyline/data-broken-error",
                                         "storyline2/data-damaged-error", "captivate/slides-missing-error",
                                         "ispring/info-damaged-error", "lectora/pages-missing-error",
                                         "adapt/json-broken-error", "evolve/json-broken-error",
                                         "easygenerator/content-missing-error", "exelearning/pages-empty-error",
                                         "xerte/template-broken-error", "hotpotatoes/questions-cut-error",
                                         "embeddedh5p/content-cut-error"));

}  // namespace
