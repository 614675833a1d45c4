// SPDX-License-Identifier: Apache-2.0
#include "audit/memory.hpp"

#include "support/sample_audit.hpp"

#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

rule::Heard heard() {
    rule::Heard heard;
    heard.facts = test::sample_judgement();
    heard.facts.verdict = model::Verdict::unreadable;  // still open
    heard.facts.need = model::Need::none;
    heard.facts.findings.clear(), heard.facts.questions.clear(), heard.facts.other_sources.clear();
    heard.facts.reason.clear(), heard.facts.score = 0, heard.facts.words_read = 0;
    heard.notes.resize(heard.facts.activities.size());
    heard.notes[1].silent_days = -1, heard.notes[1].text = "words", heard.notes[1].need = model::Need::implied;
    heard.traces = {{7, -1, 2, 0x8000'0001, 4, true}, {7, 300, -1, 1, 4, false}};
    heard.section_needs = {model::Need::none, model::Need::stated};
    heard.need = model::Need::implied;
    heard.half_words = 1'000'000'007;
    heard.statements = 3, heard.items = 128, heard.last_of_programme = heard.listed = true, heard.understood = false;
    return heard;
}

std::string bytes() {
    Memory memory;
    memory.add(heard(), "out.zip!in.zip");
    memory.add(heard(), "out.zip");
    memory.add(heard(), "out.zip");
    model::Package outer;
    outer.path = "out.zip", outer.bytes = 1ull << 40, outer.status = model::PackageStatus::partly;
    outer.coverage = {{"a", 5, base::CoverageState::error, "broken", false}};
    outer.programmes = {{"P", "Programme", {"A", "B"}}};
    memory.add(outer);
    model::Package inner;
    inner.path = "out.zip!in.zip";
    memory.add(inner);
    return memory.bytes();
}

TEST(audit_Memory, gives_back_what_was_heard) {
    const auto known = remember(bytes());
    ASSERT_TRUE(known);
    ASSERT_EQ(known->size(), 2u);
    EXPECT_EQ((*known)[0].package.path, "out.zip");
    EXPECT_EQ((*known)[0].package.coverage.at(0).reason, "broken");
    EXPECT_FALSE((*known)[0].package.coverage.at(0).gap);
    EXPECT_EQ((*known)[0].package.programmes.at(0).courses.size(), 2u);
    ASSERT_EQ((*known)[0].courses.size(), 2u);
    ASSERT_EQ((*known)[1].courses.size(), 1u);
    const rule::Heard was = heard(), is = (*known)[1].courses[0];
    EXPECT_EQ(is.facts, was.facts);
    EXPECT_EQ(is.traces, was.traces);
    EXPECT_EQ(is.notes.at(1).text, "words");
    EXPECT_EQ(is.notes.at(1).silent_days, -1);
    EXPECT_EQ(is.section_needs, was.section_needs);
    EXPECT_EQ(is.half_words, was.half_words);
    EXPECT_EQ(is.items, was.items);
    EXPECT_TRUE(is.last_of_programme && is.listed && !is.understood);
}

TEST(audit_Memory, refuses_bytes_that_are_not_whole) {
    const std::string whole = bytes();
    EXPECT_FALSE(remember(""));
    for (std::size_t length = 0; length < whole.size(); length += 7) EXPECT_FALSE(remember(whole.substr(0, length)));
    for (std::size_t at = 0; at < whole.size(); at += 11) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        EXPECT_FALSE(remember(damaged)) << at;
    }
}

}  // namespace
}  // namespace needfirst::audit
