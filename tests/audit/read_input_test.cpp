// SPDX-License-Identifier: Apache-2.0
#include "audit/read_input.hpp"

#include "support/zip_writer.hpp"

#include <gtest/gtest.h>

// Files that are no package: what is said of them, and what is read of them all the same.
namespace needfirst {
namespace {

struct Result {
    std::vector<model::Package> packages;
    std::vector<std::string> titles;

    const model::Package& last() const { return packages.back(); }
};

Result read(std::string_view name, std::string_view bytes, const base::Limits& limits = {}) {
    const test::TemporaryFile file(name, bytes);
    Result result;
    audit::Taker taker;
    taker.course = [&](model::Course&& course, const model::Package&, bool) { result.titles.push_back(course.title); };
    taker.package = [&](model::Package&& package, bool) { result.packages.push_back(std::move(package)); };
    audit::read_input(file.path().string(), limits, {}, taker);
    return result;
}

constexpr std::string_view list = "code,title,description\r\nn1,Ferries,Ferries leave late.\r\n";

TEST(audit_ReadInput, an_empty_file_is_said_to_be_empty) {
    for (const char* name : {"course.zip", "courses.csv"}) {
        const auto found = read(name, "");
        ASSERT_EQ(found.packages.size(), 1u);
        EXPECT_EQ(found.last().status, model::PackageStatus::unreadable);
        EXPECT_EQ(found.last().message, "empty: 0 bytes; export it again");
    }
}

TEST(audit_ReadInput, photographs_hold_no_text_to_judge) {
    const auto found = read("photos.zip", test::zip_of({{"a.jpg", "\xFF\xD8"}, {"b.jpg", "\xFF\xD8"}}));
    EXPECT_EQ(found.last().status, model::PackageStatus::unreadable);
    EXPECT_EQ(found.last().message, "no text to judge: its 2 members are pictures, media or technical files");
}

TEST(audit_ReadInput, a_text_file_alone_is_a_course) {
    EXPECT_EQ(read("returns.txt", "How we take returns.\nReturns doubled.").titles,
              std::vector<std::string>{"returns"});
}

TEST(audit_ReadInput, a_table_without_titles_says_how_to_name_them) {
    const auto found = read("sizes.csv", "a,b\r\n1,2\r\n3,4\r\n");
    EXPECT_NE(found.last().message.find("--map title=COLUMN"), std::string::npos) << found.last().message;
}

TEST(audit_ReadInput, text_beyond_the_limit_of_a_package_is_left_out_and_told) {
    base::Limits limits;
    limits.text_bytes = 200;
    const auto page = [](std::string_view text) { return "<html><title>A</title><p>" + std::string(text); };
    const std::string returns = page("Returns doubled in a year and nobody knows why."), shelves = page("Which shelf?");
    const auto found =
        read("pages.zip", test::zip_of({{"a.html", returns}, {"b.html", returns}, {"c.html", shelves}}), limits);
    ASSERT_EQ(found.packages.size(), 1u);
    EXPECT_EQ(found.titles.size(), 1u);
    EXPECT_EQ(found.last().status, model::PackageStatus::partly);
    ASSERT_EQ(found.last().coverage.size(), 2u);
    EXPECT_EQ(found.last().coverage[0].member, "b.html");  // read, and its text left out
    EXPECT_EQ(found.last().coverage[1].member, "c.html");  // not read at all
    for (const auto& row : found.last().coverage) {
        EXPECT_EQ(row.state, base::CoverageState::limited);
        EXPECT_NE(row.reason.find("200 bytes (--max-text-bytes"), std::string::npos) << row.reason;
    }
}

TEST(audit_ReadInput, each_package_of_an_archive_has_the_limit_of_text_to_itself) {
    base::Limits limits;
    limits.text_bytes = 200;
    const std::string page = "<html><title>A</title><p>Returns doubled in a year and nobody knows why.";
    const auto found = read("all.zip",
                            test::zip_of({{"a.zip", test::zip_of({{"index.html", page}})},
                                          {"b.zip", test::zip_of({{"index.html", page}})}}),
                            limits);
    ASSERT_EQ(found.packages.size(), 3u);
    for (const auto& package : found.packages) EXPECT_TRUE(package.coverage.empty()) << package.path;
}

TEST(audit_ReadInput, of_a_title_that_is_no_title_the_beginning_is_kept) {
    std::string title = "Returns ";
    while (title.size() < 5'000) title += "\u00fc";
    const auto found = read("a.zip", test::zip_of({{"a.html", "<html><title>" + title + "</title><p>Which shelf?"}}));
    ASSERT_EQ(found.titles.size(), 1u);
    EXPECT_EQ(found.titles[0].size(), 1'000u);
    EXPECT_EQ(found.titles[0], title.substr(0, 1'000));
    ASSERT_EQ(found.last().coverage.size(), 1u);
    EXPECT_EQ(found.last().coverage[0].state, base::CoverageState::limited);
    EXPECT_NE(found.last().coverage[0].reason.find("2 names are longer than 1000 bytes"), std::string::npos)
        << found.last().coverage[0].reason;
}

TEST(audit_ReadInput, a_member_with_a_name_longer_than_systems_have_is_told_and_not_read) {
    const auto found = read("a.zip", test::zip_of({{"a.html", "<html><p>Which shelf?"},
                                                   {std::string(5'000, 'b') + ".html", "<html><p>Which one?"}}));
    ASSERT_EQ(found.last().coverage.size(), 1u);
    EXPECT_EQ(found.last().coverage[0].member, std::string(200, 'b'));
    EXPECT_EQ(found.last().coverage[0].reason, "its name in the archive is longer than 4096 bytes");
    EXPECT_EQ(found.last().members_read, 1);
}

TEST(audit_ReadInput, what_one_course_of_a_catalogue_says_too_much_is_told) {
    std::string rows = "code,title,description\r\n";
    for (int row = 0; row < 500; ++row)
        rows += "n1,Ferries,\"Ferry " + std::to_string(row) + " leaves late and nobody says why it does so.\"\r\n";
    const auto found = read("courses.csv", rows);
    EXPECT_EQ(found.titles.size(), 1u);
    ASSERT_FALSE(found.last().coverage.empty());
    EXPECT_EQ(found.last().coverage[0].state, base::CoverageState::limited);
    EXPECT_EQ(found.last().coverage[0].reason,
              "100 texts were left out, those of the course of row 2 first: of one course 400 texts and 2097152 bytes "
              "are kept");
}

TEST(audit_ReadInput, an_archive_of_catalogues_is_many) {
    const auto found =
        read("all.zip", test::zip_of({{"north.csv", std::string(list)}, {"south.csv", std::string(list)}}));
    ASSERT_EQ(found.packages.size(), 3u);
    EXPECT_EQ(found.packages[0].format, "csv");
    EXPECT_EQ(found.last().format, "archive");
    EXPECT_EQ(found.titles.size(), 2u);
}

TEST(audit_ReadInput, an_archive_of_documents_is_many) {
    const auto found = read("all.zip", test::zip_of({{"a/one.rtf", "{\\rtf1 Lift with your legs.}"},
                                                     {"two.rtf", "{\\rtf1 Hold the rail.}"},
                                                     {"README.md", "how this was made"}}));
    EXPECT_EQ(found.titles, (std::vector<std::string>{"one", "two"}));
}

TEST(audit_ReadInput, of_one_roster_only_the_courses_are_read) {
    const auto found = read(
        "roster.zip",
        test::zip_of(
            {{"manifest.csv", "propertyName,value\r\noneroster.version,1.1\r\n"},
             {"courses.csv",
              "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects\r\n"
              "c1,active,2024-01-01,,Safe lifting,SL1,09,o1,Safety\r\n"},
             {"classes.csv",
              "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode\r\n"
              "k1,active,2024-01-01,Period one,09,c1,1\r\n"},
             {"orgs.csv",
              "sourcedId,status,dateLastModified,name,type,identifier\r\n"
              "o1,active,2024-01-01,Invented School,school,1\r\n"},
             {"users.csv",
              "sourcedId,status,dateLastModified,username,givenName,familyName,email\r\n"
              "u1,active,2024-01-01,kim,Kim,Example,kim@example.org\r\n"}}));
    EXPECT_EQ(found.titles, std::vector<std::string>{"Safe lifting"});
}

}  // namespace
}  // namespace needfirst
