// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/rules_folder.hpp"
#include "rule/evaluation.hpp"
#include "rule/example_coverage.hpp"
#include "rule/fitting.hpp"
#include "rule/lint.hpp"
#include "rule/mutation.hpp"
#include "rule/pack.hpp"
#include "rule/trial.hpp"
#include "store/audit.hpp"

#include <fstream>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

int list(const rule::RuleSet& rules) {
    for (const auto& pack : rules.packs)
        fmt::print("pack {} {}: {} ({})\n", pack.name, pack.version, pack.title, pack.language);
    fmt::print("\n{} rules\n", rules.rules.size());
    for (const auto& rule : rules.rules)
        fmt::print("  {:<34} {:<8} {:<13} {}\n", rule.id, model::name(rule.level), rule.status, rule.title);
    fmt::print("\n{} signals\n", rules.signals.size());
    for (const auto& signal : rules.signals)
        fmt::print("  {:<34} {:>5} phrases  {}\n", signal.id, signal.phrases.size(), signal.describes);
    return 0;
}

int print(const std::vector<rule::Failure>& failures) {
    for (const auto& failure : failures)
        fmt::print("{}:{}:{}: {}\n", failure.place.file, failure.place.line, failure.place.column, failure.what);
    return failures.empty() ? 0 : 1;
}

int check(const rule::RuleSet& rules) {
    const int status = print(rule::lint(rules));
    if (status == 0) fmt::print("{} rules and {} signals are in order.\n", rules.rules.size(), rules.signals.size());
    return status;
}

void print(const char* of, const std::vector<rule::FileCoverage>& files, bool each) {
    std::size_t exercised = 0, all = 0;
    for (const auto& file : files) exercised += file.exercised, all += file.all;
    fmt::print("\n{}: {} of {} are exercised by an example\n", of, exercised, all);
    for (const auto& file : files)
        if (each && file.exercised < file.all)
            fmt::print("  {:<44} {:>6} of {:>5}\n", file.file, file.exercised, file.all);
}

int test(rule::RuleSet& rules, const RulesOptions& options) {
    const rule::Trial trial = rule::try_examples(rules);
    print(trial.failures);
    fmt::print("{} examples, {} failed\n", trial.examples, trial.failures.size());
    if (!trial.failures.empty()) return 1;
    if (options.coverage || options.missed) {
        const rule::ExampleCoverage coverage = rule::cover(rules);
        print("phrases of signals, their alternatives and own lists", coverage.signals, options.coverage);
        print("entries of the packs' lists", coverage.lists, options.coverage);
        print("conditions of rules (holding and not holding)", coverage.rules, options.coverage);
        if (options.missed) fmt::print("\n");
        if (options.missed) print(coverage.missed);
    }
    if (!options.mutate) return 0;
    const rule::Mutation mutation = rule::take_out_each(rules);
    fmt::print("\n");
    print(mutation.unnoticed);
    fmt::print("{} phrase lists and conditions taken out in turn, {} not missed by any example\n", mutation.tried,
               mutation.unnoticed.size());
    return mutation.unnoticed.empty() ? 0 : 1;
}

// What an audit said of a course; a course that it did not see is unreadable.
model::Judgement judgement_in(const store::Audit& store, const std::string& identifier) {
    model::Judgement found;
    std::int64_t course = 0;
    store.each("SELECT id, need, verdict FROM course WHERE identifier = ? ORDER BY id LIMIT 1",
               [&](const store::Row& row) {
                   course = row.integer(0);
                   found.need = *model::from_name<model::Need>(model::need_names, row.text(1));
                   found.verdict = *model::from_name<model::Verdict>(model::verdict_names, row.text(2));
               },
               {identifier});
    model::Activity& meeting = found.activities.emplace_back();
    meeting.social = store.number(
                         "SELECT count(*) FROM activity WHERE course_id = ? AND social AND placement <> "
                         "'hidden'",
                         {course}) > 0;
    store.each("SELECT signal, says, field, quote FROM evidence WHERE course_id = ? ORDER BY id",
               [&](const store::Row& row) {
                   model::Evidence& evidence = found.evidence.emplace_back();
                   evidence.signal = row.text(0);
                   evidence.says = row.text(1);
                   evidence.field = *model::from_name<model::Field>(model::field_names, row.text(2));
                   evidence.quote = row.text(3);
               },
               {course});
    return found;
}

void print(const char* name, const rule::Confusion& confusion) {
    fmt::print("\n{}: agreement {:.3f}, kappa {:.3f}, of {}\n  {:<12}", name, confusion.accuracy(), confusion.kappa(),
               confusion.total(), "person|rules");
    for (const auto& label : confusion.labels) fmt::print("{:>12}", label);
    fmt::print("{:>11}{:>9}{:>7}\n", "precision", "recall", "F1");
    for (std::size_t i = 0; i < confusion.labels.size(); ++i) {
        fmt::print("  {:<12}", confusion.labels[i]);
        for (const std::size_t count : confusion.counts[i]) fmt::print("{:>12}", count);
        const auto& label = confusion.labels[i];
        fmt::print("{:>11.3f}{:>9.3f}{:>7.3f}\n", confusion.precision(label), confusion.recall(label),
                   confusion.f1(label));
    }
}

