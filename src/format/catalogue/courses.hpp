// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/header.hpp"
#include "format/reader.hpp"

#include <string_view>

namespace needfirst::format::catalogue {

/// The step that all catalogues share: the rows of a sheet become courses and programmes. Synonyms, contact columns,
/// rows that are one course, cut cells and retired courses are known here and nowhere else. `label` names the sheet in
/// places ("Sheet2 row 7"), "" for the only one.
void read_courses(Reading& reading, Sheet& sheet, const Columns& columns, std::string_view label);

}  // namespace needfirst::format::catalogue
