// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.hpp"

#include "base/output.hpp"
#include "report/findings.hpp"
#include "report/needs.hpp"
#include "report/plain_text.hpp"

namespace needfirst::report {
namespace {

constexpr std::int64_t findings_shown = 50, courses_shown = 10, gaps_shown = 20, groups_shown = 10;
constexpr std::size_t text_length = 300;

/// Text that stays text: no markup, no link, no mention of anybody, no new cell of a table; and legible as it stands.
std::string md(std::string_view text) {
    const std::string shown = plain(cut(text, text_length));
    const std::string_view all = shown;
    std::string result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const char c = all[i];
        const auto follows = [&](std::string_view what) { return all.substr(i + 1, what.size()) == what; };
        const bool digit_follows = i + 1 < all.size() && all[i + 1] >= '0' && all[i + 1] <= '9';
        const bool begins = i == 0 && std::string_view("#-+=.").find(c) != std::string_view::npos;
        const bool entity = std::string_view("&<>@$").find(c) != std::string_view::npos ||
                            (c == ':' && follows("//")) || (c == '#' && digit_follows) ||
                            (c == '.' && result.ends_with("www"));
        if (entity) result += fmt::format("&#{};", static_cast<int>(c));
        else if (begins || std::string_view("\\`*_[]|~").find(c) != std::string_view::npos) (result += '\\') += c;
        else result += c;
    }
    return result;
}

class Brief {
public:
    explicit Brief(const store::Audit& audit) : audit_(audit) {}

    std::string text() {
        figures(), needs(), findings(), courses(), unread();
        return std::move(text_);
    }

private:
    template <class... Values>
    void out(fmt::format_string<const Values&...> format, const Values&... values) {
        fmt::format_to(std::back_inserter(text_), format, values...);
    }

    void figures() {
        out("# Social learning in this catalogue\n\n");
        audit_.each(
            "SELECT packages, courses, social, social_with_stated_need, tacked_on, unproven, purposeful, "
            "not_social, unreadable FROM catalogue_summary",
            [&](const store::Row& row) {
                out("{} in {}; {} with a social part. {} of these answer a stated performance problem, {} are "
                    "tacked on.\n\n",
                    counted(row.integer(1), "course", "courses"),
                    counted(row.integer(0), "package or catalogue", "packages and catalogues"), grouped(row.integer(2)),
                    grouped(row.integer(3)), grouped(row.integer(4)));
                out("| tacked-on | unproven | purposeful | not-social | unreadable |\n|--:|--:|--:|--:|--:|\n"
                    "| {} | {} | {} | {} | {} |\n",
                    grouped(row.integer(4)), grouped(row.integer(5)), grouped(row.integer(6)), grouped(row.integer(7)),
                    grouped(row.integer(8)));
            });
    }

    void needs() {
        const NeedGroup all = all_needs(audit_);
        if (all.nobody == 0) return;
        out("\n## Needs that nobody named\n\nIn {} of {} neither course nor catalogue nor programme names a need.\n",
            grouped(all.nobody), counted(all.social, "social course", "social courses"));
        std::string rows;
        each_need_group(audit_, 2, groups_shown, [&](const NeedGroup& group) {
            rows += fmt::format("| {} {} | {} | {} | {:.0f} % |\n", md(group.grouping), md(group.name),
                                grouped(group.social), grouped(group.nobody), group.share * 100);
        });
        if (!rows.empty())
            out("\n| where | social courses | need named by nobody | share |\n|---|--:|--:|--:|\n{}", rows);
    }

    void findings() {
        std::int64_t seen = 0, known = 0, waived = 0;
        std::string rows;
        each_finding(audit_, [&](const Finding& f) {
            known += f.state == "known", waived += f.state == "waived";
            if (f.state != "new" || ++seen > findings_shown) return;
            rows += fmt::format("| {} | {} | {} | {} | {} |\n", md(f.level), md(f.course), md(f.rule), md(f.message),
                                md(f.location.empty() ? f.package : f.location));
        });
        out("\n## Findings\n\n");
        if (rows.empty()) out("No new finding.\n");
        else out("| level | course | rule | what | where |\n|---|---|---|---|---|\n{}", rows);
        if (seen > findings_shown)
            out("\n{} more; findings.csv has them all.\n", counted(seen - findings_shown, "finding", "findings"));
        if (known + waived > 0) out("\n{} known from the baseline, {} waived.\n", grouped(known), grouped(waived));
    }

    void courses() {
        bool first = true;
        audit_.each(
            "SELECT v.id, v.title, v.identifier, v.verdict, v.reason FROM course_verdict v WHERE v.verdict IN "
            "('tacked-on', 'unproven') AND v.alarms + v.warnings + v.notes > 0 AND v.retired = 0 ORDER BY "
            "v.alarms > 0 DESC, v.score DESC, v.id LIMIT ?",
            [&](const store::Row& row) {
                if (first) out("\n## Where to start\n");
                first = false;
                const auto name = row.text(1).empty() ? row.text(2) : row.text(1);
                out("\n### {}\n\n**{}**: {}\n\n", md(name), md(row.text(3)), md(row.text(4)));
                audit_.each("SELECT text FROM question WHERE course_id = ? ORDER BY id LIMIT 6",
                            [&](const store::Row& question) { out("- {}\n", md(question.text(0))); }, {row.integer(0)});
            },
            {courses_shown});
    }

    void unread() {
        const std::int64_t all = audit_.number("SELECT count(*) FROM package WHERE status = 'unreadable'");
        if (all == 0) return;
        out("\n## Not read\n\n");
        audit_.each("SELECT path, message FROM package WHERE status = 'unreadable' ORDER BY id LIMIT ?",
                    [&](const store::Row& row) { out("- {}: {}\n", md(row.text(0)), md(row.text(1))); }, {gaps_shown});
        if (all > gaps_shown) out("- and {} more\n", grouped(all - gaps_shown));
    }

    const store::Audit& audit_;
    std::string text_;
};

}  // namespace

std::string markdown(const store::Audit& audit) { return Brief(audit).text(); }

void write_markdown(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    output.write(markdown(audit));
    output.done();
}

}  // namespace needfirst::report
