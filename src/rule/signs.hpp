// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/listener.hpp"

#include <string_view>
#include <vector>

namespace needfirst::rule {

/// Counts the small signs of one course: words of which none decides alone (see `signs:` in rules/README.md). Each
/// sign counts once; the sum of their weights is divided by the square root of the words listened to, so that long
/// texts do not ring by their length.
class SignCount {
public:
    /// A signal whose signs reached what it asks for.
    struct Rung {
        std::uint32_t signal;
        std::size_t source;  ///< as given to hear(): where the sentence that weighs most stands
        std::size_t begin, end;
        struct Sign {
            std::string_view phrase;  ///< as written in the signal's file; lives as long as the rules
            double added;             ///< to the sum
        };
        std::vector<Sign> heaviest;  ///< at most `most_shown`, heaviest first
    };
    static constexpr std::size_t most_shown = 6;
    /// A title or a line is no pattern: texts with fewer words do not ring.
    static constexpr double fewest_words = 15;

    explicit SignCount(const RuleSet& rules);
    /// Adds the signs of the passage that the listener heard last. `source` is the caller's name for the passage.
    void hear(const std::vector<HeardSign>& signs, std::size_t source);
    /// Signals that ring in `words` words.
    std::vector<Rung> rung(double words) const;

private:
    struct Sum {
        double all = 0, best = 0;
        std::size_t source = 0, begin = 0, end = 0;
        std::vector<std::uint32_t> heard;  // meanings
    };
    const RuleSet& rules_;
    std::vector<Sum> sums_;    // by signal
    std::vector<bool> known_;  // by meaning
};

}  // namespace needfirst::rule
