// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <functional>
#include <string>

// The courses as data for the script of the brief (brief.js says how it is read).
namespace needfirst::report::html {

/// What the list shows, sorts and filters by, for all courses: JSON.
std::string index(const store::Audit& audit);

/// What was found in each course, a few hundred courses at a time, as script elements that hold it packed: a large
/// catalogue stays a file that can be mailed, and a browser unpacks what is asked for.
void details(const store::Audit& audit, const std::function<void(std::string_view)>& write);

}  // namespace needfirst::report::html
