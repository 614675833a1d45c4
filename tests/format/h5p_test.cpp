// SPDX-License-Identifier: Apache-2.0
#include "format/h5p.hpp"

#include "support/package.hpp"

namespace needfirst::format {
namespace {

using model::Field;

TEST(format_H5p, reads_questions_as_items_and_no_labels) {
    const auto found = test::read_fixture("h5p/minimal-valid");
    EXPECT_EQ(found.reader, "h5p");
    EXPECT_EQ(found.course().title, "Handing over a patient");
    EXPECT_EQ(found.package.authoring_tool, "H5P.QuestionSet 1.20");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "The order of a handover");
    EXPECT_EQ(found.item(0).kind, model::Kind::quiz);
    EXPECT_EQ(found.text(0),
              "Before you start\nThree handovers in ten leave out the allergies.\nFill in the missing words\n"
              "First the situation, then the background.\none word\nRead the card again.");
    EXPECT_EQ(found.item(1).title, "Question 2");
    EXPECT_EQ(found.text(1), "Who speaks first?\nThe nurse who leaves\nYes: she knows the night.");
    EXPECT_EQ(found.item(1).passages.back().field, Field::feedback);
}

TEST(format_H5p, tells_text_by_name_where_the_libraries_are_not_there) {
    const auto found = test::read_fixture("h5p/libraries-missing-valid");
    ASSERT_EQ(found.course().items.size(), 2u);
    EXPECT_EQ(found.item(0).title, "What changed");
    EXPECT_EQ(found.text(0), "Invoices now go to one address.");
    EXPECT_EQ(found.text(1), "A paid invoice");
}

TEST(format_H5p, keeps_the_title_where_the_content_is_broken) {
    const auto found = test::read_fixture("h5p/content-broken-error");
    EXPECT_EQ(found.course().title, "Greeting a guest");
    EXPECT_TRUE(found.course().fragment);
    EXPECT_TRUE(found.remarked("content/content.json", base::CoverageState::error));
}

TEST(format_H5p, reads_content_inside_other_packages) {
    auto container = container::from_memory({{"w/h5p.json", R"({"title": "T", "mainLibrary": "H5P.Text"})"},
                                             {"w/content/content.json", R"({"text": "<p>Read me.</p>"})"}});
    EXPECT_TRUE(h5p::is_content(*container, "w/"));
    EXPECT_FALSE(h5p::is_content(*container, ""));
    model::Package package;
    const ReadOptions options;
    Reading reading{*container, options, package, {}};
    model::Course course;
    course.title = "Outer";
    h5p::read_content(reading, "w/", course, 4);
    EXPECT_EQ(course.title, "Outer");
    ASSERT_EQ(course.items.size(), 1u);
    EXPECT_EQ(course.items[0].section, 4);
    EXPECT_EQ(course.items[0].passages[0].text, "Read me.");
}

}  // namespace
}  // namespace needfirst::format
