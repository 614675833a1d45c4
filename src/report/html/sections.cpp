// SPDX-License-Identifier: Apache-2.0
#include "report/html/sections.hpp"

#include "report/plain_text.hpp"

namespace needfirst::report::html {
namespace {

constexpr std::int64_t starts = 8, questions = 3, common = 6, gaps = 30;
constexpr std::size_t reason_length = 400;

/// What is to be asked about most of the courses that ring.
std::vector<std::string> common_questions(const store::Audit& audit) {
    std::vector<std::string> result;
    audit.each(
        "SELECT q.text FROM question q JOIN course c ON c.id = q.course_id WHERE c.verdict IN ('tacked-on', "
        "'unproven') GROUP BY q.text HAVING count(DISTINCT c.id) * 3 > (SELECT count(*) FROM course WHERE verdict "
        "IN ('tacked-on', 'unproven')) AND count(DISTINCT c.id) > 1 ORDER BY min(q.id) LIMIT ?",
        [&](const store::Row& row) { result.emplace_back(row.text(0)); }, {common});
    return result;
}

/// The questions of a course that are not asked about all of them.
std::string ask(const store::Audit& audit, std::int64_t course, const std::vector<std::string>& everywhere) {
    std::string result;
    std::int64_t taken = 0;
    audit.each("SELECT text FROM question WHERE course_id = ? ORDER BY id",
               [&](const store::Row& row) {
                   if (std::find(everywhere.begin(), everywhere.end(), row.text(0)) != everywhere.end()) return;
                   if (taken++ < questions) result += fmt::format("<li>{}</li>", markup(row.text(0)));
               },
               {course});
    return result.empty() ? result : "<p class=\"label\">Ask here</p><ul class=\"asks\">" + result + "</ul>";
}

std::string ask_everywhere(const std::vector<std::string>& everywhere) {
    if (everywhere.empty()) return {};
    std::string result = "<div class=\"card everywhere\"><h3>Ask about each of them</h3><ol>";
    for (const std::string& question : everywhere) result += fmt::format("<li>{}</li>", markup(question));
    return result + "</ol></div>";
}

std::string member_table(const store::Audit& audit) {
    std::string rows;
    audit.each(
        "SELECT p.path, v.member, v.state, v.reason FROM coverage v JOIN package p ON p.id = v.package_id WHERE "
        "v.state IN ('partly', 'limited', 'error') AND p.status <> 'unreadable' ORDER BY v.bytes DESC, v.id "
        "LIMIT ?",
        [&](const store::Row& row) {
            rows += fmt::format("<tr><td class=\"path\">{}</td><td class=\"state\">{}</td><td>{}</td></tr>",
                                markup(fmt::format("{}!{}", row.text(0), row.text(1))), markup(row.text(2)),
                                markup(cut(row.text(3), reason_length)));
        },
        {gaps});
    if (rows.empty()) return {};
    return "<h3>Members that were cut or broken</h3><table class=\"plain-table\"><thead><tr><th "
           "scope=\"col\">Member</th><th scope=\"col\">State</th><th scope=\"col\">Why, and what to do</th></tr>"
           "</thead><tbody>" +
           rows + "</tbody></table>";
}

std::string package_table(const store::Audit& audit) {
    std::string rows;
    audit.each("SELECT path, message FROM package WHERE status = 'unreadable' ORDER BY id LIMIT ?",
               [&](const store::Row& row) {
                   rows += fmt::format("<tr><td class=\"path\">{}</td><td>{}</td></tr>", markup(row.text(0)),
                                       markup(cut(row.text(1), reason_length)));
               },
               {gaps});
    if (rows.empty()) return {};
    return "<h3>Packages that could not be read</h3><table class=\"plain-table\"><thead><tr><th "
           "scope=\"col\">Package</th><th scope=\"col\">Why, and what to do</th></tr></thead><tbody>" +
           rows + "</tbody></table>";
}

void define(std::string& out, std::string_view word, std::string_view meaning, bool tag = true) {
    out += tag ? fmt::format("<dt><span class=\"tag {0}\">{0}</span></dt><dd>{1}</dd>", word, meaning)
               : fmt::format("<dt><b>{}</b></dt><dd>{}</dd>", word, meaning);
}

}  // namespace

std::string next(const store::Audit& audit) {
    std::string steps;
    const auto step = [&](std::int64_t count, std::string_view verdict, std::string_view one, std::string_view more,
                          std::string_view what) {
        if (count == 0) return;
        steps += fmt::format("<li><b>{}</b> {} <a href=\"#courses\" data-verdict=\"{}\">Show {}</a></li>",
                             counted(count, one, more), what, verdict, count == 1 ? "it" : "all " + grouped(count));
    };
    audit.each("SELECT tacked_on, unproven, unreadable, packages_not_read FROM catalogue_summary", [&](const store::Row&
                                                                                                           row) {
        step(row.integer(0), "tacked-on", "course is tacked on.", "courses are tacked on.",
             "Ask the owners which problem of the work the exchange should solve, with the questions under <a "
             "href=\"#start\">Where to start</a>. If there is one, write it into the course; if there is none, "
             "the exchange need not be kept.");
        step(row.integer(1), "unproven", "course is unproven.", "courses are unproven.",
             "People meet for a purpose of teaching, or a problem is stated and the exchange is not tied to it. Find "
             "out what should be different in the work, and say in the course how the exchange helps.");
        step(row.integer(2), "unreadable", "course could not be judged.", "courses could not be judged.",
             "Too little of their text was read. <a href=\"#unread\">What was not read</a> says why: export them "
             "again, or look into them yourself.");
        if (row.integer(2) == 0 && row.integer(3) > 0)
            steps += fmt::format("<li><b>{} not be read.</b> <a href=\"#unread\">What was not read</a> says why.</li>",
                                 counted(row.integer(3), "package could", "packages could"));
    });
    const std::int64_t waivers = audit.number("SELECT count(*) FROM waiver WHERE state <> 'used'");
    if (waivers > 0)
        steps +=
            fmt::format("<li><b>{} not hold.</b> <a href=\"#waivers\">Known and waived</a> says which, and why.</li>",
                        counted(waivers, "waiver does", "waivers do"));
    if (steps.empty()) return "<p>Nothing has to be asked: no course rings, and all could be read.</p>";
    return "<ol class=\"card next\">" + steps +
           "<li><b>Audit again afterwards.</b> <code>needfirst compare old.db new.db --html changes.html</code> shows "
           "what "
           "was mended and what is new.</li></ol>";
}

std::string start(const store::Audit& audit) {
    const std::vector<std::string> everywhere = common_questions(audit);
    std::string items;
    audit.each(
        "SELECT v.id, v.title, v.identifier, v.provider, v.category, v.verdict, v.reason, (SELECT f.quote FROM "
        "finding f WHERE f.course_id = v.id AND f.state <> 'waived' AND f.quote <> '' ORDER BY CASE f.level "
        "WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.id LIMIT 1) FROM course_verdict v WHERE "
        "v.verdict IN ('tacked-on', 'unproven') AND v.alarms + v.warnings + v.notes > 0 AND v.retired = 0 "
        "ORDER BY v.alarms > 0 DESC, v.score DESC, v.id LIMIT ?",
        [&](const store::Row& row) {
            std::string from;
            for (const int i : {2, 3, 4})
                if (!row.text(i).empty()) from += (from.empty() ? "" : ", ") + markup(row.text(i));
            const auto title = row.text(1).empty() ? std::string("(no title)") : markup(cut(row.text(1), 120));
            items += fmt::format(
                "<li class=\"card\"><h3 dir=\"auto\">{}</h3><p class=\"from\"><span class=\"tag {}\">{}</span> "
                "{}</p>",
                title, markup(row.text(5)), markup(row.text(5)), from);
            if (!row.text(7).empty())
                items += fmt::format("<blockquote><q dir=\"auto\">{}</q></blockquote>", markup(cut(row.text(7), 280)));
            items += fmt::format(
                "<p>{}</p>{}<p class=\"to-details\"><a href=\"#c{}\">All that was found "
                "<span class=\"hidden\">in {}</span></a></p></li>",
                markup(row.text(6)), ask(audit, row.integer(0), everywhere), row.integer(0), title);
        },
        {starts});
    if (items.empty()) return "<p>No course rings: there is none to start with.</p>";
    return "<p class=\"note\">The courses that ring loudest. Begin with a question to their owners, not with a change: "
           "the problem may exist, and only not be written down.</p>" +
           ask_everywhere(everywhere) + "<ul class=\"starts\">" + items + "</ul>";
}

std::string unread(const store::Audit& audit) {
    std::string result;
    audit.each(
        "SELECT sum(status <> 'skipped'), sum(status = 'audited'), sum(status = 'partly'), "
        "sum(status = 'unreadable'), sum(members), sum(members_read), (SELECT count(*) FROM coverage WHERE "
        "state IN ('partly', 'limited', 'error')) FROM package",
        [&](const store::Row& row) {
            result = fmt::format(
                "<p>Of {}, {} {} read whole as far as text goes, {} in part, {} not at all. "
                "Media and other members without text are never read.</p>",
                counted(row.integer(0), "package or catalogue", "packages and catalogues"), grouped(row.integer(1)),
                row.integer(1) == 1 ? "was" : "were", grouped(row.integer(2)), grouped(row.integer(3)));
            if (row.integer(3) > gaps || row.integer(6) > gaps)
                result += fmt::format(
                    "<p class=\"note\">The first {} are listed; packages.csv and coverage.csv "
                    "have all {}.</p>",
                    gaps, grouped(row.integer(3) + row.integer(6)));
        });
    return result + package_table(audit) + member_table(audit);
}

std::string reading(const store::Audit&) {
    std::string out =
        "<div class=\"grid\"><div class=\"card\"><h3>Verdict: is the exchange there for a reason?</h3><dl "
        "class=\"words\">";
    define(out, "tacked-on",
           "The exchange is an add-on (at the end, a generic prompt, a platform’s name, a posting "
           "quota), and no problem is stated that it would solve.");
    define(out, "unproven",
           "People meet as a proper part of how the course teaches, or a problem is stated; nothing "
           "ties the one to the other.");
    define(out, "purposeful", "The exchange is where a problem of the work, stated or implied, is worked on.");
    define(out, "not-social", "Learners do not meet.");
    define(out, "unreadable", "Too little text could be read to judge; it is not guessed.");
    out += "</dl></div><div class=\"card\"><h3>Need: is a performance problem stated?</h3><dl class=\"words\">";
    define(out, "stated",
           "The text names what goes wrong, is missing or must change in the work, concretely enough to "
           "ask “is it still so?” afterwards.",
           false);
    define(out, "implied", "A result for the work is named as the aim, or a gap is hinted at in general terms.", false);
    define(out, "none", "Topics, objectives, audience, praise: no problem of the work.", false);
    out +=
        "</dl><p class=\"note\">A verdict is a reason to ask, not a mark. The problem may be known to everybody and "
        "written in a paper that no export holds; then write it into the course, and the verdict changes. An exchange "
        "that a quality scheme or a regulation asks for can be waived with that reason.</p></div></div>";
    return out;
}

}  // namespace needfirst::report::html
