// SPDX-License-Identifier: Apache-2.0
#include "report/html/courses.hpp"

#include "report/html/chart.hpp"
#include "report/json_writer.hpp"
#include "report/plain_text.hpp"

#include <sstream>

#include <Poco/Base64Encoder.h>
#include <Poco/DeflatingStream.h>

namespace needfirst::report::html {
namespace {

constexpr std::int64_t courses_in_chunk = 200;
constexpr std::size_t rows_shown = 40, gaps_shown = 8;  ///< of each kind in one course
constexpr std::size_t text_length = 600, title_length = 200;

/// Texts that many courses share, each once.
class Pool {
public:
    std::int64_t add(std::string_view text) {
        const auto [at, fresh] = places_.emplace(text, texts_.size());
        if (fresh) texts_.emplace_back(text);
        return static_cast<std::int64_t>(at->second);
    }
    void write(JsonWriter& json, std::string_view name) const {
        json.line().key(name).array();
        for (const std::string& text : texts_) json.value(cut(text, title_length));
        json.end_array();
    }

private:
    std::map<std::string, std::size_t, std::less<>> places_;
    std::vector<std::string> texts_;
};

/// Numbers of the rules, as index and details name them.
std::map<std::string, std::int64_t, std::less<>> rule_numbers(const store::Audit& audit) {
    std::map<std::string, std::int64_t, std::less<>> numbers;
    audit.each("SELECT id FROM rule UNION SELECT rule FROM finding ORDER BY 1",
               [&](const store::Row& row) { numbers.emplace(row.text(0), static_cast<std::int64_t>(numbers.size())); });
    return numbers;
}

class Index {
public:
    explicit Index(const store::Audit& audit) : audit_(audit), rules_(rule_numbers(audit)) {
        for (const std::string_view need : {"stated", "implied", "none"}) needs_.add(need);
        for (const std::string_view verdict : verdicts) verdicts_.add(verdict);
        gather("SELECT DISTINCT course_id, rule FROM finding WHERE state <> 'waived' ORDER BY course_id, rule",
               [&](const store::Row& row) { rang_[row.integer(0)].push_back(rules_.at(std::string(row.text(1)))); });
        gather(
            "SELECT DISTINCT course_id, platform FROM activity WHERE social AND platform <> '' ORDER BY course_id, "
            "platform",
            [&](const store::Row& row) { on_[row.integer(0)].push_back(platforms_.add(row.text(1))); });
    }

    std::string text() {
        std::string out, courses;
        JsonWriter json(out), rows(courses);
        rows.array();
        gather(
            "SELECT v.id, v.title, v.identifier, v.package, v.format, v.provider, v.category, v.language, v.verdict, "
            "v.need, v.score, v.social_activities, v.words_read, v.alarms, v.warnings, v.notes, v.retired FROM "
            "course_verdict v ORDER BY v.id",
            [&](const store::Row& row) { course(rows, row); });
        rows.end_array();
        json.object().key("columns").array();
        for (const char* name :
             {"id", "title", "identifier", "package", "format", "provider", "category", "language", "verdict", "need",
              "score", "social", "words", "alarms", "warnings", "notes", "retired", "rules", "platforms"})
            json.value(name);
        json.end_array();
        packages_.write(json, "packages"), formats_.write(json, "formats"), providers_.write(json, "providers");
        categories_.write(json, "categories"), languages_.write(json, "languages");
        platforms_.write(json, "platforms"), needs_.write(json, "needs"), verdicts_.write(json, "verdicts");
        write_rules(json);
        json.line().key("courses");
        return out + courses + "}";
    }

private:
    void gather(std::string_view query, const std::function<void(const store::Row&)>& take) {
        audit_.each(query, take);
    }

    void course(JsonWriter& json, const store::Row& row) {
        const std::int64_t id = row.integer(0);
        json.line().array().value(id).value(cut(row.text(1), title_length)).value(cut(row.text(2), title_length));
        json.value(packages_.add(row.text(3))).value(formats_.add(row.text(4))).value(providers_.add(row.text(5)));
        json.value(categories_.add(row.text(6))).value(languages_.add(row.text(7)));
        json.value(verdicts_.add(row.text(8))).value(needs_.add(row.text(9))).value(row.real(10));
        for (int i = 11; i <= 16; ++i) json.value(row.integer(i));
        for (const auto* lists : {&rang_, &on_}) {
            json.array();
            if (const auto found = lists->find(id); found != lists->end())
                for (const std::int64_t number : found->second) json.value(number);
            json.end_array();
        }
        json.end_array();
    }

