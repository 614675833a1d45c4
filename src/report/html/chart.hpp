// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Charts as tables with a bar of SVG in each row: read aloud as tables, printed as they stand, nothing to load.
namespace needfirst::report::html {

/// Verdicts in the order in which all charts and lists show them: what is to be talked about first.
inline constexpr std::string_view verdicts[] = {"tacked-on", "unproven", "purposeful", "not-social", "unreadable"};
inline constexpr std::size_t verdict_count = std::size(verdicts);

struct Share {
    std::string label;
    std::int64_t counts[verdict_count] = {};  ///< courses by verdict, in the order above
    bool is_rest = false;                     ///< what has no name of its own: numbers, and no bar
    std::int64_t social() const { return counts[0] + counts[1] + counts[2]; }
    std::int64_t all() const { return social() + counts[3] + counts[4]; }
};

/// "12 %"; a dash of nothing.
std::string percent(std::int64_t part, std::int64_t whole);

struct Bar {
    std::string label;
    std::int64_t count = 0;
};

/// Each row a bar of its social courses by verdict; the longest full. Numbers beside it: tacked-on, social, all.
std::string social_bars(std::string_view caption, std::string_view head, const std::vector<Share>& rows);

/// All verdicts in one bar, with their names, numbers and shares below it.
std::string verdict_bar(const Share& all);

/// One colour, the longest bar full. `numbers`: what is counted, for the column's head.
std::string bars(std::string_view caption, std::string_view head, std::string_view numbers,
                 const std::vector<Bar>& rows);

/// Columns over ten tenths of a course.
std::string histogram(std::string_view description, const std::vector<std::int64_t>& tenths);

}  // namespace needfirst::report::html
