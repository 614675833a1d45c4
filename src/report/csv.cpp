// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include "base/output.hpp"
#include "store/receipts.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for_each.h>

namespace needfirst::report {
namespace {

/// One file: its columns are those of the query, in an order that later versions only add to.
struct Table {
    std::string_view file, query;
};

constexpr Table tables[] = {
    {"courses.csv",
     "SELECT package, format, authoring_tool, identifier, title, language, provider, category, retired, words_read, "
     "verdict, need, round(score, 3) AS score, reason, need_quote, items, social_activities, platforms, alarms, "
     "warnings, notes, CASE WHEN (SELECT count(*) FROM course_source WHERE course_id = v.id) > 1 THEN (SELECT "
     "group_concat(path, '; ') FROM (SELECT p.path FROM course_source s JOIN package p ON p.id = s.package_id WHERE "
     "s.course_id = v.id AND p.path <> v.package ORDER BY p.id)) END AS also_in "
     "FROM course_verdict v ORDER BY v.id"},
    {"activities.csv",
     "SELECT p.path AS package, c.identifier AS course_identifier, c.title AS course, a.position, a.of_items, a.depth, "
     "a.section, a.kind, a.native_kind, a.title, a.social, a.platform, a.placement, a.is_last_of_section, "
     "a.after_last_assessment, a.graded, a.required, a.quota, a.posts, a.participants, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', a.last_post_at, 'unixepoch') AS last_post_at, a.location, a.groups "
     "FROM activity a JOIN course c ON c.id = a.course_id JOIN package p ON p.id = c.package_id ORDER BY a.id"},
    {"findings.csv",
     "SELECT level, rule, rule_title, package, course_identifier, course, verdict, need, position, of_items, kind, "
     "activity, message, quote, location, state, fingerprint FROM finding_flat ORDER BY id"},
    {"questions.csv",
     "SELECT p.path AS package, c.identifier AS course_identifier, c.title AS course, c.verdict, q.rule, "
     "q.text AS question FROM question q JOIN course c ON c.id = q.course_id JOIN package p ON p.id = c.package_id "
     "ORDER BY q.id"},
    {"packages.csv",
     "SELECT p.path AS package, p.format, p.format_version, p.authoring_tool, p.status, p.message, p.bytes, p.rows, "
     "(SELECT count(*) FROM course c WHERE c.package_id = p.id) AS courses, "
     "(SELECT coalesce(sum(words_read), 0) FROM course c WHERE c.package_id = p.id) AS words_read, p.members, "
     "p.members_read, p.fingerprint FROM package p ORDER BY p.id"},
    {"coverage.csv",
     "SELECT p.path AS package, v.member, v.bytes, v.state, v.reason, v.gap FROM coverage v JOIN package p ON "
     "p.id = v.package_id ORDER BY v.id"},
    {"needs.csv",
     "SELECT grouping, name, social AS social_courses, stated AS need_stated, implied AS need_implied, by_programme AS "
     "need_in_programme, nobody AS need_named_by_nobody, share AS share_named_by_nobody FROM need_by_group ORDER BY "
     "grouping <> 'catalogue', grouping, nobody DESC, name"},
};

/// What Excel, LibreOffice and Google Sheets run as a formula, full-width forms (of Japanese systems) too.
bool starts_formula(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) return true;
    for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (text.substr(0, wide.size()) == wide) return true;
    return false;
}

bool is_control(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == 0x7F) return true;
    return c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;  // U+0080..U+009F
}

/// Bytes that are neither control characters, nor begin one, nor mean anything in a CSV file.
constexpr std::array<bool, 256> is_ordinary = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < table.size(); ++c) table[c] = c != '"' && c != ',' && c != 0x7F && c != 0xC2;
    return table;
}();

/// Without control characters; line breaks and tabs are spaces, so that one row is one line.
std::string plain(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_control(text, i)) result += text[i];
        else if (text[i] == '\n' || text[i] == '\t') result += ' ';
        else if (static_cast<unsigned char>(text[i]) == 0xC2) ++i;
    }
    return result;
}

void write_table(const store::Audit& audit, const Table& table, const std::filesystem::path& folder, bool bom) {
    constexpr std::size_t buffered = 1 << 16;
    base::Output output(folder / table.file);
    std::string lines = bom ? "\xEF\xBB\xBF" : "";
    const auto end_row = [&] {
        lines += "\r\n";
        if (lines.size() < buffered) return;
        output.write(lines);
        lines.clear();
    };
    lines += fmt::format("{}", fmt::join(audit.columns(table.query), ","));
    end_row();
    audit.each(table.query, [&](const store::Row& row) {
        for (int i = 0; i < row.columns(); ++i) {
            if (i > 0) lines += ',';
            bool is_text = false;
            const std::string_view text = row.text(i, is_text);
            if (is_text) append_csv_cell(lines, text);
            else lines += text;
        }
        end_row();
    });
    output.write(lines);
    output.done();
}

/// Sizes and dates of all files; "" where one is not there.
std::string look_of(const std::filesystem::path& folder) {
    std::string look;
    for (const Table& table : tables) {
        std::error_code size_problem, time_problem;
        const auto size = std::filesystem::file_size(folder / table.file, size_problem);
        const auto time = std::filesystem::last_write_time(folder / table.file, time_problem);
        if (size_problem || time_problem) return {};
        look += fmt::format("{} {} {}\n", table.file, size, time.time_since_epoch().count());
    }
    return look;
}

// Of a store that is as it was, files that nobody touched since are as they would be.
void write_tables(const store::Audit& audit, const std::filesystem::path& folder, bool bom) {
    base::make_folder(folder);
    std::error_code problem;
    const std::string report =
        (bom ? "csv-bom " : "csv ") + std::filesystem::weakly_canonical(folder, problem).string();
    const std::string look = look_of(folder);
    if (!problem && !look.empty() && look == store::receipt(audit, report)) return;
    tbb::enumerable_thread_specific<store::Audit> own([&] { return store::Audit(audit.path()); });
    tbb::parallel_for_each(std::begin(tables), std::end(tables),
                           [&](const Table& table) { write_table(own.local(), table, folder, bom); });
    if (!problem) store::keep_receipt(audit, report, look_of(folder));
}

}  // namespace

void append_csv_cell(std::string& line, std::string_view text) {
    bool clean = true, quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_ordinary[static_cast<unsigned char>(text[i])]) continue;
        clean = clean && !is_control(text, i);
        quoted = quoted || text[i] == '"' || text[i] == ',';
    }
    const bool formula = starts_formula(text);
    const std::string kept = clean ? std::string() : plain(text);
    if (!clean) text = kept;
    quoted = quoted || (!text.empty() && (text.front() == ' ' || text.back() == ' '));
    if (quoted) line += '"';
    if (formula || starts_formula(text)) line += '\'';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t mark = std::min(text.find('"', at), text.size() - 1);
        line += text.substr(at, mark + 1 - at);
        if (text[mark] == '"') line += '"';
        at = mark + 1;
    }
    if (quoted) line += '"';
}

void write_csv(const store::Audit& audit, const std::filesystem::path& folder) { write_tables(audit, folder, false); }

void write_csv_with_bom(const store::Audit& audit, const std::filesystem::path& folder) {
    write_tables(audit, folder, true);
}

}  // namespace needfirst::report
