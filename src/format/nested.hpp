// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// A package or a document that lies inside another package and is one item of its course.
namespace needfirst::format {

/// Reads `member` as an archive with any reader that recognises it: all its text becomes passages of `item`. False
/// where it is no archive or nobody knows it; the reason is then in the coverage.
bool read_nested(Reading& reading, std::string_view member, model::Item& item);

/// The same for a container at hand; `name` is what passages and coverage call it.
bool read_nested(Reading& reading, container::Container& content, std::string_view name, model::Item& item);

}  // namespace needfirst::format
