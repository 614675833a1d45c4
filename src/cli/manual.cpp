// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.hpp"

#include "base/error.hpp"
#include "cli/application.hpp"

#include <fstream>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

constexpr const char* files =
    ".SH FILES\n"
    ".TP\n.I audit.db\nthe store of an audit, an SQLite file; \\fB.schema\\fR of sqlite3 explains its columns\n"
    ".TP\n.I needfirst.yaml\nsettings, looked for in the working folder and upwards; \\fBneedfirst init\\fR writes "
    "one\n"
    ".TP\n.I waivers.yaml\nfindings to live with, and why; beside the settings, or in the working folder\n"
    ".TP\n.I ~/.cache/needfirst\nrules as audits compiled them, for the next one; may be deleted at any time\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NEEDFIRST_RULES\nfolder of rule packs, in place of those that came with needfirst\n"
    ".TP\n.B XDG_CACHE_HOME\nfolder of the cache, in place of \\fI~/.cache\\fR\n"
    ".TP\n.B NO_COLOR\nno colours, on a terminal either\n";

std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') out += "\\e";
        else if (c == '-') out += "\\-";
        else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += std::string("\\&") + c;
        else out += c;
    }
    return out;
}

std::string synopsis(const CLI::App& command, const std::string& name) {
    std::string line = "\\fB" + roff(name) + "\\fR";
    if (!commands_of(command).empty()) return line + " \\fICOMMAND\\fR [\\fIOPTIONS\\fR]";
    for (const CLI::Option* option : command.get_options())
        if (option->get_positional())
            line += " \\fI" + roff(option->get_name(true)) + "\\fR" + (option->get_expected_max() > 1 ? "..." : "");
    return line + " [\\fIOPTIONS\\fR]";
}

void add_options(const CLI::App& command, std::string& page) {
    for (const CLI::Option* option : command.get_options())
        if (option->get_positional())
            page += fmt::format(".TP\n.I {}\n{}\n", roff(option->get_name(true)), roff(option->get_description()));
    for (const CLI::Option* option : options_of(command)) {
        std::string names;
        for (const auto& name : option->get_snames()) names += "\\fB\\-" + roff(name) + "\\fR, ";
        names += "\\fB\\-\\-" + roff(option->get_lnames().front()) + "\\fR";
        if (option->get_expected_max() > 0) names += " \\fI" + roff(option->get_type_name()) + "\\fR";
        page += fmt::format(".TP\n{}\n{}", names, roff(option->get_description()));
        if (!option->get_default_str().empty()) page += roff(" (default: " + option->get_default_str() + ")");
        page += "\n";
    }
}

std::string page_of(const CLI::App& command, const std::string& name) {
    std::string title = name, page;
    for (char& c : title) c = c == ' ' ? '-' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    page = fmt::format(".TH {} 1 \"\" \"needfirst {}\" \"User Commands\"\n", roff(title), NEEDFIRST_VERSION);
    page += ".SH NAME\n" + roff(CLI::detail::find_and_replace(name, " ", "-")) + " \\- " +
            roff(command.get_description()) + "\n.SH SYNOPSIS\n" + synopsis(command, name) + "\n";
    if (const auto inner = commands_of(command); !inner.empty()) {
        page += ".SH COMMANDS\n";
        for (const CLI::App* each : inner) {
            page += fmt::format(".TP\n{}\n{}\n", synopsis(*each, each->get_name()), roff(each->get_description()));
            if (command.get_name() == "needfirst") continue;
            page += ".RS\n";
            add_options(*each, page);
            page += ".RE\n";
        }
    }
    page += ".SH OPTIONS\n";
    add_options(command, page);
    if (!command.get_footer().empty()) {
        const std::string footer = command.get_footer();
        page += ".SH EXIT STATUS\n" + roff(footer.substr(footer.find(": ") + 2)) + "\n";
    }
    page += files;
    page += ".SH SEE ALSO\n";
    if (command.get_name() == "needfirst") {
        std::string all;
        for (const CLI::App* each : commands_of(command))
            all += (all.empty() ? "" : ", ") + std::string("\\fBneedfirst\\-") + roff(each->get_name()) + "\\fR(1)";
        return page + all + "\n";
    }
    return page + "\\fBneedfirst\\fR(1)\n";
}

void write(const std::filesystem::path& path, const std::string& page) {
    std::ofstream out(path, std::ios::binary);
    out << page;
    out.close();
    if (!out) throw base::InputError("cannot write " + path.string() + "; name a folder that exists and is yours");
}

}  // namespace

void write_manual(const CLI::App& app, const std::filesystem::path& folder) {
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    write(folder / "needfirst.1", page_of(app, "needfirst"));
    for (const CLI::App* command : commands_of(app))
        write(folder / ("needfirst-" + command->get_name() + ".1"),
              page_of(*command, "needfirst " + command->get_name()));
}

}  // namespace needfirst::cli
