// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/sheet.hpp"
#include "format/catalogue/text.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// How a text parts records and cells. Line ends are line feeds: character sets are read before (see decoded_table).
struct Dialect {
    char delimiter = ',';
    std::string_view record_end = "\n";
    bool backslash = false;  ///< \" and \n inside cells, in place of doubled quotes
    bool operator==(const Dialect&) const = default;
};

/// A delimited text as rows of cells. Quoted cells may hold line ends; a quote that never closes is a character.
/// Cells are views into the text, or into a buffer for the row where something was escaped. Of a large text only a
/// window is in memory, and twelve bytes a row.
class Csv : public Sheet {
public:
    /// `text`: UTF-8, line feeds only. A leading "sep=;" line is obeyed and not a row.
    explicit Csv(Text text);
    explicit Csv(std::string text) : Csv(Text(std::move(text))) {}
    /// The same, in a dialect that is known.
    Csv(std::string text, Dialect dialect);
    Csv(const Csv&) = delete;
    Csv& operator=(const Csv&) = delete;

    std::size_t rows() const override { return starts_.size(); }
    std::size_t number(std::size_t row) const override { return numbers_[row]; }
    void cells(std::size_t row, std::vector<std::string_view>& out) override;
    const Dialect& dialect() const { return dialect_; }
    /// Quotes that never close, and the row of the first one.
    std::size_t stray_quotes() const { return stray_; }
    std::size_t first_stray() const { return first_stray_; }

private:
    void index();
    /// Parses the record at a place of the text without taking its cells; returns where the next one starts.
    std::uint64_t pass(std::uint64_t place);
    bool is_blank(std::string_view record) const;
    /// Parses the record at `at` of the window; returns where the next one starts.
    std::size_t parse(std::size_t at, std::vector<std::string_view>* out);
    std::size_t parse_quoted(std::size_t at, std::vector<std::string_view>* out, bool& closed);
    std::string_view unescaped(std::size_t at, std::size_t end);
    bool ends_record(std::size_t at) const {
        return text_.compare(at, dialect_.record_end.size(), dialect_.record_end) == 0;
    }
    bool closes_here(std::size_t quote) const;
    std::size_t after_record_end(std::size_t at) const;

    Text whole_;
    std::string_view text_;  ///< the window
    Dialect dialect_;
    std::vector<std::uint64_t> starts_;
    std::uint64_t end_ = 0;
    std::vector<std::uint32_t> numbers_;
    std::string buffer_;  ///< unescaped cells of the row at hand; never grows while views into it live
    std::size_t stray_ = 0, first_stray_ = 0;
};

/// Bytes of a table as UTF-8, each line in its own character set where lines differ.
std::string decoded_table(std::string bytes);

}  // namespace needfirst::format::catalogue
