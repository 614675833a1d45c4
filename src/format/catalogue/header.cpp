// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/header.hpp"

#include "base/decode.hpp"
#include "format/catalogue/cells.hpp"

#include <algorithm>

namespace needfirst::format::catalogue {
namespace {

constexpr std::size_t header_rows = 40;  // title rows, notes and logos above a header
constexpr std::size_t sampled_rows = 200;

using Overrides = std::map<std::string, std::string>;

/// What the cells of one column look like.
struct Profile {
    std::size_t filled = 0, characters = 0;
    std::size_t kinds[8] = {};
    double share(Cell kind) const {
        return filled == 0 ? 0
                           : static_cast<double>(kinds[static_cast<std::size_t>(kind)]) / static_cast<double>(filled);
    }
    double length() const { return filled == 0 ? 0 : static_cast<double>(characters) / static_cast<double>(filled); }
};

std::vector<Profile> profiles_below(Sheet& sheet, std::size_t header_row, std::size_t columns) {
    std::vector<Profile> profiles(columns);
    std::vector<std::string_view> cells;
    const auto rows = sheet.rows() - header_row - 1;
    const auto step = std::max<std::size_t>(1, rows / sampled_rows);
    for (auto row = header_row + 1; row < sheet.rows(); row += step) {
        sheet.cells(row, cells);
        for (std::size_t i = 0; i < std::min(cells.size(), columns); ++i) {
            if (says_nothing(cells[i])) continue;
            ++profiles[i].filled;
            profiles[i].characters += cells[i].size();
            ++profiles[i].kinds[static_cast<std::size_t>(kind_of(cells[i]))];
        }
    }
    return profiles;
}

Meaning overridden(std::string_view header, const Overrides& overrides) {
    for (const auto& [column, field] : overrides)
        if (normalised_header(column) == normalised_header(header))
            for (std::size_t i = 0; i < role_names.size(); ++i)
                if (role_names[i] == field) return {static_cast<Role>(i), Certainty::course};
    return {};
}

/// A row that might be a header, before its columns are looked at.
struct Candidate {
    std::vector<std::string> headers;
    std::vector<Meaning> meanings;
    std::vector<bool> said;  ///< by the user
    std::size_t known = 0;
    Certainty title = Certainty::none;
    bool has(Role role) const {
        return std::any_of(meanings.begin(), meanings.end(), [&](auto& m) { return m.role == role; });
    }
    std::size_t count(Role role) const {
        return static_cast<std::size_t>(
            std::count_if(meanings.begin(), meanings.end(), [&](auto& m) { return m.role == role; }));
    }
    bool titled_by_user() const {
        for (std::size_t i = 0; i < said.size(); ++i)
            if (said[i] && meanings[i].role == Role::title) return true;
        return false;
    }
};

std::optional<Candidate> candidate(const std::vector<std::string_view>& cells, const Overrides& overrides) {
    Candidate row;
    std::size_t filled = 0, length = 0, values = 0;
    for (const auto cell : cells) {
        const auto header = base::trim(cell);
        const auto kind = kind_of(header);
        if (header.size() > 200 || header.find_first_of("{}<>=") != std::string_view::npos || kind == Cell::link ||
            kind == Cell::mail)
            return std::nullopt;
        if (header.find("\":") != std::string_view::npos) return std::nullopt;  // another notation
        filled += !header.empty();
        values += kind == Cell::number || kind == Cell::date || kind == Cell::yes_no;
        length += header.size();
        auto meaning = overridden(header, overrides);
        row.said.push_back(meaning.role != Role::unknown);
        if (!row.said.back() && !header.empty()) meaning = meaning_of(header);
        row.known += meaning.role != Role::unknown;
        if (meaning.role == Role::title) row.title = std::max(row.title, meaning.certainty);
        row.headers.emplace_back(header);
        row.meanings.push_back(meaning);
    }
    if (filled == 0 || length > filled * 60 || values * 4 > filled) return std::nullopt;
    return row;
}

/// A header that only might be one of a list of courses needs others beside it that are found in such lists.
bool is_supported(const Candidate& row, bool courses) {
    if (row.titled_by_user()) return true;
    std::size_t telling = 0;
    for (const auto& meaning : row.meanings)
        telling +=
            (meaning.role >= Role::description && meaning.role <= Role::provider) || meaning.role == Role::programme;
    courses =
        courses || std::any_of(row.headers.begin(), row.headers.end(), [](auto& h) { return speaks_of_courses(h); });
    const auto people = row.count(Role::contact);
    switch (row.title) {
        case Certainty::course: return people == 0 || telling > 0 || courses;
        case Certainty::plain: return courses || (telling > 0 && people <= telling + 2);
        case Certainty::vague:
            if (courses) return true;
            if (row.has(Role::identifier) && row.headers.size() <= 5 && people == 0 && telling == 0)
                return std::find(row.headers.begin(), row.headers.end(), "content") != row.headers.end();
            return row.has(Role::description) && telling > 2 && people <= 1;
        case Certainty::none: return row.has(Role::programme) && (telling > 1 || courses);
    }
    return false;
}

class Resolver {
public:
    Resolver(const Candidate& row, const std::vector<Profile>& profiles, bool courses)
        : row_(row), profiles_(profiles), courses_(courses) {
        for (std::size_t i = 0; i < row.headers.size(); ++i)
            out_.columns.push_back({row.headers[i], row.meanings[i].role, false, model::Field::metadata, false});
    }

