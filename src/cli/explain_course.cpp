// SPDX-License-Identifier: Apache-2.0
#include "cli/explain_course.hpp"

#include "cli/terminal.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

constexpr std::size_t shortest_fingerprint = 6;

struct Meaning {
    std::string_view says, adds;
};
constexpr std::array<Meaning, 4> of_need = {{{"stated", "a performance problem is stated"},
                                             {"implied", "a result for the work is the aim, or a gap is hinted at"},
                                             {"in-content", "told in what is taught: not counted"},
                                             {"taken-back", "denied, supposed or only a topic: not counted"}}};
constexpr std::array<Meaning, 9> of_meeting = {{{"social", "people meet"},
                                                {"tacked-on", "a sign of an add-on"},
                                                {"proper", "a proper part of the teaching"},
                                                {"belongs", "bound to the work"},
                                                {"reason", "a recognised reason"},
                                                {"platform", "names the tool"},
                                                {"host", "somebody hosts"},
                                                {"blocked", "access is blocked or restricted"},
                                                {"furniture", "default furniture: not counted"}}};

// "social tacked-on": "people meet; a sign of an add-on"
std::string what_it_adds(std::string_view says, std::span<const Meaning> meanings) {
    std::string adds;
    for (const Meaning& meaning : meanings) {
        std::string_view rest = says;
        while (!rest.empty()) {
            const std::size_t blank = std::min(rest.find(' '), rest.size());
            if (rest.substr(0, blank) == meaning.says) adds += (adds.empty() ? "" : "; ") + std::string(meaning.adds);
            rest.remove_prefix(std::min(blank + 1, rest.size()));
        }
    }
    return adds;
}

// Without the package, which stands above.
std::string_view place(std::string_view location, std::string_view package) {
    if (location.starts_with(package)) location.remove_prefix(package.size());
    if (location.starts_with('!') || location.starts_with('#')) location.remove_prefix(1);
    return location;
}

struct Heard {
    std::string signal, says, field, quote, location;
};

std::vector<Heard> heard_in(const store::Audit& audit, const char* where, std::int64_t id) {
    std::vector<Heard> found;
    audit.each(fmt::format("SELECT signal, says, field, quote, location FROM evidence WHERE {} ORDER BY id", where),
               [&](const store::Row& row) {
                   const auto text = [&](int column) { return std::string(row.text(column)); };
                   found.push_back({text(0), text(1), text(2), text(3), text(4)});
               },
               {id});
    return found;
}

void print(const Heard& heard, std::string_view adds, std::string_view package) {
    say(stdout, "  “{}”\n      {} ({}), in {}: {}\n", heard.quote, adds, heard.signal, heard.field,
        place(heard.location, package));
}

// Each piece of evidence and what it added: of need first, then of meeting, then what small signs summed up to.
void print(const std::vector<Heard>& all, std::string_view package) {
    const auto group = [&](const char* heading, const char* nothing, std::span<const Meaning> meanings) {
        say(stdout, "\n{}\n", heading);
        bool any = false;
        for (const Heard& heard : all)
            if (const std::string adds = what_it_adds(heard.says, meanings); !adds.empty()) {
                print(heard, adds, package);
                any = true;
            }
        if (!any) say(stdout, "  {}\n", nothing);
    };
    group("Heard of a need", "nothing", of_need);
    group("Heard of meeting", "nothing", of_meeting);
    std::string signal;
    for (const Heard& heard : all) {
        if (!heard.says.starts_with("sign ")) continue;
        if (std::exchange(signal, heard.signal) != heard.signal)
            say(stdout, "\nSmall signs of {}, heaviest first, with what each added to the sum\n ", heard.signal);
        say(stdout, " {} {}", heard.quote, heard.says.substr(5));
    }
    if (!signal.empty()) say(stdout, "\n");
}

void print_rows(const store::Audit& audit, const char* heading, const char* query, std::int64_t id) {
    bool first = true;
    audit.each(query,
               [&](const store::Row& row) {
                   if (first) say(stdout, "\n{}\n", heading);
                   first = false;
                   say(stdout, "  {}\n", row.text(0));
               },
               {id});
}

