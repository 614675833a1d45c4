// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "model/judgement.hpp"
#include "rule/pack.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::rule {

/// How one label came out against another reader's: counts[judged by a person][judged by the rules].
struct Confusion {
    std::vector<std::string> labels;
    std::vector<std::vector<std::size_t>> counts;

    std::size_t total() const;
    double accuracy() const;
    /// Of one label, or of several taken as one.
    double precision(std::string_view label) const;
    double recall(std::string_view label) const;
    double f1(std::string_view label) const;
    /// Cohen's kappa: agreement beyond chance.
    double kappa() const;
};

/// A judged text that the rules judged otherwise.
struct Miss {
    std::string id, title, text;
    std::string label, expected, got;  ///< label: social, need or verdict
    model::Judgement judged;
};

struct Evaluation {
    std::size_t texts = 0;
    Confusion social;                 ///< yes, no
    Confusion need;                   ///< none, implied, stated
    Confusion any_need;               ///< need, none
    Confusion verdict;                ///< with not-social
    Confusion verdict_within_social;  ///< where both saw something social
    std::vector<Miss> misses;
};

/// A text with what a person said of it.
struct JudgedText {
    int line = 0;
    model::Course course;
    std::string text;                   ///< its description
    std::string social, need, verdict;  ///< verdict: "not-social" where the file has "n/a"
};

/// Texts of a JSON Lines file: `id, title, text` or `title, summary, sections`, and `social, need, verdict`. Throws
/// FileError with the line where it cannot be read.
std::vector<JudgedText> read_judged(const std::filesystem::path& jsonl);

/// Judges every text of a file as read_judged() reads it and compares with its labels. Throws FileError.
Evaluation evaluate(const RuleSet& rules, const std::filesystem::path& jsonl);

/// The same, of judgements that were made elsewhere: of the same courses, read from packages.
using JudgementOf = std::function<model::Judgement(const JudgedText&)>;
Evaluation evaluate(const std::filesystem::path& jsonl, const JudgementOf& judgement_of);

}  // namespace needfirst::rule
