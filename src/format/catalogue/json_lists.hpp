// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "format/catalogue/fields.hpp"
#include "format/catalogue/header.hpp"
#include "model/course.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace needfirst::format::catalogue {

/// One list of records in a JSON document that reads as courses, and what its fields mean.
struct JsonList {
    std::string path;  ///< keys that lead to it, "" for the document itself
    std::unique_ptr<FieldSheet> sheet;
    Columns columns;
};

/// What a JSON document holds of courses: the best list, and those beside it that hold courses as well.
struct JsonLists {
    std::vector<JsonList> courses;
    std::vector<std::pair<std::string, std::size_t>> others;  ///< lists that were not read: path, records
    std::map<std::string, std::size_t> other_languages;       ///< texts that were not read, by language
    std::vector<model::Programme> programmes;                 ///< records that list other courses
};

/// `numbers`: number of each element where the document is a list of lines; empty for 1, 2, 3 ...
JsonLists json_lists(const base::json::Value& document, const std::vector<std::size_t>& numbers,
                     const std::map<std::string, std::string>& overrides);

}  // namespace needfirst::format::catalogue