// One finding of a rule in full; those that it has of other things of the same kind are named behind it, each with the
// mark by which it can be explained or waived.
void print_findings(const store::Audit& audit, std::int64_t course) {
    struct Group {
        std::string first;
        std::vector<std::string> more;
    };
    std::vector<std::pair<std::string, Group>> groups;
    audit.each(
        "SELECT f.level || ' ' || f.rule || CASE f.state WHEN 'new' THEN '' ELSE ' (' || f.state || ')' END, "
        "f.message, substr(f.fingerprint, 1, 8), coalesce(a.title, ''), coalesce(a.kind, '') FROM finding f "
        "LEFT JOIN activity a ON a.id = f.activity_id WHERE f.course_id = ?1 ORDER BY f.id",
        [&](const store::Row& row) {
            const std::string key = fmt::format("{}\n{}", row.text(0), row.text(4));
            const auto known =
                std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == key; });
            if (known == groups.end())
                groups.push_back({key, {fmt::format("{}: {} [{}]", row.text(0), row.text(1), row.text(2)), {}}});
            else known->second.more.push_back(fmt::format("“{}” [{}]", row.text(3), row.text(2)));
        },
        {course});
    if (!groups.empty()) say(stdout, "\nFindings\n");
    for (const auto& [key, group] : groups) {
        say(stdout, "  {}\n", group.first);
        if (group.more.empty()) continue;
        say(stdout, "    and {} more like it\n", group.more.size());
        for (const std::string& one : group.more) say(stdout, "      {}\n", one);
    }
}

constexpr const char* standing =
    "CASE WHEN position = 0 THEN '' ELSE ', ' || position || ' of ' || of_items END"
    " || CASE WHEN is_last_of_section THEN ', last of its section' ELSE '' END"
    " || CASE WHEN after_last_assessment THEN ', after the last assessment' ELSE '' END"
    " || CASE required WHEN 1 THEN ', required' WHEN 0 THEN ', optional' ELSE '' END"
    " || CASE graded WHEN 1 THEN ', graded' ELSE '' END"
    " || CASE groups WHEN 1 THEN ', in groups' ELSE '' END"
    " || CASE quota WHEN '' THEN '' ELSE ', asks for ' || quota END"
    " || CASE platform WHEN '' THEN '' ELSE ', on ' || platform END"
    " || CASE WHEN posts IS NULL THEN '' ELSE ', ' || posts || ' posts' END"
    " || CASE WHEN last_post_at IS NULL THEN '' ELSE ', last on ' || date(last_post_at, 'unixepoch') END";

void explain_course(const store::Audit& audit, const store::Row& row) {
    const std::int64_t id = row.integer(0);
    const std::string package(row.text(6));
    const auto all = heard_in(audit, "course_id = ?1", id);
    say(stdout, "{} (course {}, {}, {})\nverdict {}, need {}, score {:.2f}\n{}\n", row.text(1), id, package,
        row.text(7), row.text(2), row.text(3), row.real(9), row.text(5));
    say(stdout, "Searched: title, description and all other statements, {} items, {} words{}\n",
        audit.number("SELECT count(*) FROM activity WHERE course_id = ?1 AND kind <> 'prompt'", {id}), row.text(4),
        row.text(8).empty() ? "" : fmt::format(" ({})", row.text(8)));
    auto miss = all.end();
    for (const std::string_view says : {"implied", "in-content", "taken-back"})
        if (miss == all.end())
            miss = std::find_if(all.begin(), all.end(), [&](const Heard& heard) { return heard.says == says; });
    if (row.text(3) != "stated")
        say(stdout, "Nearest to a stated problem: {}\n", miss == all.end() ? "nothing" : "“" + miss->quote + "”");
    print_rows(audit, "Also seen in",
               "SELECT path FROM course_source s JOIN package p ON p.id = s.package_id JOIN course c ON c.id = "
               "s.course_id WHERE c.id = ?1 AND p.id <> c.package_id ORDER BY p.id",
               id);
    print_rows(audit, "In the programme",
               "SELECT p.title || ', ' || s.position || ' of ' || (SELECT count(*) FROM programme_course o WHERE "
               "o.programme_id = p.id) || CASE p.basis WHEN 'listed' THEN ', as a catalogue lists it' WHEN 'linked' "
               "THEN ', as a course leads through it' WHEN 'prerequisite' THEN ', as its courses ask for one another' "
               "ELSE ', a guess from titles or a column' END FROM programme_course s JOIN programme p ON p.id = "
               "s.programme_id WHERE s.course_id = ?1 ORDER BY p.id",
               id);
    print_rows(audit, "Social activities",
               fmt::format("SELECT kind || ' “' || title || '” (' || placement || {} || ')' FROM activity WHERE "
                           "course_id = ?1 AND social = 1 ORDER BY id",
                           standing)
                   .c_str(),
               id);
    print_rows(audit, "Left alone",
               "SELECT kind || ' “' || title || '”: ' || CASE placement WHEN 'placed' THEN 'default furniture, or for "
               "staff and help only' ELSE placement || ' to learners' END FROM activity a WHERE course_id = ?1 AND ("
               "(social = 0 AND EXISTS (SELECT 1 FROM evidence e WHERE e.activity_id = a.id AND e.says LIKE "
               "'%furniture%')) OR (social = 1 AND placement = 'hidden')) ORDER BY id",
               id);
    print(all, package);
    print_findings(audit, id);
    print_rows(audit, "Questions", "SELECT text FROM question WHERE course_id = ?1 ORDER BY id", id);
    print_rows(audit, "Not read",
               "SELECT printf('%s (%s): %s', member, state, reason) FROM coverage WHERE package_id = (SELECT "
               "package_id FROM course WHERE id = ?1) AND state <> 'skipped' ORDER BY id",
               id);
    say(stdout, "\n");
}

