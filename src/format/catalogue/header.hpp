// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/columns.hpp"
#include "format/catalogue/sheet.hpp"
#include "model/vocabulary.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// One column, as it will be read.
struct Column {
    std::string header;  ///< as a person wrote it
    Role role = Role::unknown;
    bool statement = false;                       ///< its cells speak for the course ...
    model::Field field = model::Field::metadata;  ///< ... in this field
    bool yes_no = false;                          ///< its cells only say whether; the header says what
};

/// The columns of a sheet, the traps of the trade resolved: one title, one identifier, whatever the headers promise.
struct Columns {
    std::size_t header_row = 0;
    std::vector<Column> columns;
    std::vector<int> other_titles;  ///< that stand in where the title is blank
    bool sure_code = false;         ///< the code is one of courses: rows with another are other courses, however alike
    int title = -1, code = -1, code_prefix = -1, programme = -1, position = -1;  ///< -1 where there is none
};

/// Finds the header among the first rows and reads the columns' meaning from it, from what the user says (`overrides`:
/// header -> field) and from the cells below. Nothing where no row looks like the header of a list of courses.
/// `courses`: something else than the headers says that it is one.
std::optional<Columns> find_columns(Sheet& sheet, const std::map<std::string, std::string>& overrides,
                                    bool courses = false);

}  // namespace needfirst::format::catalogue
