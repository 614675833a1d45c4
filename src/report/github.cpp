// SPDX-License-Identifier: Apache-2.0
#include "report/github.hpp"

#include "base/error.hpp"
#include "base/output.hpp"
#include "report/findings.hpp"
#include "report/markdown.hpp"
#include "report/plain_text.hpp"

#include <cstdlib>
#include <fstream>

namespace needfirst::report {
namespace {

constexpr std::int64_t shown = 10;  ///< GitHub shows ten of a kind for a step
constexpr std::int64_t unread_shown = 3;

/// A message ends at a line break; a property also at a colon or comma.
std::string escaped(std::string_view text, bool property) {
    std::string result;
    for (const char c : plain(text))
        if (c == '%') result += "%25";
        else if (c == ':' && property) result += "%3A";
        else if (c == ',' && property) result += "%2C";
        else result += c;
    return result;
}

std::string command(std::string_view word, std::string_view package, int line, std::string_view title,
                    std::string_view message) {
    return fmt::format("::{} file={},line={},title={}::{}\n", word, escaped(file_of(package), true), line,
                       escaped(title, true), escaped(message, false));
}

/// They fail a job as findings do, so that they are said with them.
std::string unread(const store::Audit& audit) {
    std::string text;
    audit.each("SELECT path, message FROM package WHERE status = 'unreadable' ORDER BY id LIMIT ?",
               [&](const store::Row& row) {
                   text += command("error", row.text(0), 1, "Could not be read",
                                   fmt::format("{}: {}", row.text(0), row.text(1)));
               },
               {unread_shown});
    return text;
}

std::string annotations(const store::Audit& audit) {
    std::string text = unread(audit);
    const std::int64_t unreadable = audit.number("SELECT count(*) FROM package WHERE status = 'unreadable'");
    std::int64_t seen = std::min(unreadable, unread_shown);
    each_finding(audit, [&](const Finding& finding) {
        if (finding.state != "new" || ++seen > shown) return;
        const auto word = finding.level == "alarm" ? "error" : finding.level == "warning" ? "warning" : "notice";
        text += command(word, finding.package, finding.line, finding.title.empty() ? finding.rule : finding.title,
                        fmt::format("{} ({})", finding.says(), finding.rule));
    });
    if (seen > shown)
        text += fmt::format("::notice title=needfirst::{} more; the report has them all\n",
                            counted(seen - shown, "finding", "findings"));
    if (unreadable > unread_shown)
        text += fmt::format("::notice title=needfirst::{} not be read; packages.csv names them\n",
                            counted(unreadable, "package could", "packages could"));
    return text;
}

void append_step_summary(const store::Audit& audit) {
    const char* const path = std::getenv("GITHUB_STEP_SUMMARY");
    if (!path || !*path) return;
    std::ofstream file(path, std::ios::app | std::ios::binary);
    file << markdown(audit);
    file.flush();
    if (!file)
        throw base::InputError(fmt::format(
            "cannot write {}: the step summary named by GITHUB_STEP_SUMMARY; unset it, or name a file", path));
}

}  // namespace

void write_github(const store::Audit& audit, const std::filesystem::path& path) {
    const std::string text = annotations(audit);
    if (path == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fflush(stdout);
    } else {
        base::Output output(path);
        output.write(text);
        output.done();
    }
    append_step_summary(audit);
}

}  // namespace needfirst::report
