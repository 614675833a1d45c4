// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/rules_folder.hpp"
#include "rule/evaluation.hpp"
#include "rule/fitting.hpp"
#include "rule/pack.hpp"
#include "rule/trial.hpp"

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

int test(const rule::RuleSet& rules) {
    const rule::Trial trial = rule::try_examples(rules);
    print(trial.failures);
    fmt::print("{} examples, {} failed\n", trial.examples, trial.failures.size());
    return trial.failures.empty() ? 0 : 1;
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
    const rule::Evaluation result = rule::evaluate(rules, options.file);
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

constexpr const char* new_rule = R"(# What each key means: rules/README.md. Try it: needfirst rules test
title: One line that a course owner understands
level: warning            # alarm, warning or note
status: experimental      # experimental rules never fail a CI job; stable when you trust it
about: activity           # activity or course
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
        title: A course
        description: All about the new form, page by page.
        sections: [{title: End, items: [{kind: forum, title: Your thoughts, text: Share your thoughts.}]}]
  silent:
    - course:
        title: A course
        description: All about the new form, page by page.
)";

int write_new(const std::string& name, const std::filesystem::path& folder) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == name.size())
        throw base::UsageError("rules new: PACK/NAME expected, as in core/my-rule");
    const auto pack = std::filesystem::exists(folder / "pack.yaml") ? folder : folder / name.substr(0, slash);
    const auto path = pack / (name.substr(slash + 1) + ".yaml");
    if (!std::filesystem::exists(pack / "pack.yaml"))
        throw base::UsageError(pack.string() + ": no pack.yaml there; a rule lives in a pack");
    if (std::filesystem::exists(path)) throw base::UsageError(path.string() + ": exists already");
    std::ofstream file(path);
    file << new_rule;
    if (!file.flush()) throw base::InputError(path.string() + ": cannot be written");
    fmt::print("{}\n", path.string());
    return clean;
}

}  // namespace

int run(const RulesOptions& options) {
    const auto folders = rules_or_default(options.rules);
    if (options.action == "new") return write_new(options.name, folders.front());
    const rule::RuleSet rules = rule::load(folders);
    if (options.action == "list") return list(rules);
    if (options.action == "check") return check(rules);
    if (options.action == "test") return test(rules);
    if (options.action == "fit") return fit(rules, options);
    return evaluate(rules, options);
}

}  // namespace needfirst::cli
