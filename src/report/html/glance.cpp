// SPDX-License-Identifier: Apache-2.0
#include "report/html/chart.hpp"
#include "report/html/sections.hpp"
#include "report/needs.hpp"
#include "report/plain_text.hpp"

namespace needfirst::report::html {
namespace {

constexpr std::size_t rows_shown = 10;

std::string card(std::string_view title, std::string_view inside) {
    return fmt::format("<div class=\"card\"><h3>{}</h3>{}</div>", title, inside);
}

/// Courses by verdict for each value of a column: the most social first, the tail and what has no value last.
std::vector<Share> shares(const store::Audit& audit, std::string_view column) {
    std::vector<Share> rows;
    Share others{"all others", {}, true}, none{"", {}, true};
    audit.each(fmt::format("SELECT {}, sum(c.verdict = 'tacked-on'), sum(c.verdict = 'unproven'), "
                           "sum(c.verdict = 'purposeful'), sum(c.verdict = 'not-social'), "
                           "sum(c.verdict = 'unreadable') FROM course c JOIN package p ON p.id = c.package_id "
                           "GROUP BY 1 ORDER BY sum(c.verdict IN ('tacked-on', 'unproven', 'purposeful')) DESC, "
                           "count(*) DESC, 1",
                           column),
               [&](const store::Row& row) {
                   Share* into = row.text(0).empty() ? &none : &others;
                   if (into == &others && rows.size() < rows_shown)
                       into = &rows.emplace_back(Share{std::string(row.text(0)), {}});
                   for (int i = 0; i < static_cast<int>(verdict_count); ++i) into->counts[i] += row.integer(i + 1);
               });
    if (rows.empty()) return rows;
    for (const Share& last : {others, none})
        if (last.all() > 0) rows.push_back(last);
    return rows;
}

std::string by(const store::Audit& audit, std::string_view title, std::string_view head, std::string_view column) {
    const std::vector<Share> rows = shares(audit, column);
    if (rows.empty()) return {};
    return card(title, social_bars(title, head, rows));
}

std::vector<Bar> counts(const store::Audit& audit, std::string_view query) {
    std::vector<Bar> rows;
    audit.each(query, [&](const store::Row& row) {
        if (rows.size() > rows_shown) rows.back().label = "all others";
        else rows.push_back({std::string(row.text(0)), 0});
        rows.back().count += row.integer(1);
    });
    return rows;
}

std::string kinds(const store::Audit& audit) {
    const auto rows = counts(audit,
                             "SELECT CASE kind WHEN 'prompt' THEN 'prompt inside a text' ELSE kind END, count(*) FROM "
                             "activity WHERE social AND placement = 'placed' GROUP BY 1 ORDER BY 2 DESC, 1");
    if (rows.empty()) return {};
    return card("Kinds of social parts", bars("Social parts by kind", "Kind", "parts", rows));
}

std::string platforms(const store::Audit& audit) {
    const auto rows = counts(audit,
                             "SELECT platform, count(*) FROM activity WHERE social AND placement = 'placed' AND "
                             "platform <> '' GROUP BY 1 ORDER BY 2 DESC, 1");
    const std::int64_t none =
        audit.number("SELECT count(*) FROM activity WHERE social AND placement = 'placed' AND platform = ''");
    if (rows.empty()) return {};
    return card("Platforms", bars("Social parts by platform", "Platform", "parts", rows) +
                                 fmt::format("<p class=\"note\">{} no platform.</p>",
                                             counted(none, "social part names", "social parts name")));
}

std::string places(const store::Audit& audit) {
    std::vector<std::int64_t> tenths(10);
    std::int64_t all = 0;
    audit.each(
        "SELECT min(9, (position - 1) * 10 / of_items), count(*) FROM activity WHERE social AND "
        "placement = 'placed' AND position > 0 AND of_items > 2 GROUP BY 1",
        [&](const store::Row& row) {
            tenths[static_cast<std::size_t>(std::clamp<std::int64_t>(row.integer(0), 0, 9))] = row.integer(1);
            all += row.integer(1);
        });
    if (all == 0) return {};
    std::string inside =
        histogram(fmt::format("Social parts by their place in the course, in tenths from start to end: {}",
                              fmt::join(tenths, ", ")),
                  tenths);
    audit.each(
        "SELECT sum(is_last_of_section), sum(after_last_assessment) FROM activity WHERE social AND "
        "placement = 'placed' AND position > 0 AND of_items > 2",
        [&](const store::Row& row) {
            inside += fmt::format(
                "<p class=\"note\">{} in courses of three items or more. {} ({}) are the last item of their "
                "section, {} ({}) come after the last quiz, test or assignment.</p>",
                counted(all, "social part", "social parts"), grouped(row.integer(0)), percent(row.integer(0), all),
                grouped(row.integer(1)), percent(row.integer(1), all));
        });
    const std::int64_t courses = audit.number("SELECT count(DISTINCT course_id) FROM activity WHERE of_items > 2");
    const std::int64_t social_last = audit.number(
        "SELECT count(DISTINCT course_id) FROM activity WHERE social AND placement = 'placed' AND of_items > 2 AND "
        "position = of_items");
    inside +=
        fmt::format("<p class=\"note\">In {} of {} ({}) the last item of all is social.</p>", grouped(social_last),
                    counted(courses, "such course", "such courses"), percent(social_last, courses));
    return card("Where in courses the social parts stand", inside);
}

std::string participation(const store::Audit& audit) {
    std::vector<Bar> rows;
    audit.each(
        "WITH step(place, label, low, high) AS (VALUES (1, 'nobody wrote', 0, 0), (2, '1 to 9 posts', 1, 9), "
        "(3, '10 to 99 posts', 10, 99), (4, '100 posts and more', 100, 9e18)) SELECT label, count(a.id) FROM "
        "step LEFT JOIN activity a ON a.social AND a.placement = 'placed' AND a.posts BETWEEN low AND high "
        "GROUP BY place ORDER BY place",
        [&](const store::Row& row) {
            rows.push_back({std::string(row.text(0)), row.integer(1)});
        });
    std::int64_t known = 0;
    for (const Bar& row : rows) known += row.count;
    const std::int64_t all = audit.number("SELECT count(*) FROM activity WHERE social AND placement = 'placed'");
    if (all == 0) return {};
    if (known == 0)
        return card("Participation",
                    "<p class=\"note\">No package was exported with its posts, so nothing is known of who "
                    "took part. An export with user data (in Moodle: “Include enrolled users”) shows "
                    "which spaces are empty; names are never read.</p>");
    return card("Participation",
                bars("Social spaces by the number of posts in them", "Posts", "spaces", rows) +
                    fmt::format("<p class=\"note\">Known of {} of {}; the others were exported without posts.</p>",
                                grouped(known), counted(all, "social part", "social parts")));
}

std::string rules(const store::Audit& audit) {
    std::string rows;
    audit.each(
        "SELECT r.level, r.title, r.id, count(*), count(DISTINCT f.course_id), r.why, r.instead FROM finding f "
        "JOIN rule r ON r.id = f.rule WHERE f.state <> 'waived' GROUP BY r.id ORDER BY "
        "CASE r.level WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, 5 DESC, r.id",
        [&](const store::Row& row) {
            rows += fmt::format(
                "<tr><td><span class=\"tag {}\">{}</span></td><th scope=\"row\"><details><summary>{}</summary>"
                "<p>{}</p><p><b>Instead:</b> {}</p><p class=\"path\">{}</p></details></th>"
                "<td class=\"number\">{}</td><td class=\"number less\">{}</td></tr>",
                row.text(0) == "note" ? "note-level" : markup(row.text(0)), markup(row.text(0)), markup(row.text(1)),
                markup(row.text(5)), markup(row.text(6)), markup(row.text(2)), grouped(row.integer(4)),
                grouped(row.integer(3)));
        });
    if (rows.empty()) return card("What rang", "<p class=\"note\">No rule rang.</p>");
    return card(
        "What rang",
        "<table class=\"chart rules\"><caption class=\"hidden\">Rules that rang; open one to see why it rings "
        "and what to do instead</caption><thead><tr><th scope=\"col\">Level</th><th scope=\"col\">Rule</th>"
        "<th scope=\"col\" class=\"number\">courses</th><th scope=\"col\" class=\"number less\">findings</th></tr>"
        "</thead><tbody>" +
            rows + "</tbody></table>");
}

/// What is not counted as new: known from a baseline, or waived, and by which waiver.
std::string waivers(const store::Audit& audit) {
    std::string result, rows;
    const std::int64_t known = audit.number("SELECT count(*) FROM finding WHERE state = 'known'"),
                       waived = audit.number("SELECT count(*) FROM finding WHERE state = 'waived'");
    audit.each(
        "SELECT rule, place, reason, owner, expires, state, CASE message WHEN '' THEN '' ELSE file || ': ' || message "
        "END FROM waiver ORDER BY state = 'used', id LIMIT 100",
        [&](const store::Row& row) {
            rows += fmt::format(
                "<tr><td>{}</td><td class=\"path\">{}</td><td>{}</td><td>{}</td><td "
                "class=\"state\">{}</td><td class=\"state\">{}</td><td>{}</td></tr>",
                markup(row.text(0)), markup(row.text(1)), markup(row.text(2)), markup(row.text(3)), markup(row.text(4)),
                markup(row.text(5)), markup(row.text(6)));
        });
    if (known + waived == 0 && rows.empty()) return {};
    result = fmt::format("<p>{} known from the baseline, {} waived.</p>", counted(known, "finding is", "findings are"),
                         grouped(waived));
    if (!rows.empty())
        result +=
            "<table class=\"plain-table\"><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Place</th><th "
            "scope=\"col\">Reason</th><th scope=\"col\">Owner</th><th scope=\"col\">Until</th><th "
            "scope=\"col\">State</th><th scope=\"col\">What to do</th></tr></thead><tbody>" +
            rows + "</tbody></table>";
    return "<div id=\"waivers\">" + card("Known and waived", result) + "</div>";
}

/// Where the social courses stand whose need neither they nor their programme name.
std::string needs(const store::Audit& audit) {
    const NeedGroup all = all_needs(audit);
    if (all.nobody == 0) return {};
    std::string text = fmt::format(
        "<p>In {} of {} ({:.0f} %) no need is named: not in the course, its rows of catalogues or its programme. "
        "needs.csv has all groups.</p>",
        grouped(all.nobody), counted(all.social, "social course", "social courses"), all.share * 100);
    std::string rows;
    each_need_group(audit, 2, rows_shown, [&](const NeedGroup& group) {
        rows += fmt::format(
            "<tr><td>{}</td><th scope=\"row\" dir=\"auto\">{}</th><td>{}</td><td>{}</td><td>{:.0f} %</td></tr>",
            markup(group.grouping), markup(cut(group.name, 80)), grouped(group.nobody), grouped(group.social),
            group.share * 100);
    });
    if (!rows.empty())
        text +=
            "<table class=\"plain-table\"><thead><tr><th scope=\"col\">Group</th><th scope=\"col\">Name</th><th "
            "scope=\"col\">Named by nobody</th><th scope=\"col\">Social courses</th><th scope=\"col\">Share</th></tr>"
            "</thead><tbody>" +
            rows + "</tbody></table>";
    return card("Needs that nobody named", text);
}

}  // namespace

std::string lead(const store::Audit& audit) {
    std::string result;
    audit.each(
        "SELECT packages, courses, unreadable, social, social_with_stated_need, tacked_on, words_read, "
        "purposeful, unproven FROM catalogue_summary",
        [&](const store::Row& row) {
            const std::int64_t read = row.integer(1) - row.integer(2), social = row.integer(3);
            result = fmt::format(
                "<p class=\"says\">{} of {} that could be read {} learners to meet: in a forum, a group, a chat, a "
                "“share your thoughts”. <strong>{} of these {} {} a stated performance problem.</strong> {} "
                "tacked on: an add-on, with no problem written down that it would solve.</p>",
                grouped(social), counted(read, "course", "courses"), social == 1 ? "asks" : "ask",
                grouped(row.integer(4)), grouped(social), row.integer(4) == 1 ? "answers" : "answer",
                row.integer(5) == 1 ? "1 is" : grouped(row.integer(5)) + " are");
            const auto step = [&](std::string_view kind, std::int64_t count, std::string_view what,
                                  const std::string& of) {
                result += fmt::format("<li class=\"of-{}\"><b>{}</b> {}<small>{}</small></li>", kind, grouped(count),
                                      what, of);
            };
            result += "<ul class=\"steps\">";
            step("all", row.integer(1), row.integer(1) == 1 ? "course" : "courses",
                 fmt::format(
                     "from {}; {} read{}", counted(row.integer(0), "package or catalogue", "packages and catalogues"),
                     counted(row.integer(6), "word", "words"),
                     row.integer(2) > 0 ? fmt::format("; {} with too little text to judge", grouped(row.integer(2)))
                                        : ""));
            step("social", social, social == 1 ? "with a social part" : "with social parts",
                 percent(social, read) + " of those that could be read");
            step("purposeful", row.integer(4), row.integer(4) == 1 ? "answers a stated need" : "answer a stated need",
                 fmt::format("{} of the social ones; {} purposeful by all they say", percent(row.integer(4), social),
                             grouped(row.integer(7))));
            step("tacked-on", row.integer(5), "tacked on",
                 fmt::format("{} of the social ones; {} more unproven", percent(row.integer(5), social),
                             grouped(row.integer(8))));
            result += "</ul>";
        });
    return result;
}

std::string glance(const store::Audit& audit) {
    Share all{"all courses", {}};
    audit.each("SELECT tacked_on, unproven, purposeful, not_social, unreadable FROM catalogue_summary",
               [&](const store::Row& row) {
                   for (int i = 0; i < static_cast<int>(verdict_count); ++i) all.counts[i] = row.integer(i);
               });
    std::string result = card("Courses by verdict",
                              verdict_bar(all) +
                                  "<p class=\"note\">The same colours hold in the charts below; there a bar is as long "
                                  "as there are courses with social parts.</p>");
    result += "<div class=\"columns\">" + by(audit, "By provider", "Provider", "c.provider");
    result += by(audit, "By category", "Category", "c.category");
    result += by(audit, "By format", "Format", "CASE p.format WHEN '' THEN 'not recognised' ELSE p.format END");
    result += kinds(audit) + platforms(audit) + places(audit) + participation(audit);
    return result + "</div>" + needs(audit) + rules(audit) + waivers(audit);
}

}  // namespace needfirst::report::html
