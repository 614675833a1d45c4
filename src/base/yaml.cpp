// SPDX-License-Identifier: Apache-2.0
#include "base/yaml.hpp"

#include "base/file.hpp"

#include <algorithm>
#include <charconv>

namespace needfirst::base {
namespace {

std::string read_source(const std::filesystem::path& path, const std::string& shown) {
    auto bytes = content_of(path);
    if (!bytes) throw FileError(shown, 0, 0, "cannot be opened; check that it exists and may be read");
    return std::move(*bytes);
}

YamlDocument parse(const std::string& source, const std::string& shown) {
    try {
        return YamlDocument(source);
    } catch (const YamlError& e) {
        throw FileError(shown, static_cast<int>(e.line) + 1, static_cast<int>(e.column) + 1,
                        std::string("not YAML: ") + e.what());
    }
}

}  // namespace

YamlFile::YamlFile(const std::filesystem::path& path, std::string shown)
    : shown_(std::move(shown)), source_(read_source(path, shown_)), document_(parse(source_, shown_)) {
    if (!root().is_map() && !root().is_null()) throw FileError(shown_, 1, 1, "a file of \"key: value\" lines expected");
}

Place YamlFile::place(const YamlNode& node) const { return {shown_, node.line() + 1, node.column() + 1}; }

void YamlFile::fail(const YamlNode& at, const std::string& message, int further_columns) const {
    const Place where = place(at);
    throw FileError(where.file, where.line, where.column + further_columns, message);
}

void YamlFile::only_keys(const YamlNode& map, std::span<const std::string_view> keys) const {
    if (!map.is_map()) fail(map, "\"key: value\" lines expected");
    for (const auto& pair : map) {
        const std::string key = text(pair.first);
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            fail(pair.first, "unknown key \"" + key + "\"" + did_you_mean(key, keys));
    }
}

YamlNode YamlFile::need(const YamlNode& map, const char* key) const {
    const YamlNode value = map[key];
    if (!value) fail(map, std::string("\"") + key + ":\" is missing");
    return value;
}

std::string YamlFile::text(const YamlNode& scalar) const {
    if (!scalar.is_scalar()) fail(scalar, "a text expected (quote it where it begins with [ or {)");
    return scalar.scalar();
}

std::string YamlFile::text_of(const YamlNode& map, const char* key) const {
    const YamlNode value = map[key];
    return value ? text(value) : std::string();
}

std::vector<std::string> YamlFile::texts(const YamlNode& node) const {
    if (node.is_scalar()) return {node.scalar()};
    if (!node.is_sequence()) fail(node, "a text or a list of texts expected");
    std::vector<std::string> found;
    for (const auto& each : node) found.push_back(text(each));
    return found;
}

std::vector<std::string> YamlFile::texts_of(const YamlNode& map, const char* key) const {
    const YamlNode value = map[key];
    return value ? texts(value) : std::vector<std::string>();
}

double YamlFile::number(const YamlNode& scalar) const {
    const std::string word = text(scalar);
    double value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end != word.data() + word.size())
        fail(scalar, "a number expected, not \"" + word + "\"");
    return value;
}

std::int64_t YamlFile::whole(const YamlNode& scalar) const {
    const double value = number(scalar);
    if (value != static_cast<double>(static_cast<std::int64_t>(value))) fail(scalar, "a whole number expected");
    return static_cast<std::int64_t>(value);
}

bool YamlFile::truth(const YamlNode& scalar) const {
    const std::string word = text(scalar);
    if (word == "true") return true;
    if (word == "false") return false;
    fail(scalar, "true or false expected, not \"" + word + "\"");
}

}  // namespace needfirst::base
