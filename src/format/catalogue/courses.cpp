// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/courses.hpp"

#include "base/decode.hpp"
#include "format/catalogue/cells.hpp"
#include "format/catalogue/groups.hpp"
#include "format/catalogue/programmes.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <spdlog/fmt/fmt.h>

namespace needfirst::format::catalogue {
namespace {

constexpr std::size_t most_passages = 400;   // of one course, however many rows it has
constexpr std::size_t most_text = 2u << 20;  // bytes
constexpr std::size_t longest_label = 160;   // a keyword, a category, a method; longer ones are passages of their own

std::string_view first_of_list(std::string_view cell) {
    return base::trim(base::trim(cell).substr(0, base::trim(cell).find_first_of(";|\n,")));
}

/// One course being made of its rows.
class Maker {
public:
    Maker(const Columns& columns, const Cuts& cuts, std::string_view label)
        : columns_(columns), cuts_(cuts), label_(label) {}

    void add(const std::vector<std::string_view>& cells, std::size_t number) {
        row_ = fmt::format("{}{}row {}", label_, label_.empty() ? "" : " ", number);
        if (rows_++ == 0) course_.member = row_;
        name(cells);
        bool row_retired = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            if (i >= columns_.columns.size()) extra(cells[i]);
            else row_retired = cell(i, cells[i]) || row_retired;
        }
        retired_ += row_retired;
    }

    model::Course take() {
        course_.rows = static_cast<std::int64_t>(rows_);
        course_.retired = retired_ == rows_;
        course_.listed = true;
        return std::move(course_);
    }

    std::size_t cut() const { return cut_; }
    std::size_t left_out() const { return left_out_; }

private:
    void name(const std::vector<std::string_view>& cells) {
        if (course_.identifier.empty()) {
            const auto code = cell_at(cells, columns_.code), prefix = cell_at(cells, columns_.code_prefix);
            if (!says_nothing(code)) course_.identifier = cell_line(code);
            for (std::size_t i = 0; i < std::min(cells.size(), columns_.columns.size()) && course_.identifier.empty();
                 ++i)
                if (columns_.columns[i].role == Role::identifier && !says_nothing(cells[i]))
                    course_.identifier = cell_line(cells[i]);
            if (!course_.identifier.empty() && !base::trim(prefix).empty())
                course_.identifier = cell_line(prefix) + " " + course_.identifier;
        }
        if (!course_.title.empty()) return;
        auto title = says_nothing(title_of(cells, columns_)) ? "" : cell_text(title_of(cells, columns_));
        // A second line is what stood below the title where it was copied from.
        if (const auto line = title.find('\n'); line != std::string::npos) {
            add_text(model::Field::description, title.substr(line + 1), false);
            title.erase(line);
        }
        course_.title = title.empty() ? course_.identifier : title;
        seen_.insert(folded_hash(course_.title));
    }

    /// True where the cell says that this row's course is no longer offered.
    bool cell(std::size_t i, std::string_view value) {
        const auto& column = columns_.columns[i];
        switch (column.role) {
            case Role::status: return says_retired(value);
            case Role::retired: return truth_of(base::trim(value)).value_or(kind_of(value) == Cell::date);
            case Role::active: return truth_of(base::trim(value)) == false;
            case Role::language:
                if (course_.language.empty() && !says_nothing(value))
                    course_.language = cell_line(first_of_list(value));
                return false;
            case Role::provider:
                if (course_.provider.empty() && kind_of(value) == Cell::text) course_.provider = cell_line(value);
                return false;
            case Role::category:
                if (course_.category.empty() && kind_of(value) == Cell::text && column.field == model::Field::metadata)
                    course_.category = cell_line(value);
                break;
            default: break;
        }
        if (column.statement) statement(i, column, value);
        return false;
    }

    /// A list of languages with names tells which ones are spoken; with codes, which one the course is in.
    static std::string language(const Column& column, std::string_view value) {
        const auto first = first_of_list(value);
        const bool code = first.size() == 2 || (first.size() > 3 && (first[2] == '-' || first[2] == '_'));
        return code || !column.header.ends_with('s') ? cell_line(first) : std::string();
    }

    void statement(std::size_t i, const Column& column, std::string_view value) {
        if (!raw_.insert(folded_hash(value, i + 1)).second || says_nothing(value)) return;
        const auto kind = kind_of(value);
        if (kind == Cell::yes_no) {
            if ((column.yes_no || column.role == Role::delivery) && truth_of(base::trim(value)) == true)
                add_text(column.field, cell_line(column.header), false);
            return;
        }
        if (kind == Cell::number || kind == Cell::link || kind == Cell::mail || kind == Cell::date) return;
        constexpr std::size_t longest_word = 24;
        if (kind == Cell::token && value.size() >= longest_word) return;
        // Tokens and abbreviations are for machines.
        if (column.role == Role::unknown && (kind == Cell::token || value.size() < 4)) return;
        const bool cut = cuts_.is_cut(i, value);
        cut_ += cut;
        add_text(column.field, cell_text(value), cut);
    }

