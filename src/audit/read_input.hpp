// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/limits.hpp"
#include "format/reader.hpp"
#include "model/package.hpp"

#include <functional>
#include <string>

namespace needfirst::audit {

/// Takes what is read of an input, in order: the courses of a package one by one, then the package. An archive of
/// packages is several packages.
struct Taker {
    std::function<void(model::Course&&, const model::Package&, bool catalogue)> course;
    std::function<void()> no_more_courses = [] {};  ///< of this package, also where reading it broke off
    std::function<void(model::Package&&, bool catalogue)> package;
};

/// Opens an input, finds its reader and reads it; archives in it too, down to the limit of depth. Never throws for what
/// the input holds, nor goes on with a package for more than `seconds` (0: as long as it takes): what cannot be read is
/// a package with the status `unreadable` and the reason.
void read_input(const std::string& path, const base::Limits& limits, const format::ReadOptions& options,
                const Taker& taker, unsigned seconds = 0);

}  // namespace needfirst::audit
