// SPDX-License-Identifier: Apache-2.0
#include "report/comparison.hpp"

#include "base/output.hpp"
#include "report/csv.hpp"
#include "report/plain_text.hpp"
#include "report/terminal.hpp"

namespace needfirst::report {
namespace {

constexpr std::pair<store::Change, const char*> totals[] = {
    {store::Change::mended, "rang before, and no longer"},
    {store::Change::fresh, "did not ring before"},
    {store::Change::still, "ring in both"},
    {store::Change::waived, "ring in both, and are waived now"},
    {store::Change::gone, "cannot be told: no longer there to judge"}};

using store::Change;

constexpr int columns = 80;

std::string_view word(Change change) { return store::change_names[static_cast<std::size_t>(change)]; }

std::string_view sign(Change change) {
    switch (change) {
        case Change::fresh: return "new";
        case Change::mended: return "mended";
        case Change::gone: return "gone";
        default: return "";
    }
}

std::string verdicts(const store::ChangedCourse& course) {
    if (course.verdict_before.empty()) return course.verdict_after + ", not in the earlier audit";
    if (course.verdict_after.empty()) return course.verdict_before + ", not in the later audit";
    if (course.verdict_before == course.verdict_after) return course.verdict_after;
    return course.verdict_before + " -> " + course.verdict_after;
}

bool moved(const store::ChangedCourse& course) {
    return course.verdict_before != course.verdict_after ||
           course.count(Change::fresh) + course.count(Change::mended) + course.count(Change::gone) > 0;
}

std::string paint(const Ink& ink, Change change, std::string_view text) {
    if (change == Change::fresh) return ink.red(text);
    return change == Change::mended ? ink.green(text) : ink.dim(text);
}

constexpr std::string_view style =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
    "1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{border-bottom:1px solid #bbb;padding:.3rem "
    ".6rem;text-align:left;vertical-align:top}h2{margin:1.5rem 0 0;font-size:1.1rem}.new{color:#a11212;font-weight:600}"
    ".mended{color:#1a6b2c;font-weight:600}.gone,.still,.waived,.place{color:#555}";

std::string html_of(const store::ChangedCourse& course) {
    std::string part = fmt::format("<h2>{}</h2>\n<p>{} <span class=\"place\">{}</span></p>\n",
                                   markup(course.title.empty() ? course.identifier : course.title),
                                   markup(verdicts(course)), markup(course.package));
    if (course.findings.empty()) return part;
    part +=
        "<table><thead><tr><th scope=\"col\">change</th><th scope=\"col\">level</th><th scope=\"col\">rule</th>"
        "<th scope=\"col\">activity</th><th scope=\"col\">what</th></tr></thead><tbody>\n";
    for (const auto& finding : course.findings)
        part += fmt::format("<tr><td class=\"{0}\">{0}</td><td>{1}</td><td>{2}</td><td>{3}</td><td>{4}</td></tr>\n",
                            word(finding.change), markup(finding.level), markup(finding.rule), markup(finding.activity),
                            markup(finding.why.empty() ? finding.message : finding.why));
    return part + "</tbody></table>\n";
}

}  // namespace

std::string comparison_text(const store::Comparison& comparison, bool colour) {
    const Ink ink{colour};
    std::string text = fmt::format("{} -> {}\n", fit(comparison.before, 37), fit(comparison.after, 38));
    text += fmt::format("{} courses before, {} now\n", comparison.courses_before, comparison.courses_after);
    if (comparison.other_rules)
        text += ink.yellow("The two audits were made by different rules: a change may be the rules' doing.") + "\n";
    text += fmt::format("\n{}\n", ink.bold("Findings"));
    for (const auto& [change, means] : totals)
        text += fmt::format("  {}{:>8}  {}\n", paint(ink, change, pad(word(change), 8)), comparison.count(change),
                            ink.dim(means));
    bool any = false;
    for (const auto& course : comparison.courses) {
        if (!moved(course)) continue;
        if (!any) text += fmt::format("\n{}\n", ink.bold("Courses"));
        any = true;
        const std::string verdict = verdicts(course);
        const std::string& title = course.title.empty() ? course.identifier : course.title;
        text += fmt::format("  {} {}\n", pad(title, columns - 4 - width(verdict)), verdict);
        for (const auto& finding : course.findings) {
            if (sign(finding.change).empty()) continue;
            const std::string& what = finding.activity.empty() ? finding.message : finding.activity;
            text += fmt::format("    {}{}  {}\n", paint(ink, finding.change, pad(sign(finding.change), 8)),
                                pad(finding.rule, 28), fit(what, columns - 42));
        }
        if (const auto still = course.count(Change::still); still > 0)
            text += ink.dim(fmt::format("    {}{}\n", pad("still", 8), still));
    }
    return text;
}

void write_comparison_csv(const store::Comparison& comparison, const std::filesystem::path& file) {
    base::Output output(file);
    std::string lines =
        "change,level,rule,package,course_identifier,course,verdict_before,verdict_after,need_before,"
        "need_after,activity,message,quote,location,why_gone,fingerprint\r\n";
    for (const auto& course : comparison.courses)
        for (const auto& finding : course.findings) {
            const std::string_view cells[] = {
                word(finding.change), finding.level,     finding.rule,          course.package,
                course.identifier,    course.title,      course.verdict_before, course.verdict_after,
                course.need_before,   course.need_after, finding.activity,      finding.message,
                finding.quote,        finding.location,  finding.why,           finding.fingerprint};
            bool first = true;
            for (const auto cell : cells) {
                if (!first) lines += ',';
                first = false;
                append_csv_cell(lines, cell);
            }
            lines += "\r\n";
        }
    output.write(lines);
    output.done();
}

void write_comparison_html(const store::Comparison& comparison, const std::filesystem::path& file) {
    base::Output output(file);
    output.write(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; style-src 'unsafe-inline'\"><title>What changed between two audits</title><style>");
    output.write(style);
    output.write("</style></head><body><main>\n<h1>What changed between two audits</h1>\n");
    output.write(fmt::format(
        "<p>{} courses in {}, {} in {}.{}</p>\n<ul>\n", comparison.courses_before, markup(comparison.before),
        comparison.courses_after, markup(comparison.after),
        comparison.other_rules ? " The two were made by different rules: a change may be the rules' doing." : ""));
    for (const auto& [change, means] : totals)
        output.write(fmt::format("<li><span class=\"{0}\">{0}</span>: {1} <span class=\"place\">({2})</span></li>\n",
                                 word(change), comparison.count(change), means));
    output.write("</ul>\n");
    for (const auto& course : comparison.courses) output.write(html_of(course));
    output.write("</main></body></html>\n");
    output.done();
}

}  // namespace needfirst::report
