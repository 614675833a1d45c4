// SPDX-License-Identifier: Apache-2.0
// Real packages of authoring tools against what an independent count found in them.
#include "base/charset.hpp"
#include "base/json.hpp"
#include "container/container.hpp"
#include "format/reader.hpp"
#include "places.hpp"
#include "text/html.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using namespace needfirst;

fs::path corpus() {
    const char* given = std::getenv("NEEDFIRST_CORPUS");
    return given != nullptr ? fs::path(given) : fs::path(NEEDFIRST_SOURCE_DIR).parent_path() / "shared/corpus";
}

struct Read {
    model::Package package;
    std::vector<model::Course> courses;
    std::string text;
    std::size_t items = 0, words = 0;
};

void add(Read& read, const std::string& text) { read.text += text + "\n"; }

std::size_t words_of(const std::string& text) {
    std::size_t words = 0, wide = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0xE3 && c <= 0xED) {
            ++wide;
            i += 2;
            inside = false;
            continue;
        }
        const bool letter = std::isalnum(c) || c >= 0x80;
        if (letter && !inside) ++words;
        if (letter) inside = true;
        if (std::isspace(c)) inside = false;
    }
    return words + wide / 2;
}

Read read_package(const fs::path& path) {
    Read read;
    const auto container = container::open(path, {});
    const format::ReadOptions options;
    format::Reading reading{*container, options, read.package,
                            [&](model::Course&& c) { read.courses.push_back(std::move(c)); }};
    const auto* reader = format::recognise(*container);
    if (reader == nullptr) return read;
    read.package.format = reader->name;
    reader->read(reading);
    for (const auto& course : read.courses) {
        add(read, course.title);
        for (const auto& passage : course.statements) add(read, passage.text);
        for (const auto& section : course.sections) {
            add(read, section.title);
            for (const auto& passage : section.passages) add(read, passage.text);
        }
        for (const auto& item : course.items) {
            read.items += item.placement == model::Placement::placed;
            add(read, item.title);
            for (const auto& passage : item.passages) add(read, passage.text);
        }
    }
    read.words = words_of(read.text);
    return read;
}

/// Lines are joined: where a text breaks is not what is compared here.
std::string joined(std::string text) {
    for (char& c : text)
        if (c == '\n') c = ' ';
    return text;
}

TEST(corpus_Payloads, sentences_items_and_words) {
    std::ifstream truth(corpus() / "TRUTH_PACKAGES.tsv");
    if (!truth) GTEST_SKIP() << "no corpus beside the sources";
    std::map<std::string, std::vector<base::json::Value>> sentences;
    std::ifstream lines(corpus() / "SENTENCES.jsonl");
    for (std::string line; std::getline(lines, line);) {
        auto value = base::json::parse(line);
        sentences[std::string(value["file"].text())].push_back(std::move(value));
    }
    const std::string tools = " rise storyline captivate ispring lectora adapt evolve easygenerator exelearning xerte ";
    for (std::string line; std::getline(truth, line);) {
        std::vector<std::string> cells(1);
        for (char c : line) c == '\t' ? (void)cells.emplace_back() : cells.back().push_back(c);
        if (cells.size() < 9 || cells[0].starts_with('#') || tools.find(" " + cells[2] + " ") == std::string::npos)
            continue;
        SCOPED_TRACE(cells[0]);
        const auto read = read_package(corpus() / cells[0]);
        const auto text = joined(read.text);
        for (const auto& sentence : sentences[cells[0]]) {
            if (const auto wanted = text::plain_text(sentence["must_contain"].text()); !wanted.empty()) {
                EXPECT_TRUE(text.find(joined(wanted)) != std::string::npos) << "missing: " << wanted;
            }
            if (const auto not_wanted = sentence["must_not_contain"].text(); !not_wanted.empty()) {
                EXPECT_TRUE(text.find(not_wanted) == std::string::npos) << "forbidden: " << not_wanted;
            }
        }
        if (cells[8] == "yes") {
            EXPECT_EQ(std::to_string(read.items), cells[5]);
        }
        const auto words = std::stod(cells[6]);
        if (words > 300) {
            EXPECT_NEAR(static_cast<double>(read.words), words, words * 0.35);
        }
    }
}

}  // namespace
