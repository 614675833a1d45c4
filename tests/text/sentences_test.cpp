// SPDX-License-Identifier: Apache-2.0
#include "text/sentences.hpp"

#include <random>

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

namespace needfirst::text {
namespace {

std::vector<std::string> ours(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = sentence_end(text, at);
        found.push_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

std::vector<std::string> icus(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    breaks->setText(wide);
    std::vector<std::string> found;
    for (std::int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
        std::string part;
        wide.tempSubStringBetween(from, to).toUTF8String(part);
        found.push_back(part);
    }
    return found;
}

TEST(text_sentences, part_where_icu_parts_them) {
    const std::vector<std::string> pieces = {
        "a", "B", "c9", "7",  ".",      ".",      "!",      "?",      " ",      " ",      "  ",     "\n", ",",      ":",
        "-", "(", ")",  "\"", "\u2019", "\u201d", "\u00e9", "\u00c9", "\u4f60", "\u3002", "\u2026", "'",  "e\u0301"};
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        const std::size_t length = 1 + random() % 14;
        for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
        ASSERT_EQ(ours(text), icus(text)) << text;
    }
}

TEST(text_sentences, do_not_end_behind_an_abbreviation) {
    EXPECT_EQ(ours("Use a tool, e.g. Teams. Then stop.").size(), 2u);
    EXPECT_EQ(ours("Ask Dr. Brown. She knows.").size(), 2u);
}

}  // namespace
}  // namespace needfirst::text
