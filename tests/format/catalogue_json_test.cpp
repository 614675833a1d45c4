// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/literal.hpp"
#include "support/catalogue.hpp"

namespace needfirst {
namespace {

using model::Field;
using test::read_catalogue;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(format_CatalogueLiteral, reads_what_scripts_write) {
    std::size_t at = 0;
    const auto value = format::catalogue::literal_at(
        "// first\n{ id: 7, 'two words': 'it\\'s', list: [1, 2,], made: new Date(2020, 1), text: 'a' + \"b\", /* x */ "
        "ok: true, }",
        at);
    EXPECT_EQ(value["id"].text(), "7");
    EXPECT_EQ(value["two words"].text(), "it's");
    EXPECT_EQ(value["list"].elements.size(), 2u);
    EXPECT_EQ(value["text"].text(), "ab");
    EXPECT_EQ(value["ok"].text(), "true");
}

TEST(format_CatalogueLiteral, ends_on_anything) {
    for (const std::string text :
         {"{", "[[[[", "{a:", "{a:'", "[}]", "{,:,}", "{'a", "[1 2 }", "{a:{b:[", "{\"a\" \"b\"}"}) {
        std::size_t at = 0;
        format::catalogue::literal_at(text, at);
        EXPECT_LE(at, text.size()) << text;
        format::catalogue::script_data("x = " + text);
    }
}

TEST(format_CatalogueJson, reads_a_list_inside_a_feed) {
    const auto found = read_catalogue("feed.json", R"({"version": "https://jsonfeed.org/version/1", "title": "Courses",
        "items": [{"id": "IT-1", "title": "Safe ladders", "summary": "Falls from ladders doubled.", "content_text": "Safe ladders",
        "delivery_method": "Webinar", "author": {"name": "Kim Doe"}, "url": "https://example.org"}]})");
    EXPECT_EQ(found.reader, "json");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].identifier, "IT-1");
    EXPECT_EQ(found.courses[0].title, "Safe ladders");
    EXPECT_EQ(found.text(0, Field::description), "Falls from ladders doubled.");
    EXPECT_EQ(found.text(0, Field::delivery), "Webinar");
    EXPECT_THAT(found.text(0), Not(HasSubstr("Doe")));
}

TEST(format_CatalogueJson, reads_bulk_lines_and_keeps_their_numbers) {
    const auto found = read_catalogue(
        "bulk.ndjson",
        "{\"index\":{\"_id\":\"1\"}}\n{\"id\":\"1\",\"title\":\"One\",\"description\":\"About one.\","
        "\"modules\":[{\"title\":\"Start\",\"description\":\"Say hello to the others.\"}]}\n\n"
        "{\"index\":{\"_id\":\"2\"}}\n{\"id\":\"2\",\"title\":\"Two\",\"description\":\"About two.\"}\n");
    EXPECT_EQ(found.package.rows, 2);
    ASSERT_EQ(found.courses.size(), 2u);
    EXPECT_EQ(found.courses[1].member, "row 5");
    EXPECT_EQ(found.text(0, Field::syllabus), "Start\nSay hello to the others.");
}

TEST(format_CatalogueJson, takes_one_of_several_languages_and_says_so) {
    const auto found = read_catalogue("list.json", R"([{"id": "t1", "title": {"ar": "a", "en": "Clean hands"},
        "description": {"ar": "b", "en": "How to wash."}}])");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Clean hands");
    EXPECT_EQ(found.courses[0].language, "en");
    ASSERT_EQ(found.package.coverage.size(), 1u);
    EXPECT_THAT(found.package.coverage[0].reason, HasSubstr("2 in ar"));
}

TEST(format_CatalogueJson, reads_localised_metadata_and_retirement) {
    const auto found = read_catalogue("export.json", R"([{"id": "p1", "localeCodes": ["fr-FR"],
        "localizedMetadata": [{"localeCode": "fr-FR", "title": "Bonjour", "description": "<p>Dire bonjour.</p>"}],
        "lifecycle": {"status": "ACTIVE", "retiredDate": "2020-01-01T00:00:00Z"}, "modalities": ["WATCH"]}])");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Bonjour");
    EXPECT_EQ(found.courses[0].language, "fr-FR");
    EXPECT_TRUE(found.courses[0].retired);
    EXPECT_EQ(found.text(0, Field::description), "Dire bonjour.");
}

