// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include "cli/application.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

/// Words a shell may offer after an option: those of a closed list, else none.
std::string choices(const CLI::Option& option) {
    if (option.get_lnames().front() == "fail-on") return "alarm warning note never";
    return "";
}

bool takes_value(const CLI::Option& option) { return option.get_expected_max() > 0; }

std::string single_quoted(std::string text) { return CLI::detail::find_and_replace(std::move(text), "'", "'\\''"); }

/// Each command with the words that lead to it: "audit", "rules eval".
struct Command {
    const CLI::App* app;
    std::string path;
};

std::vector<Command> all_commands(const CLI::App& app, const std::string& path = {}) {
    std::vector<Command> found;
    for (const CLI::App* each : commands_of(app)) {
        const std::string name = path.empty() ? each->get_name() : path + " " + each->get_name();
        found.push_back({each, name});
        for (auto& inner : all_commands(*each, name)) found.push_back(std::move(inner));
    }
    return found;
}

std::string words_of(const CLI::App& command) {
    std::string words;
    for (const auto* each : commands_of(command)) words += each->get_name() + " ";
    for (const auto* option : options_of(command)) words += "--" + option->get_lnames().front() + " ";
    if (!words.empty()) words.pop_back();
    return words;
}

void bash(const CLI::App& app) {
    fmt::print(
        "# bash completion of needfirst\n"
        "_needfirst() {{\n"
        "    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= word\n"
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        case \"$command $word\" in\n");
    for (const auto& command : all_commands(app)) fmt::print("            ' {0}') command=' {0}' ;;\n", command.path);
    fmt::print("        esac\n    done\n    case $before in\n");
    for (const auto* option : options_of(*app.get_subcommand("audit")))
        if (const auto words = choices(*option); !words.empty())
            fmt::print("        --{}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return ;;\n",
                       option->get_lnames().front(), words);
    fmt::print("    esac\n    local words=\n    case $command in\n        '') words='{}' ;;\n", words_of(app));
    for (const auto& command : all_commands(app))
        fmt::print("        ' {}') words='{}' ;;\n", command.path,
                   words_of(*command.app) + (command.path == "completion" ? " bash zsh fish" : ""));
    fmt::print(
        "    esac\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    [[ $current == -* || -z $command ]] || COMPREPLY+=($(compgen -f -- \"$current\"))\n"
        "}}\n"
        "complete -o filenames -F _needfirst needfirst\n");
}

std::string zsh_option(const CLI::Option& option) {
    std::string text = CLI::detail::find_and_replace(option.get_description(), "[", "(");
    text = CLI::detail::find_and_replace(CLI::detail::find_and_replace(text, "]", ")"), ":", "\\:");
    const std::string name = option.get_lnames().front();
    std::string value;
    if (takes_value(option)) {
        const std::string type = option.get_type_name();
        value = ":" + CLI::detail::find_and_replace(type, ":", " ") + ":";
        if (const auto words = choices(option); !words.empty()) value += "(" + words + ")";
        else if (type == "FOLDER") value += "_files -/";
        else if (is_path(option)) value += "_files";
    }
    return single_quoted("--" + name + (takes_value(option) ? "=" : "") + "[" + text + "]" + value);
}

void zsh_command(const CLI::App& app, const std::string& path) {
    const auto inner = commands_of(app);
    std::string function = "_needfirst" + (path.empty() ? "" : "_" + CLI::detail::find_and_replace(path, " ", "_"));
    fmt::print("{}() {{\n", function);
    if (!inner.empty()) {
        fmt::print("    local -a commands=(\n");
        for (const auto* each : inner)
            fmt::print("        '{}:{}'\n", each->get_name(), single_quoted(each->get_description()));
        fmt::print("    )\n    local line state\n    _arguments -C \\\n");
        for (const auto* option : options_of(app)) fmt::print("        '{}' \\\n", zsh_option(*option));
        fmt::print(
            "        '1: :->command' '*:: :->rest'\n"
            "    case $state in\n        command) _describe command commands ;;\n"
            "        rest) case $line[1] in\n");
        for (const auto* each : inner) fmt::print("            {0}) {1}_{0} ;;\n", each->get_name(), function);
        fmt::print("        esac ;;\n    esac\n}}\n");
        for (const auto* each : inner)
            zsh_command(*each, path.empty() ? each->get_name() : path + " " + each->get_name());
        return;
    }
    fmt::print("    _arguments \\\n");
    for (const auto* option : options_of(app)) fmt::print("        '{}' \\\n", zsh_option(*option));
    fmt::print("        '*: :{}'\n}}\n", path == "completion" ? "(bash zsh fish)" : "_files");
}

void zsh(const CLI::App& app) {
    fmt::print("#compdef needfirst\n# zsh completion of needfirst\n");
    zsh_command(app, "");
    fmt::print("if [[ $funcstack[1] == _needfirst ]]; then _needfirst \"$@\"; else compdef _needfirst needfirst; fi\n");
}

void fish(const CLI::App& app) {
    fmt::print("# fish completion of needfirst\n");
    for (const auto* each : commands_of(app))
        fmt::print("complete -c needfirst -f -n __fish_use_subcommand -a {} -d '{}'\n", each->get_name(),
                   single_quoted(each->get_description()));
    for (const auto& command : all_commands(app)) {
        std::string where;
        for (const auto& word : CLI::detail::split(command.path, ' '))
            where += (where.empty() ? "" : "; and ") + std::string("__fish_seen_subcommand_from ") + word;
        for (const auto* each : commands_of(*command.app))
            fmt::print("complete -c needfirst -f -n '{}' -a {} -d '{}'\n", where, each->get_name(),
                       single_quoted(each->get_description()));
        if (command.path == "completion") fmt::print("complete -c needfirst -f -n '{}' -a 'bash zsh fish'\n", where);
        for (const auto* option : options_of(*command.app)) {
            std::string value = takes_value(*option) ? (is_path(*option) ? " -r -F" : " -x") : "";
            if (const auto words = choices(*option); !words.empty()) value += " -a '" + words + "'";
            fmt::print("complete -c needfirst -n '{}' -l {}{} -d '{}'\n", where, option->get_lnames().front(), value,
                       single_quoted(option->get_description()));
        }
    }
}

}  // namespace

void print_completion(const CLI::App& app, const std::string& shell) {
    if (shell == "bash") bash(app);
    else if (shell == "zsh") zsh(app);
    else fish(app);
}

}  // namespace needfirst::cli
