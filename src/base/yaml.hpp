// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "base/nearest.hpp"
#include "base/place.hpp"
#include "base/yaml_node.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Strict reading of files that users write (rules, settings, waivers): unknown keys, wrong types and unknown words are
// errors that point at the place.
namespace needfirst::base {

/// One such file.
class YamlFile {
public:
    /// Throws FileError where it cannot be read or is no YAML. `shown` is the name in messages.
    YamlFile(const std::filesystem::path& path, std::string shown);

    YamlNode root() const { return document_.root(); }
    const std::string& source() const { return source_; }
    Place place(const YamlNode& node) const;
    [[noreturn]] void fail(const YamlNode& at, const std::string& message, int further_columns = 0) const;

    /// Fails where `map` is no mapping or holds a key that is not in `keys`.
    void only_keys(const YamlNode& map, std::span<const std::string_view> keys) const;
    /// Value of `key`, or fails where it is missing.
    YamlNode need(const YamlNode& map, const char* key) const;
    std::string text(const YamlNode& scalar) const;
    std::string text_of(const YamlNode& map, const char* key) const;                ///< "" where absent
    std::vector<std::string> texts(const YamlNode& node) const;                     ///< one text or a list of them
    std::vector<std::string> texts_of(const YamlNode& map, const char* key) const;  ///< none where absent
    double number(const YamlNode& scalar) const;
    std::int64_t whole(const YamlNode& scalar) const;
    bool truth(const YamlNode& scalar) const;

private:
    std::string shown_, source_;
    YamlDocument document_;
};

}  // namespace needfirst::base
