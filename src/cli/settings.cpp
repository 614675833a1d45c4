// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.hpp"

#include "base/yaml.hpp"
#include "cli/application.hpp"
#include "format/catalogue/columns.hpp"

#include <array>

namespace needfirst::cli {
namespace {

namespace fs = std::filesystem;
using base::YamlFile;
using format::catalogue::role_names;

constexpr std::array<std::string_view, 3> own_keys = {"map", "levels", "overrides"};
constexpr std::array<std::string_view, 4> level_words = {"alarm", "warning", "note", "off"};

class Reader {
public:
    Reader(const fs::path& path, const CLI::App& all, CLI::App& command)
        : file_(path, path.string()), folder_(path.parent_path()), all_(all), command_(command) {
        settings_.file = path;
    }

    Settings whole() {
        if (file_.root().is_null()) return std::move(settings_);  // comments only
        std::vector<std::string> names;
        for (const CLI::Option* option : options_of(all_))
            if (option->get_lnames().front() != "help") names.push_back(option->get_lnames().front());
        std::vector<std::string_view> keys(names.begin(), names.end());
        keys.insert(keys.end(), own_keys.begin(), own_keys.end());
        for (const std::string_view never : {"config", "print-config"})
            keys.erase(std::remove(keys.begin(), keys.end(), never), keys.end());
        file_.only_keys(file_.root(), keys);
        for (const auto& pair : file_.root()) {
            const std::string key = file_.text(pair.first);
            if (key == "map") read_columns(pair.second, settings_.columns);
            else if (key == "levels") read_levels(pair.second, "");
            else if (key == "overrides") read_overrides(pair.second);
            else lay_over(key, pair.first, pair.second);
        }
        return std::move(settings_);
    }

private:
    void lay_over(const std::string& key, const base::YamlNode& at, const base::YamlNode& node) {
        CLI::Option* option = command_.get_option_no_throw("--" + key);
        const CLI::Option* known = all_.get_option_no_throw("--" + key);
        std::vector<std::string> values = node.is_null() ? std::vector<std::string>() : file_.texts(node);
        if (values.empty()) return;
        if (known->get_expected_max() == 0 && values != std::vector<std::string>{"true"}) {
            if (values != std::vector<std::string>{"false"}) file_.fail(node, "true or false expected");
            return;
        }
        if (known->get_expected_max() <= 1 && values.size() > 1) file_.fail(node, "one value expected, not a list");
        if (is_path(*known))
            for (std::string& value : values) value = (folder_ / value).lexically_normal().string();
        if (!option || option->count() > 0) return;
        try {
            option->add_result(values);
            option->run_callback();
        } catch (const CLI::Error& error) {
            file_.fail(node, error.what());
        }
        settings_.origins[key] = place(at);
    }

    std::string place(const base::YamlNode& node) const {
        const base::Place at = file_.place(node);
        return at.file + ":" + std::to_string(at.line);
    }

    void read_columns(const base::YamlNode& map, std::map<std::string, std::string>& columns) const {
        file_.only_keys(map, std::span(role_names).subspan(1));
        for (const auto& pair : map)
            for (const std::string& header : file_.texts(pair.second)) columns[header] = file_.text(pair.first);
    }

    void read_levels(const base::YamlNode& map, const std::string& packages) {
        if (!map.is_map()) file_.fail(map, "\"RULE: LEVEL\" lines expected");
        for (const auto& pair : map) {
            const std::string word = file_.text(pair.second);
            if (std::find(level_words.begin(), level_words.end(), word) == level_words.end())
                file_.fail(pair.second, "\"" + word + "\" is no level" + base::did_you_mean(word, level_words));
            settings_.levels.push_back({packages, file_.text(pair.first),
                                        model::from_name<model::Level>(model::level_names, word), place(pair.first)});
        }
    }

    void read_overrides(const base::YamlNode& list) {
        constexpr std::array<std::string_view, 3> keys = {"match", "levels", "map"};
        if (!list.is_sequence()) file_.fail(list, "a list expected, each entry with \"match:\"");
        for (const auto& node : list) {
            file_.only_keys(node, keys);
            for (const std::string& glob : file_.texts(file_.need(node, "match"))) {
                if (const base::YamlNode levels = node["levels"]) read_levels(levels, glob);
                if (const base::YamlNode map = node["map"]) {
                    settings_.columns_in.push_back({glob, {}});
                    read_columns(map, settings_.columns_in.back().columns);
                }
            }
        }
    }

    YamlFile file_;
    fs::path folder_;
    const CLI::App& all_;
    CLI::App& command_;
    Settings settings_;
};

}  // namespace

fs::path find_settings(const fs::path& folder) {
    std::error_code problem;
    fs::path up;  // shown as the user would reach it: ../needfirst.yaml
    for (fs::path at = folder; !problem; at = at.parent_path(), up /= "..") {
        if (fs::is_regular_file(at / settings_name, problem)) return up / settings_name;
        problem.clear();
        if (at == at.parent_path()) break;
    }
    return {};
}

Settings read_settings(const fs::path& file, const CLI::App& all, CLI::App& command) {
    return Reader(file, all, command).whole();
}

std::map<std::string, std::string> columns_of(const std::vector<std::string>& pairs) {
    std::map<std::string, std::string> found;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == pair.size())
            throw base::UsageError("--map " + pair + ": FIELD=COLUMN expected, as in --map title=\"Course Name\"");
        const std::string field = pair.substr(0, equals);
        const auto fields = std::span(role_names).subspan(1);
        if (std::find(fields.begin(), fields.end(), field) == fields.end())
            throw base::UsageError("--map " + pair + ": there is no field \"" + field + "\"" +
                                   base::did_you_mean(field, fields));
        found[pair.substr(equals + 1)] = field;
    }
    return found;
}

}  // namespace needfirst::cli