    void write_rules(JsonWriter& json) {
        std::map<std::string, std::string, std::less<>> titles;
        audit_.each("SELECT id, title FROM rule",
                    [&](const store::Row& row) { titles.emplace(row.text(0), row.text(1)); });
        std::vector<std::string> ids(rules_.size());
        for (const auto& [id, number] : rules_) ids[static_cast<std::size_t>(number)] = id;
        json.line().key("rules").array();
        for (const std::string& id : ids)
            json.array().value(id).value(titles.contains(id) ? titles[id] : id).end_array();
        json.end_array();
    }

    const store::Audit& audit_;
    std::map<std::string, std::int64_t, std::less<>> rules_;
    std::map<std::int64_t, std::vector<std::int64_t>> rang_, on_;
    Pool packages_, formats_, providers_, categories_, languages_, platforms_, needs_, verdicts_;
};

/// Rows of one kind in one course: so many are shown, the others counted.
struct List {
    std::string json;
    JsonWriter writer{json};
    std::size_t seen = 0;
    bool take(std::size_t most = rows_shown) { return seen++ < most; }
    std::int64_t left(std::size_t most = rows_shown) const {
        return static_cast<std::int64_t>(seen > most ? seen - most : 0);
    }
};

struct Detail {
    std::string reason, kinds, fields, status, message;
    List findings, evidence, questions, activities, unread, sources;
};

/// Two-way: rows come by course, and leave in the order of the courses.
class Chunk {
public:
    Chunk(const store::Audit& audit, const std::map<std::string, std::int64_t, std::less<>>& rules, std::int64_t from,
          std::int64_t to)
        : audit_(audit), rules_(rules), from_(from), to_(to) {
        courses(), findings(), evidence(), questions(), activities(), unread(), sources();
    }

    std::string text() {
        std::string out;
        JsonWriter json(out);
        json.object();
        for (auto& [id, d] : details_) {
            json.line().key(std::to_string(id)).object().member("reason", d->reason).member("kinds", d->kinds);
            json.member("fields", d->fields).member("status", d->status).member("message", d->message);
            const auto list = [&](std::string_view name, const List& rows) {
                json.key(name);
                out += "[" + rows.json + "]";
                json.done();
            };
            list("findings", d->findings), list("evidence", d->evidence), list("questions", d->questions);
            list("activities", d->activities), list("unread", d->unread), list("sources", d->sources);
            json.member("moreFindings", d->findings.left()).member("moreEvidence", d->evidence.left());
            json.member("moreActivities", d->activities.left()).member("moreUnread", d->unread.left(gaps_shown));
            json.end_object();
        }
        json.end_object();
        return out;
    }

private:
    /// Rows of `query` whose first column is a course of this chunk.
    void each(std::string_view query, const std::function<void(Detail&, const store::Row&)>& take) {
        audit_.each(query,
                    [&](const store::Row& row) {
                        const auto found = details_.find(row.integer(0));
                        if (found != details_.end()) take(*found->second, row);
                    },
                    {from_, to_});
    }

    void courses() {
        audit_.each(
            "SELECT c.id, c.reason, p.status, p.message FROM course c JOIN package p ON p.id = c.package_id "
            "WHERE c.id BETWEEN ? AND ? ORDER BY c.id",
            [&](const store::Row& row) {
                auto& detail = details_[row.integer(0)] = std::make_unique<Detail>();
                detail->reason = row.text(1), detail->status = row.text(2);
                detail->message = cut(row.text(3), text_length);
            },
            {from_, to_});
        each(
            "SELECT course_id, kind, count(*) FROM activity WHERE course_id BETWEEN ? AND ? AND placement = 'placed' "
            "GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
            [](Detail& d, const store::Row& row) {
                d.kinds += fmt::format("{}{} × {}", d.kinds.empty() ? "" : ", ", grouped(row.integer(2)), row.text(1));
            });
        each("SELECT DISTINCT course_id, field FROM evidence WHERE course_id BETWEEN ? AND ? ORDER BY course_id, field",
             [](Detail& d, const store::Row& row) {
                 d.fields += (d.fields.empty() ? "" : ", ") + std::string(row.text(1));
             });
    }

    void findings() {
        each(
            "SELECT course_id, level, rule, message, state FROM finding WHERE course_id BETWEEN ? AND ? ORDER BY "
            "course_id, CASE level WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id",
            [&](Detail& d, const store::Row& row) {
                if (!d.findings.take()) return;
                auto& json = d.findings.writer;
                json.object().member("level", row.text(1)).member("rule", rules_.at(std::string(row.text(2))));
                json.member("message", cut(row.text(3), text_length)).member("state", row.text(4)).end_object();
            });
    }

