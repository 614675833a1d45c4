// SPDX-License-Identifier: Apache-2.0
#include "base/yaml.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace needfirst::base {

YamlFile::YamlFile(const std::filesystem::path& path, std::string shown) : shown_(std::move(shown)) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FileError(shown_, 0, 0, "cannot be opened; check that it exists and may be read");
    std::ostringstream all;
    all << file.rdbuf();
    source_ = std::move(all).str();
    try {
        root_ = YAML::Load(source_);
    } catch (const YAML::Exception& e) {
        throw FileError(shown_, e.mark.line + 1, e.mark.column + 1, "not YAML: " + e.msg);
    }
    if (!root_.IsMap() && !root_.IsNull()) throw FileError(shown_, 1, 1, "a file of \"key: value\" lines expected");
}

Place YamlFile::place(const YAML::Node& node) const {
    const YAML::Mark mark = node.Mark();
    return {shown_, mark.line + 1, mark.column + 1};
}

void YamlFile::fail(const YAML::Node& at, const std::string& message, int further_columns) const {
    const Place where = place(at);
    throw FileError(where.file, where.line, where.column + further_columns, message);
}

void YamlFile::only_keys(const YAML::Node& map, std::span<const std::string_view> keys) const {
    if (!map.IsMap()) fail(map, "\"key: value\" lines expected");
    for (const auto& pair : map) {
        const std::string key = text(pair.first);
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            fail(pair.first, "unknown key \"" + key + "\"" + did_you_mean(key, keys));
    }
}

YAML::Node YamlFile::need(const YAML::Node& map, const char* key) const {
    const YAML::Node value = map[key];
    if (!value) fail(map, std::string("\"") + key + ":\" is missing");
    return value;
}

std::string YamlFile::text(const YAML::Node& scalar) const {
    if (!scalar.IsScalar()) fail(scalar, "a text expected (quote it where it begins with [ or {)");
    return scalar.Scalar();
}

std::string YamlFile::text_of(const YAML::Node& map, const char* key) const {
    const YAML::Node value = map[key];
    return value ? text(value) : std::string();
}

std::vector<std::string> YamlFile::texts(const YAML::Node& node) const {
    if (node.IsScalar()) return {node.Scalar()};
    if (!node.IsSequence()) fail(node, "a text or a list of texts expected");
    std::vector<std::string> found;
    for (const auto& each : node) found.push_back(text(each));
    return found;
}

std::vector<std::string> YamlFile::texts_of(const YAML::Node& map, const char* key) const {
    const YAML::Node value = map[key];
    return value ? texts(value) : std::vector<std::string>();
}

double YamlFile::number(const YAML::Node& scalar) const {
    const std::string word = text(scalar);
    double value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end != word.data() + word.size())
        fail(scalar, "a number expected, not \"" + word + "\"");
    return value;
}

std::int64_t YamlFile::whole(const YAML::Node& scalar) const {
    const double value = number(scalar);
    if (value != static_cast<double>(static_cast<std::int64_t>(value))) fail(scalar, "a whole number expected");
    return static_cast<std::int64_t>(value);
}

bool YamlFile::truth(const YAML::Node& scalar) const {
    const std::string word = text(scalar);
    if (word == "true") return true;
    if (word == "false") return false;
    fail(scalar, "true or false expected, not \"" + word + "\"");
}

}  // namespace needfirst::base
