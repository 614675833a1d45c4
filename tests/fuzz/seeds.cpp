// SPDX-License-Identifier: Apache-2.0
#include "fuzz/targets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace needfirst::fuzz {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(all).str();
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& one : fs::recursive_directory_iterator(folder))
        if (one.is_regular_file()) found.push_back(one.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> packages(const fs::path& fixtures) {
    std::map<fs::path, std::map<std::string, std::string>> all;
    for (const fs::path& file : files_below(fixtures))
        for (fs::path at = file.parent_path(); at != fixtures; at = at.parent_path())
            if (at.filename() == "package") all[at][fs::relative(file, at).string()] = read(file);
    std::vector<std::string> seeds;
    for (const auto& [folder, members] : all) seeds.push_back(write_members(members));
    return seeds;
}

std::vector<std::string> rule_files(const fs::path& rules, bool phrases_only) {
    std::vector<std::string> seeds;
    for (const fs::path& file : files_below(rules)) {
        if (file.extension() != ".yaml") continue;
        const std::string content = read(file), name = file.stem().string();
        if (!phrases_only) {
            seeds.push_back((file.parent_path().filename() == "signals" ? "signal\n"
                             : name == "verdicts" || name == "pack"     ? name + "\n"
                                                                        : "rule\n") +
                            content);
            continue;
        }
        std::istringstream lines(content);
        for (std::string line; std::getline(lines, line);)
            if (const auto at = line.find("- "); at != std::string::npos && line.find('(') != std::string::npos)
                seeds.push_back(line.substr(at + 2));
    }
    return seeds;
}

}  // namespace

std::vector<std::string> seeds(const Target& target, const std::string& source) {
    const fs::path fixtures = fs::path(source) / "fixtures";
    std::vector<std::string> found;
    if (target.seeds == "packages") {
        found = packages(fixtures);
    } else if (target.seeds == "readings") {
        for (const std::string& package : packages(fixtures))
            for (std::string& reading : readings(read_members(package))) found.push_back(std::move(reading));
    } else if (target.seeds == "rules" || target.seeds == "phrases") {
        found = rule_files(fs::path(source) / "rules/core", target.seeds == "phrases");
    } else {
        std::istringstream endings{std::string(target.seeds)};
        for (std::string ending; endings >> ending;)
            for (const fs::path& file : files_below(fixtures))
                if (file.filename().string().ends_with(ending)) found.push_back(read(file));
    }
    const fs::path crashed = fs::path(source) / "tests/fuzz/crashed" / target.name;
    if (fs::exists(crashed))
        for (const fs::path& file : files_below(crashed)) found.push_back(read(file));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::string write_members(const std::map<std::string, std::string>& members) {
    std::string text;
    for (const auto& [path, bytes] : members) text += "=== " + path + "\n" + bytes + "\n";
    return text;
}

std::map<std::string, std::string> read_members(std::string_view text) {
    std::map<std::string, std::string> members;
    while (text.starts_with("=== ") && members.size() < 500) {
        const auto line = std::min(text.find('\n'), text.size());
        const std::string path(text.substr(4, line - 4));
        text.remove_prefix(std::min(line + 1, text.size()));
        const auto end = text.starts_with("=== ") ? std::string_view::npos : text.find("\n=== ");
        members[path] = text.substr(0, text.starts_with("=== ") ? 0 : end);
        text.remove_prefix(text.starts_with("=== ") ? 0 : end == std::string_view::npos ? text.size() : end + 1);
    }
    return members;
}

}  // namespace needfirst::fuzz
