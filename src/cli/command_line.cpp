// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/options.hpp"
#include "report/report.hpp"

#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <glob.h>

namespace needfirst::cli {
namespace {

constexpr const char* footer =
    "Exit status: 0 all was read and nothing stands at or above --fail-on; 1 findings at or above it;\n"
    "2 wrong usage or a wrong rule file; 3 some input could not be read, coverage is under\n"
    "--require-coverage, or a report could not be written.";

// Sizes as people write them: 64M, 1G.
const CLI::AsSizeValue as_size(false);

void add_rules(CLI::App& app, std::vector<std::filesystem::path>& rules) {
    app.add_option("--rules", rules,
                   "folder of a rule pack, or of packs (default: the packs that came with needfirst)");
}

void add_columns(CLI::App& app, std::vector<std::string>& columns) {
    app.add_option("--map", columns, "catalogue column of a field: --map title=\"Course Name\"")
        ->type_name("FIELD=COLUMN");
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

ReportPaths asked(const std::map<std::string, std::string>& paths) {
    ReportPaths found;
    for (const auto& [name, path] : paths)
        if (!path.empty()) found.emplace(name, path);
    return found;
}

std::map<std::string, std::string> split(const std::vector<std::string>& columns) {
    std::map<std::string, std::string> found;
    for (const std::string& pair : columns) {
        const std::size_t equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == pair.size())
            throw base::UsageError("--map " + pair + ": FIELD=COLUMN expected, as in --map title=\"Course Name\"");
        found[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
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

/// The subcommands with their options, laid over plain structs.
class CommandLine {
public:
    CommandLine() {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", "needfirst " NEEDFIRST_VERSION);
        app_.footer(footer);
        set_up_audit();
        set_up_report();
        set_up_inspect();
        set_up_explain();
        set_up_rules();
        formats_ = app_.add_subcommand("formats", "What can be read, and what is read from it.");
    }

    std::optional<Options> parse(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& e) {
            if (e.get_exit_code() == 0) {
                app_.exit(e);
                return std::nullopt;
            }
            throw base::UsageError(std::string(e.what()) +
                                   "\n`needfirst --help` and `needfirst COMMAND --help` say what is possible.");
        }
        if (*audit_) return finished_audit(argc, argv);
        if (*report_) {
            report_options_.reports = asked(report_paths_);
            return report_options_;
        }
        if (*inspect_) {
            inspect_options_.columns = split(columns_);
            return inspect_options_;
        }
        if (*explain_) return explain_options_;
        if (*formats_) return FormatsOptions{};
        rules_options_.action = rules_->get_subcommands().front()->get_name();
        return rules_options_;
    }

private:
    void set_up_audit() {
        audit_ = app_.add_subcommand("audit",
                                     "Read packages and catalogues, judge their courses, write the store and reports.");
        audit_->footer(footer);
        audit_->add_option("PATH", words_, "files, folders, globs, @list.txt, or - for a list on standard input")
            ->required();
        audit_->add_option("--db", audit_options_.db, "the SQLite store to write")->capture_default_str();
        add_reports(*audit_, audit_paths_);
        add_rules(*audit_, audit_options_.rules);
        audit_->add_option("--fail-on", fail_on_, "lowest level of finding that makes the exit status 1")
            ->check(CLI::IsMember({"alarm", "warning", "note", "never"}))
            ->capture_default_str();
        audit_->add_option("--jobs,-j", audit_options_.jobs, "packages read side by side (default: one per processor)");
        add_columns(*audit_, columns_);
        audit_->add_flag("--allow-unreadable", audit_options_.allow_unreadable,
                         "unreadable input does not make the exit status 3");
        audit_
            ->add_option("--require-coverage", audit_options_.require_coverage,
                         "exit status 3 where less than this share of text members was read")
            ->type_name("PERCENT")
            ->check(CLI::Range(0, 100));
        audit_->add_flag("--quiet,-q", audit_options_.quiet, "no summary, no progress");
        audit_->add_flag("--verbose,-v", audit_options_.verbose,
                         "say what is done, and each package that could not be read");
        add_limits(*audit_, audit_options_.limits);
    }

    void set_up_report() {
        report_ = app_.add_subcommand("report", "Write reports of an audit again.");
        report_->add_option("AUDIT.db", report_options_.db, "the store of an audit")->required();
        add_reports(*report_, report_paths_);
        report_->add_flag("--quiet,-q", report_options_.quiet, "no summary");
    }

    void set_up_inspect() {
        inspect_ = app_.add_subcommand("inspect",
                                       "Show a package as it was read: outline, social activities, evidence of need.");
        inspect_->add_option("PACKAGE", inspect_options_.path, "file or folder")->required();
        inspect_->add_flag("--text", inspect_options_.text, "all text that learners see, in order");
        add_rules(*inspect_, inspect_options_.rules);
        add_columns(*inspect_, columns_);
        add_limits(*inspect_, inspect_options_.limits);
    }

    void set_up_explain() {
        explain_ = app_.add_subcommand(
            "explain", "Why a rule rings; or what was read, heard and decided in a course of an audit.");
        explain_
            ->add_option("RULE|COURSE", explain_options_.what, "id of a rule, or id, identifier or title of a course")
            ->required();
        explain_->add_option("--db", explain_options_.db, "the store of the audit")->capture_default_str();
        add_rules(*explain_, explain_options_.rules);
    }

    void set_up_rules() {
        rules_ = app_.add_subcommand("rules", "Work on rule packs.");
        rules_->require_subcommand(1);
        const auto action = [&](const char* name, const char* does) {
            CLI::App* command = rules_->add_subcommand(name, does);
            add_rules(*command, rules_options_.rules);
            return command;
        };
        action("list", "All packs, rules and signals.");
        action("check", "Read packs strictly and point at what is wrong or looks wrong.");
        action("test", "Try the examples of every rule and signal.");
        CLI::App* eval = action("eval", "Compare with texts that people judged.");
        eval->add_option("FILE", rules_options_.file, "JSON Lines with id, title, text, social, need, verdict")
            ->required();
        eval->add_flag("--misses", rules_options_.misses, "print each miss with its text and what was heard");
        CLI::App* fit = action("fit", "Propose weights for the signs of a signal from texts that people judged.");
        fit->add_option("SIGNAL", rules_options_.name, "id of a signal with signs:")->required();
        fit->add_option("FILE", rules_options_.files, "JSON Lines as for eval")->required();
        fit->add_option("--label", rules_options_.label, "what the signal should ring on")
            ->check(CLI::IsMember({"social", "need", "stated"}))
            ->required();
        fit->add_option("--folds", rules_options_.folds, "parts that are held out in turn to see what carries over")
            ->check(CLI::Range(2, 100))
            ->capture_default_str();
        fit->add_flag("--write", rules_options_.write, "write the weights into the signal's file");
        CLI::App* fresh = action("new", "Write a rule file to start from.");
        fresh->add_option("PACK/NAME", rules_options_.name, "id of the new rule")->required();
    }

    AuditOptions finished_audit(int argc, const char* const* argv) {
        AuditOptions& options = audit_options_;
        options.paths = expand(words_);
        options.reports = asked(audit_paths_);
        options.columns = split(columns_);
        options.fail_on = model::from_name<model::Level>(model::level_names, fail_on_);
        for (int i = 1; i < argc; ++i) options.arguments += (i > 1 ? " " : "") + std::string(argv[i]);
        return options;
    }

    CLI::App app_{"needfirst: finds social activities in courses, and the performance problem they should solve.",
                  "needfirst"};
    CLI::App *audit_ = nullptr, *report_ = nullptr, *inspect_ = nullptr, *explain_ = nullptr, *rules_ = nullptr,
             *formats_ = nullptr;
    AuditOptions audit_options_;
    ReportOptions report_options_;
    InspectOptions inspect_options_;
    ExplainOptions explain_options_;
    RulesOptions rules_options_;
    std::vector<std::string> words_, columns_;
    std::map<std::string, std::string> audit_paths_, report_paths_;
    std::string fail_on_ = "alarm";
};

}  // namespace

std::optional<Options> parse(int argc, const char* const* argv) { return CommandLine().parse(argc, argv); }

}  // namespace needfirst::cli