    /// A cell behind the last header: an unquoted delimiter parted some text.
    void extra(std::string_view value) {
        if (kind_of(value) == Cell::text) add_text(model::Field::description, cell_text(value), false);
    }

    void add_text(model::Field field, std::string text, bool cut) {
        if (text.empty() || !seen_.insert(folded_hash(text)).second) return;
        if (course_.statements.size() >= most_passages || bytes_ + text.size() > most_text) return void(++left_out_);
        bytes_ += text.size();
        const bool label =
            field == model::Field::metadata || field == model::Field::delivery || field == model::Field::audience;
        if (label && !cut && text.size() <= longest_label)
            for (auto& passage : course_.statements)
                if (passage.field == field && !passage.truncated && passage.text.size() < 40 * longest_label) {
                    passage.text += '\n';
                    passage.text += text;
                    return;
                }
        course_.statements.push_back({field, std::move(text), row_, cut});
    }

    const Columns& columns_;
    const Cuts& cuts_;
    std::string_view label_;
    std::string row_;
    model::Course course_;
    std::size_t rows_ = 0, retired_ = 0, bytes_ = 0, cut_ = 0, left_out_ = 0;
    std::unordered_set<std::uint64_t> seen_, raw_;
};

std::string listed(const Columns& columns, Role role) {
    std::string names;
    for (const auto& column : columns.columns)
        if (column.role == role && !column.header.empty()) names += (names.empty() ? "" : ", ") + column.header;
    return names;
}

struct Ragged {
    std::size_t shorter = 0, longer = 0, first = 0;
    void see(std::size_t cells, std::size_t headers, std::size_t number) {
        if (cells == headers) return;
        if (shorter + longer == 0) first = number;
        ++(cells < headers ? shorter : longer);
    }
};

/// Texts of courses that were not kept whole.
struct Short {
    std::size_t cut = 0;       // by the export
    std::size_t left_out = 0;  // here: behind the limits of one course
    std::string first;         // row of the first course of which texts were left out
};

void remark(Reading& reading, const Columns& columns, const Groups& groups, const Ragged& ragged, const Short& texts,
            std::string_view label) {
    using base::CoverageState;
    const std::string member = label.empty() ? "rows" : std::string(label);
    if (groups.untitled() > 0)
        reading.remark(
            member, CoverageState::partly,
            fmt::format("{} of {} rows have neither a title nor a code and were not read, row {} first; if they are "
                        "courses, name their column with --map title=COLUMN",
                        groups.untitled(), groups.records(), groups.first_untitled()));
    if (ragged.shorter + ragged.longer > 0)
        reading.remark(
            member, CoverageState::read,
            fmt::format("{} rows have fewer cells than the header, {} have more, row {} first; all cells were read",
                        ragged.shorter, ragged.longer, ragged.first));
    if (texts.cut > 0)
        reading.remark(
            member, CoverageState::partly,
            fmt::format("{} texts were cut off by the export and are judged as incomplete; export them whole",
                        texts.cut));
    if (texts.left_out > 0)
        reading.remark(
            member, CoverageState::limited,
            fmt::format("{} texts were left out, those of the course of {} first: of one course {} texts and {} bytes "
                        "are kept",
                        texts.left_out, texts.first, most_passages, most_text));
    if (const auto contacts = listed(columns, Role::contact); !contacts.empty())
        reading.remark("columns " + contacts, CoverageState::skipped, "contact data of people is never read");
}

}  // namespace

void read_courses(Reading& reading, Sheet& sheet, const Columns& columns, std::string_view label) {
    Cuts cuts(columns.columns.size());
    const Groups groups(sheet, columns, cuts);
    Programmes programmes(columns);
    Ragged ragged;
    Short texts;
    std::vector<std::string_view> cells;
    for (const auto first : groups.first_rows()) {
        Maker maker(columns, cuts, label);
        for (auto row = first; row != Groups::none; row = groups.next(row)) {
            sheet.cells(row, cells);
            ragged.see(cells.size(), columns.columns.size(), sheet.number(row));
            maker.add(cells, sheet.number(row));
            programmes.see(cells, row);
        }
        texts.cut += maker.cut();
        auto course = maker.take();
        if (maker.left_out() > 0 && texts.left_out == 0) texts.first = course.member;
        texts.left_out += maker.left_out();
        programmes.is(course);
        reading.give(std::move(course));
    }
    reading.package.rows += static_cast<std::int64_t>(groups.records());
    programmes.finish(reading.package.programmes);
    remark(reading, columns, groups, ragged, texts, label);
}

}  // namespace needfirst::format::catalogue
