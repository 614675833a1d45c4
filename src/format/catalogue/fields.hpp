// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "format/catalogue/sheet.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace needfirst::format::catalogue {

/// Records with fields of any names become a sheet: one column per name, the names in its first row.
class FieldSheet : public MemorySheet {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    /// Fields of one name are joined by line ends.
    void add_record(std::size_t number, const Fields& fields);
    /// Fields left out because there were too many names.
    std::size_t names_left_out() const { return left_out_; }
    std::size_t rows() const override { return MemorySheet::rows() + 1; }
    std::size_t number(std::size_t row) const override { return row == 0 ? 0 : MemorySheet::number(row - 1); }
    void cells(std::size_t row, std::vector<std::string_view>& out) override;
    const std::vector<std::string>& names() const { return names_; }

private:
    static constexpr std::size_t most_names = 600;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::size_t left_out_ = 0;
};

/// The text-bearing fields of a JSON record as path -> text. Of texts in several languages one is taken: English where
/// it is there, else the first; `other_languages` counts the rest.
FieldSheet::Fields fields_of(const base::json::Value& record, std::map<std::string, std::size_t>& other_languages);

}  // namespace needfirst::format::catalogue
