// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// A package or a document that lies inside another package and is one item of its course.
namespace needfirst::format {

/// Reads `member` as an archive with any reader that recognises it: all its text becomes passages of `item`, and its
/// title the item's where that has none. False where it is no archive, nobody knows it, it lies too deep or it has no
/// text; the reason is then in the coverage.
bool read_nested(Reading& reading, std::string_view member, model::Item& item);

/// The same for a container at hand; `name` is what passages and coverage call it.
bool read_nested(Reading& reading, container::Container& content, std::string_view name, model::Item& item);

/// Puts all text of a course that is part of another into one item of that; `prefix` stands before names of members.
void take(model::Course& course, model::Item& item, const std::string& prefix);

}  // namespace needfirst::format
