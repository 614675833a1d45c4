// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::store {

/// What became of a finding between two audits.
enum class Change : std::uint8_t {
    fresh,   ///< new: only the later audit has it
    mended,  ///< only the earlier audit has it, and its course was judged again
    gone,    ///< only the earlier audit has it, and nobody looked: the course or the rule is no longer there, or too
             ///< little could be read this time
    still,   ///< both have it
    waived   ///< both have it, and the later audit has a waiver for it
};
inline constexpr std::array<std::string_view, 5> change_names = {"new", "mended", "gone", "still", "waived"};

struct ChangedFinding {
    Change change = Change::still;
    std::string level, rule, activity, message, quote, location, fingerprint;
    std::string why;  ///< of `gone`
};

struct ChangedCourse {
    std::string package, identifier, title;
    std::string verdict_before, verdict_after;  ///< "" where that audit does not have the course
    std::string need_before, need_after;
    std::vector<ChangedFinding> findings;  ///< new ones first
    std::size_t count(Change change) const;
};

/// Courses with a finding in either audit or another verdict, those of the later audit in its order, then those that
/// only the earlier one has.
struct Comparison {
    std::string before, after;  ///< paths of the stores
    std::vector<ChangedCourse> courses;
    std::size_t courses_before = 0, courses_after = 0;
    bool other_rules = false;  ///< the audits were made by different rules, so a change may be the rules' doing
    std::size_t count(Change change) const;
};

/// Findings are matched by fingerprint, each as often as it occurs; courses by package, identifier and title, then by
/// what is left of these. Throws base::InputError.
Comparison compare(const Audit& before, const Audit& after);

}  // namespace needfirst::store
