// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "base/nearest.hpp"
#include "cli/application.hpp"
#include "cli/completion.hpp"
#include "cli/manual.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

constexpr std::string_view settled[] = {"audit", "merge", "inspect", "explain",
                                        "waive"};  // commands that settings hold for

// The option or command that the user may have meant.
std::string hint(const CLI::App& app, int argc, const char* const* argv) {
    const CLI::App* command = &app;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        std::vector<std::string> names;
        if (word.starts_with("--")) {
            for (const auto* option : options_of(*command)) names.push_back("--" + option->get_lnames().front());
        } else {
            for (const auto* each : commands_of(*command)) names.push_back(each->get_name());
        }
        const std::string name = word.substr(0, word.find('='));
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            if (!word.starts_with("--")) command = command->get_subcommand(name);
            continue;
        }
        if (names.empty() || (command != &app && !word.starts_with("--"))) continue;
        const std::vector<std::string_view> known(names.begin(), names.end());
        const std::string near = base::did_you_mean(name, known);
        return near.starts_with(";") ? "" : name + near + "\n";
    }
    return "";
}

void settle(Application& application) {
    CLI::App& asked = application.asked();
    if (std::find(std::begin(settled), std::end(settled), asked.get_name()) == std::end(settled)) return;
    std::filesystem::path file = application.config;
    if (file.empty()) file = find_settings(std::filesystem::current_path());
    if (!file.empty()) application.settings = read_settings(file, *application.app().get_subcommand("audit"), asked);
    // waivers.yaml lies beside the settings, or here.
    CLI::Option* waivers = asked.get_option_no_throw("--waivers");
    const auto beside = file.parent_path() / "waivers.yaml";
    if (!waivers || waivers->count() > 0) return;
    if (asked.get_name() == "waive" || std::filesystem::exists(beside)) {
        waivers->add_result(beside.string());
        waivers->run_callback();
        application.settings.origins["waivers"] = "where waivers.yaml is looked for";
    }
}

std::string yaml_value(const std::vector<std::string>& values) {
    const auto quoted = [](const std::string& value) {
        const bool plain = value.find_first_of(":#'\"[]{},&*!|>%@`") == std::string::npos && !value.empty();
        return plain ? value : "\"" + CLI::detail::find_and_replace(value, "\"", "\\\"") + "\"";
    };
    if (values.size() == 1) return quoted(values.front());
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "[" : ", ") + quoted(value);
    return list + "]";
}

void print_config(Application& application) {
    const Settings& settings = application.settings;
    fmt::print("# settings file: {}\n", settings.file.empty() ? "none found" : settings.file.string());
    for (const CLI::Option* option : options_of(application.asked())) {
        const std::string name = option->get_lnames().front();
        if (name == "help" || name == "config" || name == "print-config") continue;
        const auto from = settings.origins.find(name);
        const std::string by_default = option->get_default_str();
        if (option->count() > 0)
            fmt::print("{}: {}  # {}\n", name, yaml_value(option->results()),
                       from == settings.origins.end() ? "command line" : from->second);
        else if (!by_default.empty()) fmt::print("{}: {}  # default\n", name, yaml_value({by_default}));
    }
    for (const auto& change : settings.levels)
        fmt::print("# {}: {} is {}  # {}\n", change.packages.empty() ? "everywhere" : change.packages, change.rule,
                   change.level ? model::name(*change.level) : "off", change.from);
    for (const auto& [column, field] : settings.columns) fmt::print("# column \"{}\" is {}\n", column, field);
    for (const auto& change : settings.columns_in)
        for (const auto& [column, field] : change.columns)
            fmt::print("# {}: column \"{}\" is {}\n", change.packages, column, field);
}

}  // namespace

std::optional<Options> parse(int argc, const char* const* argv) {
    Application application;
    CLI::App& app = application.app();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) {
            app.exit(e);
            return std::nullopt;
        }
        throw base::UsageError(std::string(e.what()) + "\n" + hint(app, argc, argv) +
                               "`needfirst --help` and `needfirst COMMAND --help` say what is possible.");
    }
    settle(application);
    const std::string name = application.asked().get_name();
    if (name == "completion") return print_completion(app, application.shell), std::nullopt;
    if (application.print_config) return print_config(application), std::nullopt;
    std::string arguments;
    for (int i = 1; i < argc; ++i) arguments += (i > 1 ? " " : "") + std::string(argv[i]);
    Options options = application.options(arguments);
    if (name == "manual") return write_manual(app, std::get<InitOptions>(options).folder), std::nullopt;
    return options;
}

}  // namespace needfirst::cli
