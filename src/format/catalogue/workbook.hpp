// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/container.hpp"
#include "format/catalogue/sheet.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// A sheet of a workbook.
struct NamedSheet {
    std::string name;
    std::unique_ptr<MemorySheet> sheet;
};

/// True where the container is an XLSX workbook (ECMA-376).
bool is_workbook(container::Container& container);

/// Visible sheets of an XLSX workbook in its order: shared, inline and formula strings, numbers as written, cells
/// merged downwards repeated. At most `most_rows` rows of each. Never throws on odd content; `problems` gets what was
/// odd.
std::vector<NamedSheet> sheets_of_workbook(container::Container& container, std::size_t most_rows,
                                           std::vector<std::string>& problems);

/// Sheets of an Excel 2003 XML workbook (SpreadsheetML: Workday EIB and others).
std::vector<NamedSheet> sheets_of_spreadsheetml(std::string_view bytes, std::vector<std::string>& problems);

}  // namespace needfirst::format::catalogue
