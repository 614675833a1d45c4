// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "base/json.hpp"
#include "support/corpus.hpp"
#include "support/package.hpp"

#include <fstream>
#include <sstream>

// AICC, cmi5, xAPI and H5P packages of the corpus against what an independent count found.
namespace needfirst {
namespace {

namespace fs = std::filesystem;

bool is_ours(std::string_view file) {
    if (file == "packages/aicc/guissy__asdf.zip") return false;  // its slides are a payload: corpus_Payloads reads them
    for (const std::string_view folder : {"packages/aicc/", "packages/cmi5/", "packages/xapi/", "packages/h5p/"})
        if (file.starts_with(folder)) return true;
    return false;
}

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) > ' ') out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    return out;
}

/// All that a reader makes of a package, as one text.
std::string all_text(const test::ReadPackage& found) {
    std::string all;
    for (const auto& course : found.courses) {
        all += course.title + "\n";
        for (const auto& passage : course.statements) all += passage.text + "\n";
        for (const auto& section : course.sections) all += section.title + "\n";
        for (const auto& item : course.items) {
            all += item.title + "\n";
            for (const auto& passage : item.passages) all += passage.text + "\n";
        }
    }
    return folded(all);
}

TEST(corpus_Units, sentences_that_learners_see_are_found_and_no_others) {
    const auto corpus = test::corpus();
    if (!corpus) GTEST_SKIP() << "no corpus";
    std::map<std::string, std::string> texts;
    std::ifstream lines(*corpus / "SENTENCES.jsonl");
    for (std::string line; std::getline(lines, line);) {
        const auto row = base::json::parse(line);
        const std::string file(row["file"].text());
        if (!is_ours(file)) continue;
        if (!texts.contains(file)) texts[file] = all_text(test::read_package(*container::open(*corpus / file, {})));
        const std::string wanted = folded(row["must_contain"].text()),
                          unwanted = folded(row["must_not_contain"].text());
        if (!wanted.empty()) {
            EXPECT_NE(texts[file].find(wanted), std::string::npos) << file << ": " << wanted;
        } else {
            EXPECT_EQ(texts[file].find(unwanted), std::string::npos) << file << ": " << unwanted;
        }
    }
    EXPECT_GT(texts.size(), 20u);
}

TEST(corpus_Units, items_and_titles_are_as_counted) {
    const auto corpus = test::corpus();
    if (!corpus) GTEST_SKIP() << "no corpus";
    std::ifstream lines(*corpus / "TRUTH_PACKAGES.tsv");
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream columns(line);
        for (std::string cell; std::getline(columns, cell, '\t');) cells.push_back(cell);
        if (cells.size() < 9 || !is_ours(cells[0]) || cells[8] != "yes") continue;
        SCOPED_TRACE(cells[0]);
        const auto found = test::read_package(*container::open(*corpus / cells[0], {}));
        EXPECT_EQ(found.reader, cells[1]);
        EXPECT_EQ(found.course().title, cells[4]);
        EXPECT_EQ(found.course().items.size(), std::stoul(cells[5]));
    }
}

}  // namespace
}  // namespace needfirst
