// SPDX-License-Identifier: Apache-2.0
// The core pack may not judge worse than it did: floors a little under the figures of README.md.
#include "places.hpp"
#include "rule/evaluation.hpp"

#include <array>
#include <filesystem>

#include <gtest/gtest.h>

namespace needfirst::rule {
namespace {

namespace fs = std::filesystem;

struct Floors {
    const char* file;
    double social, need, verdict, within, tacked_on;
};

class rule_Judged : public testing::TestWithParam<Floors> {};

TEST_P(rule_Judged, texts_are_judged_as_well_as_before) {
    const fs::path root(NEEDFIRST_SOURCE_DIR);
    static const RuleSet rules = load(std::array{root / "rules"});
    const Floors floors = GetParam();
    const Evaluation found = evaluate(rules, root / "tests" / "judged" / floors.file);
    EXPECT_GT(found.texts, 0u);
    EXPECT_GE(found.social.f1("yes"), floors.social);
    EXPECT_GE(found.any_need.f1("need"), floors.need);
    EXPECT_GE(found.verdict.kappa(), floors.verdict);
    EXPECT_GE(found.verdict_within_social.kappa(), floors.within);
    EXPECT_GE(found.verdict.precision("tacked-on"), floors.tacked_on);
}

INSTANTIATE_TEST_SUITE_P(sets, rule_Judged,
                         testing::Values(Floors{"texts.jsonl", 0.94, 0.95, 0.83, 0.85, 0.86},
                                         Floors{"outlines.jsonl", 0.98, 0.95, 0.83, 0.79, 0.92},
                                         Floors{"texts-unseen.jsonl", 0.90, 0.87, 0.76, 0.83, 0.79},
                                         Floors{"outlines-unseen.jsonl", 0.97, 0.92, 0.88, 0.86, 0.76},
                                         Floors{"hard-texts.jsonl", 0.98, 0.96, 0.87, 0.83, 0.95},
                                         Floors{"hard-texts-unseen.jsonl", 0.98, 0.94, 0.88, 0.87, 0.95},
                                         Floors{"hard-outlines.jsonl", 0.95, 0.88, 0.93, 0.90, 0.95},
                                         Floors{"hard-outlines-unseen.jsonl", 0.94, 0.95, 0.80, 0.82, 0.65},
                                         Floors{"plain-texts.jsonl", 0.96, 0.93, 0.90, 0.92, 0.94},
                                         Floors{"plain-texts-unseen.jsonl", 0.97, 0.94, 0.89, 0.88, 0.88},
                                         Floors{"plain-outlines.jsonl", 0.94, 0.98, 0.85, 0.91, 0.95},
                                         Floors{"plain-outlines-unseen.jsonl", 0.95, 0.95, 0.89, 0.83, 0.78},
                                         Floors{"later-texts.jsonl", 0.86, 0.82, 0.70, 0.79, 0.99},
                                         Floors{"later-outlines.jsonl", 0.95, 0.81, 0.61, 0.40, 0.56},
                                         Floors{"later-texts-unseen.jsonl", 0.93, 0.86, 0.76, 0.75, 0.89},
                                         Floors{"later-outlines-unseen.jsonl", 0.86, 0.85, 0.72, 0.83, 0.49},
                                         Floors{"texts-de.jsonl", 0.97, 0.93, 0.86, 0.78, 0.9},
                                         Floors{"texts-de-unseen.jsonl", 0.91, 0.8, 0.7, 0.7, 0.8},
                                         Floors{"texts-es.jsonl", 0.97, 0.93, 0.86, 0.85, 0.9},
                                         Floors{"texts-es-unseen.jsonl", 0.87, 0.9, 0.64, 0.75, 0.75}),
                         [](const auto& set) {
                             std::string name(set.param.file);
                             name = name.substr(0, name.find('.'));
                             for (char& c : name)
                                 if (c == '-') c = '_';
                             return name;
                         });

}  // namespace
}  // namespace needfirst::rule
