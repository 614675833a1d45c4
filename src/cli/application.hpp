// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/options.hpp"
#include "cli/settings.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

// The command line as CLI11 knows it; help, manual, completions and settings are all made from it. Only the sources
// that make them include this.
namespace needfirst::cli {

/// The subcommands with their options, laid over the plain structs of options.hpp.
class Application {
public:
    Application();
    CLI::App& app() { return app_; }
    /// The subcommand that was asked for, after parsing.
    CLI::App& asked() { return *app_.get_subcommands().front(); }
    /// What was asked for. `arguments`: as they were given, for the store.
    Options options(const std::string& arguments);

    std::filesystem::path config;  ///< settings file asked for; "" to look for one
    bool print_config = false;
    Settings settings;
    std::string shell;  ///< of `completion`

private:
    CLI::App& command(const char* name, const char* does);
    void set_up_audit();
    void set_up_merge();
    void add_judging(CLI::App& command, AuditOptions& options);
    void add_settings(CLI::App& command);
    void set_up_report();
    void set_up_inspect();
    void set_up_explain();
    void set_up_rules();
    void set_up_compare();
    void set_up_waive();
    void set_up_others();
    AuditOptions audit(const std::string& arguments);
    MergeOptions merge(const std::string& arguments);
    void judged_by(AuditOptions& options, const std::string& arguments) const;

    CLI::App app_;
    AuditOptions audit_;
    MergeOptions merge_;
    ReportOptions report_;
    InspectOptions inspect_;
    ExplainOptions explain_;
    RulesOptions rules_;
    CompareOptions compare_;
    WaiveOptions waive_;
    InitOptions init_;
    std::vector<std::string> words_, columns_;
    std::map<std::string, std::string> audit_paths_, report_paths_;
    std::string fail_on_ = "alarm", shard_;
};

/// Whether the values of an option are paths.
bool is_path(const CLI::Option& option);

/// The options of a command that people see, without its positional arguments; help comes first.
std::vector<const CLI::Option*> options_of(const CLI::App& command);
/// The subcommands that people see.
std::vector<const CLI::App*> commands_of(const CLI::App& app);

}  // namespace needfirst::cli
