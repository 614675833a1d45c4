// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/coverage.hpp"
#include "model/course.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace needfirst::model {

/// One export file or folder, or one catalogue, without its courses (these are handed over one by one).
struct Package {
    std::string path;  ///< as given, relative; "outer.zip!inner.zip" for an archive in an archive
    std::string format, format_version;
    std::string container;       ///< how it was opened: "zip", "folder"
    std::string authoring_tool;  ///< "Articulate Rise", with version where the payload says it; "" for none
    std::uint64_t bytes = 0;
    std::string fingerprint;  ///< of its content; equal for an unchanged package
    std::int64_t rows = 0;    ///< records read from a catalogue
    std::int64_t members = 0, members_read = 0;
    PackageStatus status = PackageStatus::audited;
    std::string message;                   ///< why it is not `audited`, for a person
    std::vector<base::Coverage> coverage;  ///< members that were not read whole
    std::vector<Programme> programmes;
    bool operator==(const Package&) const = default;
};

}  // namespace needfirst::model
