// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <functional>
#include <string>
#include <unordered_map>

// Findings as reports for continuous integration want them.
namespace needfirst::report {

struct Finding {
    std::string level, rule, title, package, course, activity, message, quote, location, fingerprint, state;
    std::string waived_for;  ///< reason of the waiver, with owner and end
    int line = 1;            ///< in `package`: of a waiver, which is a text file; else 1, where reports want a number

    /// "Course: message", or the message where it is about no course.
    std::string says() const { return course.empty() ? message : course + ": " + message; }
};

/// What a waiver that does not hold is a finding of; no rule file has this id.
constexpr std::string_view waiver_rule = "needfirst/waiver";

/// All findings, the loudest first: by state (new, known, waived), level, score of their course.
void each_finding(const store::Audit& audit, const std::function<void(const Finding&)>& take);

/// Fingerprints that are unique in one report: a finding that is there twice (a course in two packages) gets a number.
class Fingerprints {
public:
    std::string unique(const std::string& fingerprint);

private:
    std::unordered_map<std::string, int> seen_;
};

/// The file that a package stands in, as a path below the working folder: "a/b.zip" for "./a/b.zip!inner.zip".
std::string file_of(std::string_view package);

/// The same as a reference of RFC 3986.
std::string uri_of(std::string_view package);

}  // namespace needfirst::report