    std::optional<Columns> columns() {
        choose_title();
        if (out_.title < 0) return std::nullopt;
        choose_code();
        choose_programme();
        for (std::size_t i = 0; i < out_.columns.size(); ++i) settle(i);
        return std::move(out_);
    }

private:
    bool no_data(std::size_t i) const { return profiles_[i].filled == 0; }

    bool may_be_title(std::size_t i) const {
        const auto& p = profiles_[i];
        if (row_.said[i] || no_data(i)) return true;
        if (row_.meanings[i].certainty == Certainty::vague && p.length() > 150) return false;
        const bool sure = courses_ || row_.meanings[i].certainty == Certainty::course;
        return p.share(Cell::text) + p.share(Cell::token) > 0.5 && (sure || p.share(Cell::text) > 0.2);
    }

    void choose_title() {
        double best = 0;
        for (std::size_t i = 0; i < row_.meanings.size(); ++i) {
            if (row_.meanings[i].role != Role::title || !may_be_title(i)) continue;
            const auto header = normalised_header(row_.headers[i]);
            const bool named = header.find("title") != std::string::npos || header.find("name") != std::string::npos;
            const double score = (row_.said[i] ? 1000 : 0) + (no_data(i) ? 0 : 100) +
                                 10.0 * static_cast<double>(row_.meanings[i].certainty) + (named ? 2 : 0) +
                                 3 * profiles_[i].share(Cell::text);
            if (score > best) best = score, out_.title = static_cast<int>(i);
        }
        if (out_.title >= 0) return other_titles();
        // A list of programmes has no other title.
        for (std::size_t i = 0; i < row_.meanings.size() && out_.title < 0; ++i)
            if (row_.meanings[i].role == Role::programme && may_be_title(i)) out_.title = static_cast<int>(i);
        if (out_.title >= 0) out_.columns[static_cast<std::size_t>(out_.title)].role = Role::title;
    }

    /// Columns that name a record where the title is blank, and the one that names its programme.
    void other_titles() {
        for (std::size_t i = 0; i < out_.columns.size(); ++i) {
            if (row_.meanings[i].role != Role::title || static_cast<int>(i) == out_.title || !may_be_title(i)) continue;
            if (row_.meanings[i].certainty >= Certainty::plain) out_.other_titles.push_back(static_cast<int>(i));
            const auto header = normalised_header(row_.headers[i]);
            if (header == "program name" || header == "programme name") out_.columns[i].role = Role::programme;
        }
    }

    /// "ITEM-605" rather than 20734: the one that people know a course by.
    bool is_readable(std::size_t i) const {
        return profiles_[i].share(Cell::token) + profiles_[i].share(Cell::text) > 0.5 && profiles_[i].length() < 20;
    }

    void choose_code() {
        double best = 0;
        for (std::size_t i = 0; i < row_.meanings.size(); ++i) {
            const auto& meaning = row_.meanings[i];
            if ((meaning.role != Role::code && meaning.role != Role::identifier) || no_data(i)) continue;
            const double score = (row_.said[i] ? 1000 : 0) + (meaning.role == Role::code ? 10 : 0) +
                                 2 * static_cast<double>(meaning.certainty) + (is_readable(i) ? 3 : 0);
            if (score > best) best = score, out_.code = static_cast<int>(i);
        }
        const auto chosen = out_.code < 0 ? Meaning() : row_.meanings[static_cast<std::size_t>(out_.code)];
        out_.sure_code = chosen.certainty == Certainty::course;
        if (chosen.role == Role::code) return;
        // University tables: "Subject", "Number" together are what people call the course by.
        for (std::size_t i = 0; i + 1 < row_.headers.size(); ++i)
            if (normalised_header(row_.headers[i]) == "subject" && normalised_header(row_.headers[i + 1]) == "number") {
                out_.code_prefix = static_cast<int>(i);
                out_.code = static_cast<int>(i + 1);
                out_.sure_code = true;
            }
    }

