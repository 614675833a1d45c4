// SPDX-License-Identifier: Apache-2.0
#include "report/jsonl.hpp"

#include "report/json_writer.hpp"
#include "report/output.hpp"

namespace needfirst::report {
namespace {

/// Members of an object from column `first` on.
void members(JsonWriter& json, const store::Row& row, int first) {
    for (int i = first; i < row.columns(); ++i) {
        json.key(row.name(i));
        if (row.is_null(i)) json.null();
        else if (row.is_text(i)) json.value(row.text(i));
        else if (row.text(i).find_first_of(".eE") != std::string_view::npos) json.value(row.real(i));
        else json.value(row.integer(i));
    }
}

/// Rows that belong to what a line is about: `?` is its id.
struct Part {
    std::string_view name, query;
};

constexpr Part of_package[] = {
    {"coverage", "SELECT member, bytes, state, reason FROM coverage WHERE package_id = ? ORDER BY id"}};
constexpr Part of_programme[] = {
    {"courses", "SELECT position, name, course_id FROM programme_course WHERE programme_id = ? ORDER BY position"}};
constexpr Part of_course[] = {
    {"sources",
     "SELECT p.path FROM course_source s JOIN package p ON p.id = s.package_id WHERE s.course_id = ? ORDER BY "
     "p.id"},
    {"activities",
     "SELECT id, position, of_items, depth, section, kind, native_kind, title, social, platform, placement, "
     "is_last_of_section, after_last_assessment, graded, required, quota, posts, participants, "
     "last_post_at, location FROM activity WHERE course_id = ? ORDER BY id"},
    {"evidence",
     "SELECT activity_id, signal, says, field, quote, location FROM evidence WHERE course_id = ? ORDER BY id"},
    {"findings",
     "SELECT activity_id, rule, level, message, quote, location, fingerprint, state FROM finding WHERE "
     "course_id = ? ORDER BY id"},
    {"questions", "SELECT rule, text FROM question WHERE course_id = ? ORDER BY id"}};

class Lines {
public:
    Lines(const store::Audit& audit, Output& output) : audit_(audit), output_(output) {}

    /// One line for each row of `query`; with parts, its first column is the id that they ask for.
    void write(std::string_view type, std::string_view query, std::span<const Part> parts = {}) {
        audit_.each(query, [&](const store::Row& row) {
            JsonWriter json(text_);
            json.object().member("type", type);
            members(json, row, 0);
            for (const Part& part : parts) {
                json.key(part.name).array();
                audit_.each(part.query,
                            [&](const store::Row& child) {
                                json.object();
                                members(json, child, 0);
                                json.end_object();
                            },
                            {row.integer(0)});
                json.end_array();
            }
            json.end_object();
            text_ += '\n';
            if (text_.size() > 1 << 16) flush();
        });
    }

    void flush() {
        output_.write(text_);
        text_.clear();
    }

private:
    const store::Audit& audit_;
    Output& output_;
    std::string text_;
};

}  // namespace

void write_jsonl(const store::Audit& audit, const std::filesystem::path& path) {
    Output output(path);
    Lines lines(audit, output);
    lines.write("run", "SELECT tool_version, rules_fingerprint FROM run");
    lines.write("rule", "SELECT id, title, level, status, about, why, instead, pack FROM rule ORDER BY id");
    lines.write("waiver", "SELECT rule, place, reason, owner, expires, state FROM waiver ORDER BY id");
    lines.write("package",
                "SELECT id, path, format, format_version, authoring_tool, bytes, fingerprint, rows, status, message, "
                "members, members_read FROM package ORDER BY id",
                of_package);
    lines.write("programme", "SELECT id, package_id, identifier, title FROM programme ORDER BY id", of_programme);
    lines.write(
        "course",
        "SELECT c.id, p.path AS package, c.identifier, c.title, c.language, c.provider, c.category, c.retired, "
        "c.words_read, c.need, c.verdict, c.score, c.reason FROM course c JOIN package p ON p.id = c.package_id "
        "ORDER BY c.id",
        of_course);
    lines.flush();
    output.done();
}

}  // namespace needfirst::report
