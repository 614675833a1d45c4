// SPDX-License-Identifier: Apache-2.0
#include "report/jsonl.hpp"

#include "base/output.hpp"
#include "report/json_writer.hpp"

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

/// Rows that belong to what a line is about: the first column is its id, which lies between the two `?`.
struct Part {
    std::string_view name, query;
};

constexpr Part of_package[] = {
    {"coverage",
     "SELECT package_id, member, bytes, state, reason FROM coverage WHERE package_id BETWEEN ? AND ? ORDER BY id"}};
constexpr Part of_programme[] = {{"courses",
                                  "SELECT programme_id, position, name, course_id FROM programme_course WHERE "
                                  "programme_id BETWEEN ? AND ? ORDER BY programme_id, position"}};
constexpr Part of_course[] = {
    {"sources",
     "SELECT s.course_id, p.path FROM course_source s JOIN package p ON p.id = s.package_id WHERE s.course_id "
     "BETWEEN ? AND ? ORDER BY s.course_id, p.id"},
    {"activities",
     "SELECT course_id, id, position, of_items, depth, section, kind, native_kind, title, social, platform, "
     "placement, is_last_of_section, after_last_assessment, graded, required, quota, posts, participants, "
     "last_post_at, location, groups FROM activity WHERE course_id BETWEEN ? AND ? ORDER BY id"},
    {"evidence",
     "SELECT course_id, activity_id, signal, says, field, quote, location FROM evidence WHERE course_id "
     "BETWEEN ? AND ? ORDER BY id"},
    {"findings",
     "SELECT course_id, activity_id, rule, level, message, quote, location, fingerprint, state, searched, near_miss "
     "FROM finding WHERE course_id BETWEEN ? AND ? ORDER BY id"},
    {"questions", "SELECT course_id, rule, text FROM question WHERE course_id BETWEEN ? AND ? ORDER BY id"}};

constexpr std::int64_t lines_at_once = 500;

class Lines {
public:
    Lines(const store::Audit& audit, base::Output& output) : audit_(audit), output_(output) {}

    /// One line for each row of `query`.
    void write(std::string_view type, std::string_view query) {
        audit_.each(query, [&](const store::Row& row) {
            JsonWriter json(text_);
            json.object().member("type", type);
            members(json, row, 0);
            json.end_object();
            text_ += '\n';
        });
        flush();
    }

    /// One line for each row of `query`, whose first column is its id, between the two `?`; with its parts.
    void write(std::string_view type, std::string_view query, std::string_view table, std::span<const Part> parts) {
        const std::int64_t last = audit_.number(fmt::format("SELECT max(id) FROM {}", table));
        for (std::int64_t from = 1; from <= last; from += lines_at_once) {
            const std::int64_t to = from + lines_at_once - 1;
            std::vector<std::map<std::int64_t, std::string>> of(parts.size());
            for (std::size_t i = 0; i < parts.size(); ++i) gather(parts[i], from, to, of[i]);
            audit_.each(query,
                        [&](const store::Row& row) {
                            JsonWriter json(text_);
                            json.object().member("type", type);
                            members(json, row, 0);
                            for (std::size_t i = 0; i < parts.size(); ++i) {
                                json.key(parts[i].name);
                                text_ += "[" + of[i][row.integer(0)] + "]";
                                json.done();
                            }
                            json.end_object();
                            text_ += '\n';
                        },
                        {from, to});
            flush();
        }
    }

private:
    void gather(const Part& part, std::int64_t from, std::int64_t to, std::map<std::int64_t, std::string>& into) {
        audit_.each(part.query,
                    [&](const store::Row& row) {
                        std::string& list = into[row.integer(0)];
                        if (!list.empty()) list += ',';
                        JsonWriter json(list);
                        json.object();
                        members(json, row, 1);
                        json.end_object();
                    },
                    {from, to});
    }

    void flush() {
        output_.write(text_);
        text_.clear();
    }

    const store::Audit& audit_;
    base::Output& output_;
    std::string text_;
};

}  // namespace

void write_jsonl(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    Lines lines(audit, output);
    lines.write("run", "SELECT tool_version, rules_fingerprint FROM run");
    lines.write("rule", "SELECT id, title, level, status, about, why, instead, pack FROM rule ORDER BY id");
    lines.write("waiver", "SELECT rule, place, reason, owner, expires, state, file, message FROM waiver ORDER BY id");
    lines.write("package",
                "SELECT id, path, format, format_version, authoring_tool, bytes, fingerprint, rows, status, message, "
                "members, members_read FROM package WHERE id BETWEEN ? AND ? ORDER BY id",
                "package", of_package);
    lines.write("programme",
                "SELECT id, package_id, identifier, title, basis FROM programme WHERE id BETWEEN ? AND ? ORDER BY id",
                "programme", of_programme);
    lines.write(
        "course",
        "SELECT c.id, p.path AS package, c.identifier, c.title, c.language, c.provider, c.category, c.retired, "
        "c.words_read, c.need, c.verdict, c.score, c.reason FROM course c JOIN package p ON p.id = c.package_id "
        "WHERE c.id BETWEEN ? AND ? ORDER BY c.id",
        "course", of_course);
    output.done();
}

}  // namespace needfirst::report