TEST(format_CatalogueJson, reads_linked_data_of_courses_only) {
    const auto found = read_catalogue("graph.json", R"({"@context": "https://schema.org/", "@graph": [
        {"@type": "Organization", "name": "Academy", "description": "An academy."},
        {"@type": "Course", "name": "Bees", "description": "Bees die.", "http://purl.org/dc/terms/conformsTo": {"@id": "https://x"},
         "hasCourseInstance": [{"@type": "CourseInstance", "courseMode": "online"}]}]})");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Bees");
    EXPECT_EQ(found.text(0, Field::delivery), "online");
}

TEST(format_CatalogueJson, reads_one_record_alone) {
    const auto found =
        read_catalogue("one.json", R"({"@type": "ceterms:LearningOpportunityProfile", "ceterms:ctid": "ce-1",
        "ceterms:name": "Recertification", "ceterms:description": {"en-US": "Earn units."}})");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Recertification");
    EXPECT_EQ(found.text(0, Field::description), "Earn units.");
}

TEST(format_CatalogueJson, reads_records_that_wrap_a_course) {
    const auto found =
        read_catalogue("xds.json", R"({"experiences": [{"Metadata_Ledger": {"Course": {"CourseCode": "C-1",
        "CourseTitle": "Salt", "CourseShortDescription": "About salt.", "CourseAudience": "Cooks"}}}]})");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].identifier, "C-1");
    EXPECT_EQ(found.text(0, Field::audience), "Cooks");
}

TEST(format_CatalogueJson, reads_open_edx_discovery) {
    const auto found =
        read_catalogue("discovery.json", R"({"count": 1, "results": [{"key": "ABCx+1", "uuid": "u", "title": "Tides",
        "short_description": "Short.", "full_description": "<p>Long.</p>", "outcome": "Explain tides.",
        "subjects": [{"name": "Science"}], "owners": [{"key": "ABCx", "name": "Coast School"}],
        "course_runs": [{"key": "r1", "title": "Tides", "pacing_type": "self_paced", "staff": [{"given_name": "Kim"}]}]}]})");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].identifier, "ABCx+1");
    EXPECT_EQ(found.text(0, Field::objectives), "Explain tides.");
    EXPECT_THAT(found.text(0), HasSubstr("Long."));
    EXPECT_THAT(found.text(0), Not(HasSubstr("Kim")));
}

TEST(format_CatalogueJson, makes_programmes_of_records_that_list_courses) {
    const auto found = read_catalogue(
        "store.json", R"({"specializations": [{"id": "s1", "name": "Full stack", "description": "All of it.",
        "courses": [{"coursera": {"id": "c1", "name": "Front"}}, {"coursera": {"id": "c2", "name": "Back"}}]}]})");
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].title, "Full stack");
    EXPECT_THAT(found.package.programmes[0].courses, ElementsAre("c1", "c2"));
}

TEST(format_CatalogueJson, reads_scripts_and_leaves_learner_records) {
    const auto found = read_catalogue("data.js", R"(export const data = {
      CONTENT: [{ course_code: 1, course_name: 'Pumps', description: 'Pumps fail.', }],
      LEARNER_ACTIVITY: [{ firstName: 'Kim', contentTitle: 'Pumps' }, { firstName: 'Lee', contentTitle: 'Pumps' }] };)");
    EXPECT_EQ(found.reader, "json");
    ASSERT_EQ(found.courses.size(), 1u);
    EXPECT_EQ(found.courses[0].title, "Pumps");
    ASSERT_EQ(found.package.coverage.size(), 1u);
    EXPECT_EQ(found.package.coverage[0].member, "data.LEARNER_ACTIVITY");
}

TEST(format_CatalogueJson, forgives_mistakes_and_says_so) {
    const auto found =
        read_catalogue("list.json", R"({"courses": [{"title": "Pumps", "description": "A \c wrong escape"},]})");
    ASSERT_EQ(found.courses.size(), 1u);
    ASSERT_FALSE(found.package.coverage.empty());
    EXPECT_EQ(found.package.coverage[0].state, base::CoverageState::partly);
}

TEST(format_CatalogueJson, does_not_claim_other_json) {
    for (const std::string text :
         {R"({"name": "tool", "description": "A tool.", "dependencies": {"x": "1"}})", R"({"a": 1})", R"([1, 2, 3])",
          R"({"name": "App", "short_name": "A", "description": "d", "start_url": "/"})"})
        EXPECT_EQ(read_catalogue("x.json", text).reader, "") << text;
}

}  // namespace
}  // namespace needfirst
