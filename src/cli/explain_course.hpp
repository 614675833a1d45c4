// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"
#include "store/audit.hpp"

#include <string>

namespace needfirst::cli {

/// Prints what was searched, heard and decided in each course named so (its id, identifier or title, or the path of its
/// package). False where there is none.
bool explain_courses(const store::Audit& audit, const std::string& name);

/// Prints each finding whose fingerprint begins so: what the rule saw, and what to do. False where there is none.
bool explain_findings(const store::Audit& audit, const rule::RuleSet& rules, const std::string& fingerprint);

}  // namespace needfirst::cli