    void choose_programme() {
        for (const auto certainty : {Certainty::course, Certainty::vague})
            for (std::size_t i = 0; i < out_.columns.size(); ++i)
                if (out_.programme < 0 && out_.columns[i].role == Role::programme &&
                    row_.meanings[i].certainty == certainty && profiles_[i].share(Cell::text) > 0.3)
                    out_.programme = static_cast<int>(i);
        if (out_.programme < 0) return;
        for (std::size_t i = 0; i < out_.columns.size(); ++i)
            if (out_.columns[i].role == Role::position && static_cast<int>(i) != out_.code && out_.position < 0)
                out_.position = static_cast<int>(i);
    }

    void settle(std::size_t i) {
        auto& column = out_.columns[i];
        const auto& profile = profiles_[i];
        const int at = static_cast<int>(i);
        if (at == out_.title || at == out_.code || column.role == Role::contact || column.role == Role::ignored) return;
        if (column.role == Role::title) column.role = demoted(i);
        if (column.role == Role::ignored) return;
        if (profile.share(Cell::mail) > 0.3) {
            column.role = Role::contact;
            return;
        }
        const bool known = field_of(column);
        if (!known && column.role != Role::unknown) return;
        const bool text = profile.share(Cell::text) > 0.3;
        column.yes_no = !text && profile.share(Cell::yes_no) > 0.7 && profile.filled > 0 &&
                        (!known || column.role == Role::delivery) && says_what(column.header);
        column.statement = text || column.yes_no || (known && profile.filled > 0);
        if (column.yes_no) column.field = model::Field::delivery;
        // A column of keywords that holds whole paragraphs describes the course.
        const bool short_field = !known || column.role == Role::category || column.role == Role::keywords ||
                                 column.role == Role::audience || column.role == Role::delivery;
        if (short_field && profile.length() > (known ? 250 : 60) && !is_remark(column.header))
            column.field = model::Field::description;
    }

    /// Written for people: "Discussion forum", "Online", not "leadtodegree".
    static bool says_what(std::string_view header) {
        return header.find_first_of("_.") == std::string_view::npos &&
               (header.find(' ') != std::string_view::npos || (header.front() >= 'A' && header.front() <= 'Z'));
    }

    static bool is_remark(std::string_view header) {
        const auto name = normalised_header(header);
        return name.find("comment") != std::string::npos || name.find("note") != std::string::npos ||
               name.find("remark") != std::string::npos;
    }

    /// What a second column with a title's header is.
    Role demoted(std::size_t i) const {
        const auto header = normalised_header(row_.headers[i]);
        if (row_.meanings[i].certainty != Certainty::vague) return Role::unknown;
        if (header == "content") return Role::syllabus;
        const bool providers = std::any_of(row_.headers.begin(), row_.headers.end(), [](auto& other) {
            return normalised_header(other).starts_with("provider");
        });
        return header == "name" && providers && !row_.has(Role::provider) ? Role::provider : Role::ignored;
    }

    /// True where the role has a field of its own.
    static bool field_of(Column& column) {
        using model::Field;
        switch (column.role) {
            case Role::description: column.field = Field::description; return true;
            case Role::objectives: column.field = Field::objectives; return true;
            case Role::audience:
            case Role::prerequisites: column.field = Field::audience; return true;
            case Role::rationale: column.field = Field::rationale; return true;
            case Role::syllabus: column.field = Field::syllabus; return true;
            case Role::delivery: column.field = Field::delivery; return true;
            case Role::category:
            case Role::keywords:
            case Role::programme: column.field = Field::metadata; return true;
            default: return false;
        }
    }

    const Candidate& row_;
    const std::vector<Profile>& profiles_;
    bool courses_;
    Columns out_;
};

}  // namespace

std::optional<Columns> find_columns(Sheet& sheet, const Overrides& overrides, bool courses) {
    std::optional<Columns> best;
    std::size_t best_known = 0;
    std::vector<std::string_view> cells;
    for (std::size_t row = 0; row < std::min(sheet.rows(), header_rows); ++row) {
        sheet.cells(row, cells);
        const auto found = candidate(cells, overrides);
        if (!found || found->known <= best_known || !is_supported(*found, courses)) continue;
        const auto profiles = profiles_below(sheet, row, found->headers.size());
        if (auto columns = Resolver(*found, profiles, courses).columns()) {
            columns->header_row = row;
            best = std::move(columns);
            best_known = found->known;
        }
    }
    return best;
}

}  // namespace needfirst::format::catalogue
