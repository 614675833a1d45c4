// SPDX-License-Identifier: Apache-2.0
#include "support/corpus.hpp"
#include "support/package.hpp"

#include <fstream>
#include <sstream>

// Real Moodle backups and Open edX exports against an independent count (TRUTH_LMS.tsv, columns in TRUTH.md).
namespace needfirst {
namespace {

using model::Item;
using model::Kind;
using model::Placement;

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> all;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) all.push_back(cell);
    return all;
}

std::vector<std::map<std::string, std::string>> truths(const std::filesystem::path& corpus) {
    std::ifstream in(corpus / "TRUTH_LMS.tsv");
    std::string line;
    std::getline(in, line);
    const auto header = cells(line);
    std::vector<std::map<std::string, std::string>> all;
    while (std::getline(in, line)) {
        auto& row = all.emplace_back();
        const auto values = cells(line);
        for (std::size_t i = 0; i < values.size() && i < header.size(); ++i) row[header[i]] = values[i];
    }
    return all;
}

long count(const model::Course& course, Kind kind) {
    return std::count_if(course.items.begin(), course.items.end(),
                         [&](const Item& item) { return item.kind == kind && item.placement != Placement::hidden; });
}

long count(const model::Course& course, Placement placement) {
    return std::count_if(course.items.begin(), course.items.end(),
                         [&](const Item& item) { return item.placement == placement; });
}

std::string posts(const model::Course& course) {
    std::optional<std::int64_t> all;
    for (const Item& item : course.items)
        if (item.kind == Kind::forum && item.posts) all = all.value_or(0) + *item.posts;
    return all ? std::to_string(*all) : "unknown";
}

void compare(std::map<std::string, std::string> row, const std::filesystem::path& corpus) {
    SCOPED_TRACE(row["file"]);
    const auto container = container::open(corpus / row["file"], {});
    const auto found = test::read_package(*container);
    ASSERT_EQ(found.courses.size(), 1u);
    const auto& course = found.course();
    EXPECT_EQ(found.reader, row["format"]);
    EXPECT_EQ(found.package.format_version, row["format_version"]);
    EXPECT_EQ(course.title, row["course_title"]);
    EXPECT_EQ(std::to_string(count(course, Placement::placed)), row["items"]);
    EXPECT_EQ(std::to_string(count(course, Placement::hidden)), row["hidden_items"]);
    const std::pair<const char*, Kind> kinds[] = {
        {"forum", Kind::forum}, {"announcement", Kind::announcement},   {"chat", Kind::chat},
        {"wiki", Kind::wiki},   {"peer_review", Kind::peer_review},     {"glossary", Kind::glossary},
        {"quiz", Kind::quiz},   {"conference", Kind::conference},       {"page", Kind::page},
        {"link", Kind::link},   {"external_tool", Kind::external_tool}, {"database", Kind::collaboration}};
    for (const auto& [column, kind] : kinds) EXPECT_EQ(std::to_string(count(course, kind)), row[column]) << column;
    if (row["posts"] != "0") {  // 0: users exported, and no forum but the news
        EXPECT_EQ(posts(course), row["posts"]);
    }
}

TEST(corpus_Lms, moodle_and_open_edx_are_read_as_counted) {
    const auto corpus = test::corpus();
    if (!corpus) GTEST_SKIP() << "no corpus here";
    for (const auto& row : truths(*corpus))
        if (row.at("format").starts_with("moodle") || row.at("format").starts_with("olx")) compare(row, *corpus);
}

}  // namespace
}  // namespace needfirst
