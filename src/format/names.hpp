// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

namespace needfirst::format {

/// Bytes that are kept of a name (a title, an identifier, a provider) and of a place (a member, an address).
constexpr std::size_t longest_name = 1'000, longest_place = 4'096;

/// Items, and sections, that are kept of one course: a hundred times what the longest real one has.
constexpr std::size_t most_items = 100'000;

/// Cuts what the course and what is in it are called where it is longer than that: a name is told with all that stands
/// below it, and with each finding. A coverage row says so.
void keep_names_short(model::Course& course, Reading& reading);

/// Leaves out the items and sections behind most_items. A coverage row says so.
void keep_items_few(model::Course& course, Reading& reading);

/// What lies in each other in a member more than `levels` deep is not read: a coverage row, once.
void remark_too_deep(Reading& reading, std::string_view member, int levels);

}  // namespace needfirst::format