void print_list(const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    say(stdout, "\n{}\n", heading);
    for (const std::string& line : lines) say(stdout, "  {}\n", line);
}

}  // namespace

bool explain_courses(const store::Audit& audit, const std::string& name) {
    bool found = false;
    audit.each(
        "SELECT course.id, course.title, course.verdict, course.need, course.words_read, course.reason, package.path, "
        "package.format, course.language, course.score FROM course JOIN package ON package.id = course.package_id "
        "WHERE "
        "course.identifier = ?1 OR course.title = ?1 OR CAST(course.id AS TEXT) = ?1 OR package.path = ?1 ORDER BY "
        "course.id",
        [&](const store::Row& row) {
            found = true;
            explain_course(audit, row);
        },
        {name});
    return found;
}

bool explain_findings(const store::Audit& audit, const rule::RuleSet& rules, const std::string& fingerprint) {
    if (fingerprint.size() < shortest_fingerprint) return false;
    bool found = false;
    audit.each(
        "SELECT level, rule, rule_title, course, package, activity, message, quote, location, state, fingerprint, "
        "course_id, activity_id, searched, near_miss FROM finding_flat WHERE substr(fingerprint, 1, length(?1)) = ?1 "
        "ORDER BY id",
        [&](const store::Row& row) {
            found = true;
            say(stdout, "{} {}: {}\nin “{}”{} ({})\n\n{}\n  “{}”\n  at {}\n", row.text(0), row.text(1), row.text(2),
                row.text(3), row.text(5).empty() ? "" : fmt::format(", “{}”", row.text(5)), row.text(4), row.text(6),
                row.text(7), row.text(8));
            if (!row.text(13).empty())
                say(stdout, "Searched for a need: {}\nNearest to one: {}\n", row.text(13),
                    row.text(14).empty() ? "nothing" : row.text(14));
            if (row.is_null(12)) print(heard_in(audit, "course_id = ?1", row.integer(11)), row.text(4));
            else print(heard_in(audit, "activity_id = ?1", row.integer(12)), row.text(4));
            for (const rule::Rule& rule : rules.rules) {
                if (rule.id != row.text(1)) continue;
                say(stdout, "\nWhy\n  {}\n", rule.why);
                print_rows(audit, "Questions of this course",
                           "SELECT text FROM question WHERE course_id = ?1 ORDER BY id", row.integer(11));
                say(stdout, "\nInstead\n  {}\n", rule.instead);
                print_list("It may be wrong for", rule.false_positives);
            }
            say(stdout, "\nTo live with it: needfirst waive {} --reason \"...\"\n\n", row.text(10));
        },
        {fingerprint});
    return found;
}

}  // namespace needfirst::cli
