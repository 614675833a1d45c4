// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace needfirst::rule {

/// Weights proposed for the signs of one signal.
struct Fit {
    struct Weight {
        std::string sign;
        double now, proposed;
    };
    std::size_t texts = 0, wanted = 0;  ///< texts read; those that the signal should ring on
    double start = 0;                   ///< proposed
    std::vector<Weight> weights;        ///< heaviest proposal first; signs heard in fewer than four texts keep theirs
    /// On texts held out in turn, with the signal's present `reaches`.
    double precision = 0, recall = 0, kappa = 0;
};

/// Fits the weights of a signal's signs to judged texts (see evaluate()): logistic regression, regularised, both sides
/// weighing the same; what carries over is measured by cross-validation over `folds` parts. `label` is what the signal
/// should ring on: "social", "need" (implied or stated) or "stated". Throws UsageError where the signal has no signs,
/// FileError where a file cannot be read.
Fit fit(const RuleSet& rules, const std::string& signal, const std::string& label,
        std::span<const std::filesystem::path> jsonl, std::size_t folds);

/// Rewrites `signs:` of a signal file with the proposed weights, beside and renamed. Throws FileError.
void write_weights(const std::filesystem::path& signal_file, const Fit& fit, double reaches);

}  // namespace needfirst::rule
