// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

#include <span>
#include <string>
#include <string_view>

// The content that an authoring tool puts inside a SCORM, AICC, cmi5 or xAPI package, or publishes for the web. The
// package's manifest nearly never holds it.
namespace needfirst::format::authoring {

/// One payload being read. `root` is the folder it lies in ("" or "scormcontent/"). The payload's lessons, slides or
/// pages become sections and items of `course`, in the learner's order, its own title and description statements (added
/// behind those of the manifest; set the course's title only where it is empty or a placeholder).
struct PayloadReading {
    Reading& reading;
    std::string root;
    std::string launch;  ///< member that the package launches, where known
    model::Course& course;
};

/// One row per authoring tool; payloads.cpp holds the table in the order tried.
struct Payload {
    std::string_view name;   ///< "Articulate Rise"
    std::string_view reads;  ///< for people, one line
    /// Whether the tool's marker files lie in `root`. Cheap.
    bool (*recognises)(container::Container&, std::string_view root);
    void (*read)(PayloadReading&);
};

std::span<const Payload> payloads();

/// Finds the payload that `launch` (a member path, "" for unknown) belongs to: looks in its folder, the folders above
/// it and, where nothing is launched, the root. Reads it into `course` and names the tool in the package. False where
/// none is known there.
bool read_payload(Reading& reading, std::string_view launch, model::Course& course);

}  // namespace needfirst::format::authoring