    void evidence() {
        each(
            "SELECT course_id, says, signal, field, quote, location FROM evidence WHERE course_id BETWEEN ? AND ? "
            "ORDER BY course_id, says NOT LIKE 'stated%', says NOT LIKE 'implied%', id",
            [](Detail& d, const store::Row& row) {
                if (!d.evidence.take()) return;
                auto& json = d.evidence.writer.array();
                for (int i = 1; i <= 5; ++i) json.value(cut(row.text(i), text_length));
                json.end_array();
            });
    }

    void questions() {
        each("SELECT course_id, text FROM question WHERE course_id BETWEEN ? AND ? ORDER BY course_id, id",
             [](Detail& d, const store::Row& row) {
                 if (d.questions.take()) d.questions.writer.value(cut(row.text(1), text_length));
             });
    }

    void activities() {
        each(
            "SELECT course_id, kind, title, section, platform, position, of_items, is_last_of_section, "
            "after_last_assessment, placement, graded, required, quota, posts, participants FROM activity WHERE "
            "course_id BETWEEN ? AND ? AND social ORDER BY course_id, placement <> 'placed', id",
            [](Detail& d, const store::Row& row) {
                if (!d.activities.take()) return;
                auto& json = d.activities.writer.object();
                json.member("kind", row.text(1)).member("title", cut(row.text(2), title_length));
                json.if_any("section", cut(row.text(3), title_length)).if_any("platform", row.text(4));
                json.member("position", row.integer(5)).member("of", row.integer(6));
                if (row.integer(7)) json.member("last", true);
                if (row.integer(8)) json.member("after", true);
                json.member("placement", row.text(9));
                if (row.integer(10)) json.member("graded", true);
                if (row.integer(11)) json.member("required", true);
                json.if_any("quota", row.text(12));
                if (!row.is_null(13)) json.member("posts", row.integer(13));
                if (!row.is_null(14)) json.member("participants", row.integer(14));
                json.end_object();
            });
    }

    void unread() {
        each(
            "SELECT c.id, v.state, v.member, v.reason FROM course c JOIN coverage v ON v.package_id = c.package_id "
            "WHERE "
            "c.id BETWEEN ? AND ? AND v.state <> 'read' ORDER BY c.id, CASE v.state WHEN 'error' THEN 0 WHEN "
            "'limited' THEN 1 WHEN 'partly' THEN 2 ELSE 3 END, v.id",
            [](Detail& d, const store::Row& row) {
                if (!d.unread.take(gaps_shown)) return;
                d.unread.writer.array().value(row.text(1)).value(cut(row.text(2), title_length));
                d.unread.writer.value(cut(row.text(3), text_length)).end_array();
            });
    }

    void sources() {
        each(
            "SELECT s.course_id, p.path FROM course_source s JOIN package p ON p.id = s.package_id JOIN course c ON "
            "c.id = s.course_id WHERE s.course_id BETWEEN ? AND ? AND p.id <> c.package_id ORDER BY 1, p.id",
            [](Detail& d, const store::Row& row) {
                if (d.sources.take()) d.sources.writer.value(row.text(1));
            });
    }

    const store::Audit& audit_;
    const std::map<std::string, std::int64_t, std::less<>>& rules_;
    std::int64_t from_, to_;
    std::map<std::int64_t, std::unique_ptr<Detail>> details_;
};

std::string packed(const std::string& text) {
    std::ostringstream bytes;
    Poco::Base64Encoder base64(bytes);
    base64.rdbuf()->setLineLength(0);
    Poco::DeflatingOutputStream deflating(base64, Poco::DeflatingStreamBuf::STREAM_ZLIB, 9);
    deflating << text;
    deflating.close();
    base64.close();
    return bytes.str();
}

}  // namespace

std::string index(const store::Audit& audit) { return Index(audit).text(); }

void details(const store::Audit& audit, const std::function<void(std::string_view)>& write) {
    const auto rules = rule_numbers(audit);
    const std::int64_t last = audit.number("SELECT max(id) FROM course");
    for (std::int64_t from = 1; from <= last; from += courses_in_chunk) {
        const std::int64_t to = from + courses_in_chunk - 1;
        write(fmt::format("<script type=\"text/plain\" class=\"details\" data-from=\"{}\" data-to=\"{}\">{}</script>\n",
                          from, to, packed(Chunk(audit, rules, from, to).text())));
    }
}

}  // namespace needfirst::report::html
