// SPDX-License-Identifier: Apache-2.0
#include "audit/read_input.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/rules_folder.hpp"
#include "cli/terminal.hpp"
#include "rule/judge.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

void print_passages(const std::vector<model::Passage>& passages) {
    for (const auto& passage : passages)
        if (!passage.text.empty()) say(stdout, "{}\n", passage.text);
}

/// Text of a course as a learner meets it: hidden sections and items are left out.
class TextPrinter {
public:
    explicit TextPrinter(const model::Course& course) : course_(course), printed_(course.sections.size()) {}

    void print() {
        if (!course_.title.empty()) say(stdout, "{}\n", course_.title);
        print_passages(course_.statements);
        for (const auto& item : course_.items) {
            if (item.placement == model::Placement::hidden || !open_section(item.section)) continue;
            if (!item.title.empty()) say(stdout, "{}\n", item.title);
            print_passages(item.passages);
        }
        for (std::size_t i = 0; i < printed_.size(); ++i) open_section(static_cast<int>(i));
        say(stdout, "\n");
    }

private:
    // Prints a section's own text once; false where it or one above it is hidden.
    bool open_section(int number) {
        if (number < 0) return true;
        const auto& section = course_.sections[static_cast<std::size_t>(number)];
        if (section.hidden || !open_section(section.parent)) return false;
        if (printed_[static_cast<std::size_t>(number)]) return true;
        printed_[static_cast<std::size_t>(number)] = true;
        if (!section.title.empty()) say(stdout, "{}\n", section.title);
        print_passages(section.passages);
        return true;
    }

    const model::Course& course_;
    std::vector<bool> printed_;
};

std::string marks(const model::Activity& activity) {
    std::string words;
    const auto add = [&](std::string_view word) { words += (words.empty() ? "  (" : ", ") + std::string(word); };
    if (activity.placement != model::Placement::placed) add(model::name(activity.placement));
    if (activity.graded.value_or(false)) add("graded");
    if (activity.required.value_or(false)) add("required");
    if (activity.groups.value_or(false)) add("in groups");
    if (!activity.quota.empty()) add("asks for " + activity.quota);
    if (activity.posts) add(fmt::format("{} posts", *activity.posts));
    if (!activity.platform.empty()) add("on " + activity.platform);
    return words.empty() ? words : words + ")";
}

void print_evidence(const model::Judgement& judged, int activity, int indent) {
    for (const auto& evidence : judged.evidence)
        if (evidence.activity == activity)
            say(stdout, "{:{}}- {} ({}): \u201c{}\u201d\n", "", indent, evidence.says, evidence.signal, evidence.quote);
}

void print_outline(const model::Judgement& judged) {
    say(stdout, "{}\n", judged.title.empty() ? "(without a title)" : judged.title);
    say(stdout, "  verdict {}, need {}, {} words read{}\n  {}\n", model::name(judged.verdict), model::name(judged.need),
        judged.words_read, judged.language.empty() ? "" : ", language " + judged.language, judged.reason);
    print_evidence(judged, -1, 2);
    std::string section;
    for (std::size_t i = 0; i < judged.activities.size(); ++i) {
        const auto& activity = judged.activities[i];
        if (activity.section != section)
            say(stdout, "  {}{}\n", section = activity.section, section.empty() ? "" : ":");
        say(stdout, "    {} {:<14} {}{}\n", activity.social ? '*' : ' ', model::name(activity.kind), activity.title,
            marks(activity));
        if (activity.social) print_evidence(judged, static_cast<int>(i), 8);
    }
    for (const auto& finding : judged.findings)
        say(stdout, "  {} {}: {}\n", model::name(finding.level), finding.rule, finding.message);
    for (const auto& question : judged.questions) say(stdout, "  ? {}\n", question.text);
    say(stdout, "\n");
}

void print_package(const model::Package& package) {
    say(stdout, "{}: {}{}{}, {} of {} members read{}{}\n", package.path,
        package.format.empty() ? "unknown format" : package.format,
        package.format_version.empty() ? "" : " " + package.format_version,
        package.authoring_tool.empty() ? "" : ", " + package.authoring_tool, package.members_read, package.members,
        package.status == model::PackageStatus::audited ? "" : ", " + std::string(model::name(package.status)),
        package.message.empty() ? "" : ": " + package.message);
    for (const auto& row : package.coverage)
        if (row.state != base::CoverageState::skipped)
            say(stdout, "  {} {}: {}\n", base::name(row.state), row.member, row.reason);
}

}  // namespace

int run(const InspectOptions& options) {
    int status = clean;
    std::optional<rule::RuleSet> rules;
    std::optional<rule::Judge> judge;
    if (!options.text) judge.emplace(rules.emplace(rule::load(rules_or_default(options.rules))));
    format::ReadOptions read;
    read.columns = options.columns;
    audit::Taker taker;
    taker.course = [&](model::Course&& course, const model::Package& package, bool) {
        if (judge) print_outline(judge->judge(course, package.path));
        else TextPrinter(course).print();
    };
    taker.package = [&](model::Package&& package, bool) {
        if (package.status == model::PackageStatus::unreadable) status = failed;
        if (!options.text) print_package(package);
        else if (package.status == model::PackageStatus::unreadable)
            say(stderr, "needfirst: {}: {}\n", package.path, package.message);
    };
    audit::read_input(options.path, options.limits, read, taker);
    return status;
}

}  // namespace needfirst::cli
