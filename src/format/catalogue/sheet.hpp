// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// Rows of cells, whatever the file: a CSV text, a sheet of a workbook, JSON or XML records under a row of field names.
/// Rows that are wholly blank are not rows.
class Sheet {
public:
    virtual ~Sheet() = default;
    virtual std::size_t rows() const = 0;
    /// Row or record number as a person finds it in the file, from 1.
    virtual std::size_t number(std::size_t row) const = 0;
    /// Cells of one row, as the file holds them. The views live until the next call.
    virtual void cells(std::size_t row, std::vector<std::string_view>& out) = 0;
};

/// A sheet held in memory.
class MemorySheet : public Sheet {
public:
    std::size_t rows() const override { return rows_.size(); }
    std::size_t number(std::size_t row) const override { return rows_[row].number; }
    void cells(std::size_t row, std::vector<std::string_view>& out) override {
        out.assign(rows_[row].cells.begin(), rows_[row].cells.end());
    }
    /// Left out where all cells are blank.
    void add(std::size_t number, std::vector<std::string> cells) {
        for (const auto& cell : cells)
            if (cell.find_first_not_of(" \t\n\r") != std::string::npos) {
                rows_.push_back({number, std::move(cells)});
                return;
            }
    }

private:
    struct Row {
        std::size_t number;
        std::vector<std::string> cells;
    };
    std::vector<Row> rows_;
};

}  // namespace needfirst::format::catalogue
