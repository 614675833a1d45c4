// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <string>

// The parts of the brief that need no script, as HTML.
namespace needfirst::report::html {

std::string lead(const store::Audit& audit);     ///< what it comes to, in two sentences and four figures
std::string glance(const store::Audit& audit);   ///< the charts
std::string next(const store::Audit& audit);     ///< what to do about it, most pressing first
std::string start(const store::Audit& audit);    ///< the courses to talk about first, with quote and questions
std::string unread(const store::Audit& audit);   ///< packages and members that were not read, with reasons
std::string reading(const store::Audit& audit);  ///< what the words mean

}  // namespace needfirst::report::html
