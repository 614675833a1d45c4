// SPDX-License-Identifier: Apache-2.0
#include "cli/application.hpp"

#include "base/error.hpp"
#include "cli/about.hpp"
#include "report/report.hpp"

#include <fstream>
#include <iostream>

#include <glob.h>

namespace needfirst::cli {
namespace {

constexpr const char* footer =
    "Exit status: 0 all was read and nothing stands at or above --fail-on; 1 findings at or above it;\n"
    "2 wrong usage, or a wrong rule, settings or waiver file; 3 some input could not be read, coverage\n"
    "is under --require-coverage, or a report could not be written.";

// Sizes as people write them: 64M, 1G.
const CLI::AsSizeValue as_size(false);

void add_rules(CLI::App& app, std::vector<std::filesystem::path>& rules) {
    app.add_option("--rules", rules, "folder of a rule pack, or of packs (default: the packs that came with needfirst)")
        ->type_name("FOLDER");
}

void add_columns(CLI::App& app, std::vector<std::string>& columns) {
    app.add_option("--map", columns, "catalogue column of a field: --map title=\"Course Name\"")
        ->type_name("FIELD=COLUMN");
}

void add_db(CLI::App& app, std::filesystem::path& db, const char* what) {
    app.add_option("--db", db, what)->type_name("FILE")->capture_default_str();
}

void add_limits(CLI::App& app, base::Limits& limits) {
    const char* group = "Limits (a limit that is hit is a coverage row)";
    app.add_option("--max-members", limits.members, "entries listed in one package")
        ->capture_default_str()
        ->group(group);
    app.add_option("--max-member-bytes", limits.member_bytes, "one member, inflated (64M)")
        ->transform(as_size)
        ->group(group);
    app.add_option("--max-package-bytes", limits.package_bytes, "all members of a package, inflated (1G)")
        ->transform(as_size)
        ->group(group);
    app.add_option("--max-text-bytes", limits.text_bytes, "text kept of a package, whatever it is packed in (64M)")
        ->transform(as_size)
        ->group(group);
    app.add_option("--max-ratio", limits.ratio, "inflated to packed size of a member above 1 MiB")
        ->capture_default_str()
        ->group(group);
    app.add_option("--max-depth", limits.depth, "archives inside archives")->capture_default_str()->group(group);
}

void add_reports(CLI::App& app, std::map<std::string, std::string>& paths) {
    for (const report::Report& report : report::reports()) {
        const std::string option = "--" + std::string(report.name), does(report.writes);
        std::string& path = paths[std::string(report.name)];
        if (report.to_output)
            app.add_flag_callback(
                   option, [&path] { path = "-"; }, does)
                ->group("Reports");
        else app.add_option(option, path, does)->type_name("PATH")->group("Reports");
    }
}

ReportPaths asked_for(const std::map<std::string, std::string>& paths) {
    ReportPaths found;
    for (const auto& [name, path] : paths)
        if (!path.empty()) found.emplace(name, path);
    return found;
}

void read_list(std::istream& list, std::vector<std::string>& paths) {
    for (std::string line; std::getline(list, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!line.empty()) paths.push_back(line);
    }
}

// What the shell left to us: @list.txt, - and globs.
std::vector<std::string> expand(const std::vector<std::string>& words) {
    std::vector<std::string> paths;
    for (const std::string& word : words) {
        if (word == "-") {
            read_list(std::cin, paths);
        } else if (word.size() > 1 && word.front() == '@') {
            std::ifstream list(word.substr(1));
            if (!list)
                throw base::UsageError(word.substr(1) + ": cannot be opened; a list of paths, one a line, expected");
            read_list(list, paths);
        } else if (!std::filesystem::exists(word) && word.find_first_of("*?[") != std::string::npos) {
            glob_t found{};
            if (glob(word.c_str(), 0, nullptr, &found) == 0)
                paths.insert(paths.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
            globfree(&found);
        } else if (!std::filesystem::exists(word)) {
            throw base::UsageError(word + ": no such file or folder");
        } else {
            paths.push_back(word);
        }
    }
    return paths;
}

}  // namespace

Application::Application()
    : app_("Finds social activities in courses, and the performance problem they should solve.", "needfirst") {
    app_.require_subcommand(1);
    const std::string does = "with --version: guards of the build, libraries, licences";
    const CLI::Option* const verbose = app_.add_flag("--verbose", does);
    app_.set_version_flag("--version", [verbose] {
        return verbose->count() > 0 ? about() : std::string("needfirst " NEEDFIRST_VERSION);
    });
    app_.footer(footer);
    set_up_audit();
    set_up_merge();
    set_up_report();
    set_up_compare();
    set_up_inspect();
    set_up_explain();
    set_up_waive();
    set_up_rules();
    set_up_others();
}

CLI::App& Application::command(const char* name, const char* does) { return *app_.add_subcommand(name, does); }

void Application::set_up_audit() {
    CLI::App& audit =
        command("audit", "Read packages and catalogues, judge their courses, write the store and reports.");
    audit.footer(footer);
    audit.add_option("PATH", words_, "files, folders, globs, @list.txt, or - for a list on standard input");
    add_db(audit, audit_.db, "the SQLite store to write; what it holds of unchanged packages is not read again");
    add_reports(audit, audit_paths_);
    add_judging(audit, audit_);
    audit.add_flag("--fresh", audit_.fresh, "read all again, unchanged packages too");
    audit.add_option("--jobs,-j", audit_.jobs, "packages read side by side (default: one per processor)");
    audit
        .add_option(
            "--shard", shard_,
            "only the K-th of N parts, told by a hash of each path as it is given; `needfirst merge` joins them")
        ->type_name("K/N");
    add_columns(audit, columns_);
    audit.add_flag("--verbose,-v", audit_.verbose,
                   "say of each package how it was opened, what it was taken for, what was read and how long it took");
    add_settings(audit);
    add_limits(audit, audit_.limits);
    audit.add_flag("--isolate", audit_.isolate,
                   "read each package in a process of its own, which cannot take the audit with it, open files for "
                   "writing or reach the network");
    const char* const group = "Limits (a limit that is hit is a coverage row)";
    audit.add_option("--max-seconds", audit_.seconds, "to read one package; 0: as long as it takes")
        ->capture_default_str()
        ->group(group);
    audit
        .add_option("--max-memory", audit_.memory_bytes,
                    "of a process that --isolate reads a package in, beside what the rules take (2G)")
        ->transform(as_size)
        ->group(group);
}

void Application::set_up_merge() {
    CLI::App& merge = command("merge", "Join the stores of shards, and judge the whole as one audit would have.");
    merge.footer(footer);
    merge.add_option("SHARD.db", words_, "stores that `needfirst audit --shard` wrote, in any order, or @list.txt");
    add_db(merge, merge_.audit.db, "the SQLite store to write");
    add_reports(merge, audit_paths_);
    add_judging(merge, merge_.audit);
    merge.add_flag("--allow-missing", merge_.allow_missing, "join what is there where shards are missing");
    merge.add_option("--jobs,-j", merge_.audit.jobs, "threads (default: one per processor)");
    add_settings(merge);
}

// What judges, whoever has read.
void Application::add_judging(CLI::App& command, AuditOptions& options) {
    add_rules(command, options.rules);
    command.add_option("--fail-on", fail_on_, "lowest level of finding that makes the exit status 1")
        ->check(CLI::IsMember({"alarm", "warning", "note", "never"}))
        ->type_name("LEVEL")
        ->capture_default_str();
    command.add_option("--baseline", options.baseline, "an earlier store: its findings are known and do not fail")
        ->type_name("FILE");
    command
        .add_option("--waivers", options.waivers,
                    "findings to live with, and why (default: waivers.yaml where there is one)")
        ->type_name("FILE");
    command.add_flag("--allow-unreadable", options.allow_unreadable,
                     "unreadable input does not make the exit status 3");
    command
        .add_option("--require-coverage", options.require_coverage,
                    "exit status 3 where less than this share of text members was read")
        ->type_name("PERCENT")
        ->check(CLI::Range(0, 100));
    command.add_flag("--quiet,-q", options.quiet, "no summary, no progress");
}

void Application::add_settings(CLI::App& command) {
    command.add_option("--config", config, "settings file (default: needfirst.yaml here or in a folder above)")
        ->type_name("FILE");
    command.add_flag("--print-config", print_config, "print the settings in force and where each comes from, and end");
}

void Application::set_up_report() {
    CLI::App& report = command("report", "Write reports of an audit again.");
    report.add_option("AUDIT.db", report_.db, "the store of an audit")->required();
    add_reports(report, report_paths_);
    report.add_flag("--quiet,-q", report_.quiet, "no summary");
}

void Application::set_up_compare() {
    CLI::App& compare = command("compare", "What was mended between two audits, what is new, what is still there.");
    compare.add_option("OLD.db", compare_.before, "the store of the earlier audit")->required();
    compare.add_option("NEW.db", compare_.after, "the store of the later audit")->required();
    compare.add_option("--csv", compare_.csv, "a CSV file with a line for each finding")->type_name("FILE");
    compare.add_option("--html", compare_.html, "a page with the same")->type_name("FILE");
    compare.add_flag("--quiet,-q", compare_.quiet, "print nothing");
}

void Application::set_up_inspect() {
    CLI::App& inspect =
        command("inspect", "Show a package as it was read: outline, social activities, evidence of need.");
    inspect.add_option("PACKAGE", inspect_.path, "file or folder")->required();
    inspect.add_flag("--text", inspect_.text, "all text that learners see, in order");
    add_rules(inspect, inspect_.rules);
    add_columns(inspect, columns_);
    add_limits(inspect, inspect_.limits);
}

void Application::set_up_explain() {
    CLI::App& explain = command(
        "explain", "Why a rule rings; or what was searched, heard and decided in a course or finding of an audit.");
    explain
        .add_option("RULE|COURSE|FINDING", explain_.what,
                    "id of a rule; id, identifier or title of a course; beginning of a finding's fingerprint")
        ->required();
    add_db(explain, explain_.db, "the store of the audit");
    add_rules(explain, explain_.rules);
}

void Application::set_up_waive() {
    CLI::App& waive = command("waive", "Decide to live with a finding: add it to waivers.yaml, with the reason.");
    waive
        .add_option("FINDING", waive_.finding,
                    "fingerprint of a finding as in findings.csv, or its first 6 signs or more")
        ->required();
    waive.add_option("--reason", waive_.reason, "why it may stand")->required()->type_name("TEXT");
    waive.add_option("--owner", waive_.owner, "who decided")->type_name("NAME");
    waive.add_option("--expires", waive_.expires, "last day it holds: 2030-03-31")->type_name("DAY");
    add_db(waive, waive_.db, "the store that has the finding");
    waive.add_option("--waivers", waive_.waivers, "the file to add it to")->type_name("FILE")->capture_default_str();
}

void Application::set_up_rules() {
    CLI::App& rules = command("rules", "Work on rule packs.");
    rules.require_subcommand(1);
    const auto action = [&](const char* name, const char* does) -> CLI::App& {
        CLI::App* made = rules.add_subcommand(name, does);
        add_rules(*made, rules_.rules);
        return *made;
    };
    action("list", "All packs, rules and signals.");
    action("check", "Read packs strictly and point at what is wrong or looks wrong.");
    CLI::App& test = action("test", "Try the examples of every rule and signal.");
    test.add_flag("--coverage", rules_.coverage, "say how much of each file the examples exercise");
    test.add_flag("--missed", rules_.missed, "print each phrase, alternative, list entry and condition that none does");
    test.add_flag("--mutate", rules_.mutate,
                  "take out one phrase list or condition after the other; one that no example misses is a failure");
    CLI::App& eval = action("eval", "Compare with texts that people judged.");
    eval.add_option("FILE", rules_.file, "JSON Lines with id, title, text, social, need, verdict")->required();
    eval.add_option("--db", rules_.db, "compare with this audit of the same courses (their identifiers are the ids)")
        ->type_name("FILE");
    eval.add_flag("--misses", rules_.misses, "print each miss with its text and what was heard");
    CLI::App& fit = action("fit", "Propose weights for the signs of a signal from texts that people judged.");
    fit.add_option("SIGNAL", rules_.name, "id of a signal with signs:")->required();
    fit.add_option("FILE", rules_.files, "JSON Lines as for eval")->required();
    fit.add_option("--label", rules_.label, "what the signal should ring on")
        ->check(CLI::IsMember({"social", "need", "stated"}))
        ->type_name("LABEL")
        ->required();
    fit.add_option("--folds", rules_.folds, "parts that are held out in turn to see what carries over")
        ->check(CLI::Range(2, 100))
        ->capture_default_str();
    fit.add_flag("--write", rules_.write, "write the weights into the signal's file");
    CLI::App& fresh = action("new", "Write a rule file to start from.");
    fresh.add_option("PACK/NAME", rules_.name, "id of the new rule")->required();
}

void Application::set_up_others() {
    command("formats", "What can be read, and what is read from it.");
    CLI::App& init = command("init", "Write a commented needfirst.yaml to start from.");
    init.add_option("FOLDER", init_.folder, "where it shall hold")->capture_default_str();
    CLI::App& completion = command("completion", "Print the completion script of a shell.");
    completion.add_option("SHELL", shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    CLI::App& manual = command("manual", "Write the manual pages.");
    manual.add_option("FOLDER", init_.folder, "where to")->required();
    manual.group("");  // for the installation
}

AuditOptions Application::audit(const std::string& arguments) {
    if (words_.empty())
        throw base::UsageError(
            "audit: PATH is missing; name the files or folders to audit, as in `needfirst audit exports/`");
    AuditOptions options = audit_;
    options.columns = columns_of(columns_);
    options.columns.insert(settings.columns.begin(), settings.columns.end());
    options.columns_in = settings.columns_in;
    if (!shard_.empty()) options.shard = audit::shard_of(shard_);
    judged_by(options, arguments);
    return options;
}

MergeOptions Application::merge(const std::string& arguments) {
    if (words_.empty())
        throw base::UsageError(
            "merge: no store is given; name those of all shards, as in `needfirst merge shard-*.db --db all.db`");
    MergeOptions options = merge_;
    judged_by(options.audit, arguments);
    return options;
}

void Application::judged_by(AuditOptions& options, const std::string& arguments) const {
    options.paths = expand(words_);
    options.reports = asked_for(audit_paths_);
    options.levels = settings.levels;
    options.fail_on = model::from_name<model::Level>(model::level_names, fail_on_);
    options.arguments = arguments;
}

Options Application::options(const std::string& arguments) {
    const std::string name = asked().get_name();
    if (name == "audit") return audit(arguments);
    if (name == "merge") return merge(arguments);
    if (name == "report") {
        report_.reports = asked_for(report_paths_);
        return report_;
    }
    if (name == "inspect") {
        inspect_.columns = columns_of(columns_);
        inspect_.columns.insert(settings.columns.begin(), settings.columns.end());
        return inspect_;
    }
    if (name == "explain") return explain_;
    if (name == "compare") return compare_;
    if (name == "waive") return waive_;
    if (name == "init" || name == "manual") return init_;
    if (name == "formats") return FormatsOptions{};
    rules_.action = asked().get_subcommands().front()->get_name();
    return rules_;
}

bool is_path(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    return type == "FILE" || type == "FOLDER" || type == "PATH";
}

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
    return command.get_options([](const CLI::Option* option) { return !option->get_lnames().empty(); });
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

}  // namespace needfirst::cli
