// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

#include <string_view>

// H5P packages (specification 1.x): h5p.json, content/content.json, and the semantics.json of the libraries.
namespace needfirst::format::h5p {

bool recognises(container::Container& container);
void read(Reading& reading);

/// Whether an unpacked H5P package lies in `root` ("" or "folder/").
bool is_content(container::Container& container, std::string_view root);

/// Reads the H5P package in `root` into `course`: its title where the course has none, and its slides, questions,
/// cards, panels, ... as items of `section`, in the learner's order. For H5P inside other packages too.
void read_content(Reading& reading, std::string_view root, model::Course& course, int section = -1);

/// Content at hand as JSON, without its libraries: the same items. `library`: "H5P.Blanks 1.12".
void read_json(Reading& reading, std::string_view json, std::string_view library, const std::string& title,
               const std::string& member, model::Course& course);

}  // namespace needfirst::format::h5p