int evaluate(const rule::RuleSet& rules, const RulesOptions& options) {
    const std::optional<store::Audit> store =
        options.db.empty() ? std::nullopt : std::optional<store::Audit>(options.db);
    const rule::Evaluation result =
        store ? rule::evaluate(options.file,
                               [&](const auto& text) { return judgement_in(*store, text.course.identifier); })
              : rule::evaluate(rules, options.file);
    fmt::print("{} texts of {}\n", result.texts, options.file.filename().string());
    print("social", result.social);
    print("need", result.need);
    print("need, any against none", result.any_need);
    print("verdict", result.verdict);
    print("verdict where both saw something social", result.verdict_within_social);
    if (!options.misses) return 0;
    for (const auto& miss : result.misses) {
        fmt::print("\n--- {} {}: {} expected, {} judged | {}\n{}\n", miss.id, miss.label, miss.expected, miss.got,
                   miss.title, miss.text);
        for (const auto& evidence : miss.judged.evidence)
            fmt::print("    [{}: {}] {}: {}\n", evidence.signal, evidence.says, model::name(evidence.field),
                       evidence.quote);
    }
    return 0;
}

int fit(const rule::RuleSet& rules, const RulesOptions& options) {
    const rule::Fit fit = rule::fit(rules, options.name, options.label, options.files, options.folds);
    fmt::print(
        "{} of {} texts are {}; on texts held out in turn ({} parts): precision {:.3f}, recall {:.3f}, kappa "
        "{:.3f}\n\n",
        fit.wanted, fit.texts, options.label, options.folds, fit.precision, fit.recall, fit.kappa);
    fmt::print("  {:<28} {:>8} {:>9}\n", "sign", "now", "proposed");
    for (const auto& weight : fit.weights)
        if (weight.now != weight.proposed)
            fmt::print("  {:<28} {:>8.2f} {:>9.2f}\n", weight.sign, weight.now, weight.proposed);
    if (!options.write) return clean;
    for (const rule::Signal& signal : rules.signals) {
        if (signal.id != options.name) continue;
        for (const auto& folder : rules_or_default(options.rules))
            for (const auto& pack : {folder, folder / rules.packs[signal.pack].name}) {
                const auto path = pack / "signals" / (signal.id + ".yaml");
                if (!std::filesystem::exists(path)) continue;
                rule::write_weights(path, fit, signal.reaches);
                fmt::print("\n{} written\n", path.string());
                return clean;
            }
    }
    return clean;
}

constexpr const char* new_rule = R"(# yaml-language-server: $schema=../schema/rule.json
# What each key means: rules/README.md. Try it: needfirst rules test
title: One line that a course owner understands
level: warning            # alarm, warning or note
status: experimental      # experimental rules never fail a CI job; stable when you trust it
about: activity           # activity, course, programme or catalogue
when:
  all:
    - social: true
    - need: {at_most: implied, within: course}
message: "No performance problem was found for \"{activity}\" in {searched}."
why: >
  Why this is worth a look, in two sentences.
ask:
  - What is happening in the job that should be different, and who told you?
instead: >
  What to do instead.
false_positives: []
sources: []
examples:
  rings:
    - course:
        title: The New Form
        description: All about the new form, page by page.
        items:
          - {kind: page, title: Page 1, text: "Name, address and date."}
          - {kind: forum, title: Your thoughts, text: "Share your thoughts."}
  silent:
    - course:                     # nobody meets
        title: The New Form
        description: All about the new form, page by page.
        items:
          - {kind: page, title: Page 1, text: "Name, address and date."}
    - course:                     # a problem is stated
        title: The New Form
        description: One form in eight comes back from head office with a field missing.
        items:
          - {kind: forum, title: Your thoughts, text: "Share your thoughts."}
)";

constexpr const char* new_pack = R"(# yaml-language-server: $schema=../schema/pack.json
title: Our own rules
version: 0.1.0
language: en
licence: Apache-2.0
)";

void write(const std::filesystem::path& path, const char* text) {
    std::ofstream file(path);
    file << text;
    if (!file.flush())
        throw base::InputError(path.string() + ": cannot be written; name a folder of yours with --rules");
    fmt::print("{}\n", path.string());
}

// Where a new rule of a pack belongs: to the pack of that name here or among the rules in force, else to a new pack
// here.
std::filesystem::path pack_of(const std::string& pack, const RulesOptions& options) {
    const std::filesystem::path first = rules_or_default(options.rules).front();
    if (std::filesystem::exists(first / "pack.yaml") && !options.rules.empty()) return first;
    for (const auto& folder : {std::filesystem::path("."), std::filesystem::path("rules"), first})
        if (std::filesystem::exists(folder / pack / "pack.yaml")) return (folder / pack).lexically_normal();
    return options.rules.empty() ? std::filesystem::path(pack) : first / pack;
}

int write_new(const RulesOptions& options) {
    const std::size_t slash = options.name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == options.name.size() ||
        options.name.find('/', slash + 1) != std::string::npos)
        throw base::UsageError("rules new: PACK/NAME expected, as in core/my-rule");
    const auto pack = pack_of(options.name.substr(0, slash), options);
    const auto path = pack / (options.name.substr(slash + 1) + ".yaml");
    if (std::filesystem::exists(path)) throw base::UsageError(path.string() + ": exists already");
    const bool fresh = !std::filesystem::exists(pack / "pack.yaml");
    if (fresh) {
        std::error_code problem;
        std::filesystem::create_directories(pack, problem);
        write(pack / "pack.yaml", new_pack);
    }
    write(path, new_rule);
    if (fresh)
        fmt::print("A new pack. Try it beside the packs in force:\n  needfirst rules test --rules {} --rules {}\n",
                   rules_or_default({}).front().string(), pack.string());
    return clean;
}

}  // namespace

int run(const RulesOptions& options) {
    const auto folders = rules_or_default(options.rules);
    if (options.action == "new") return write_new(options);
    rule::RuleSet rules = rule::load(folders);
    if (options.action == "list") return list(rules);
    if (options.action == "check") return check(rules);
    if (options.action == "test") return test(rules, options);
    if (options.action == "fit") return fit(rules, options);
    return evaluate(rules, options);
}

}  // namespace needfirst::cli
