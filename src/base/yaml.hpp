// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "base/nearest.hpp"
#include "base/place.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

// Strict reading of files that users write (rules, settings, waivers): unknown keys, wrong types and unknown words are
// errors that point at the place.
namespace needfirst::base {

/// One such file.
class YamlFile {
public:
    /// Throws FileError where it cannot be read or is no YAML. `shown` is the name in messages.
    YamlFile(const std::filesystem::path& path, std::string shown);

    const YAML::Node& root() const { return root_; }
    const std::string& source() const { return source_; }
    Place place(const YAML::Node& node) const;
    [[noreturn]] void fail(const YAML::Node& at, const std::string& message, int further_columns = 0) const;

    /// Fails where `map` is no mapping or holds a key that is not in `keys`.
    void only_keys(const YAML::Node& map, std::span<const std::string_view> keys) const;
    /// Value of `key`, or fails where it is missing.
    YAML::Node need(const YAML::Node& map, const char* key) const;
    std::string text(const YAML::Node& scalar) const;
    std::string text_of(const YAML::Node& map, const char* key) const;                ///< "" where absent
    std::vector<std::string> texts(const YAML::Node& node) const;                     ///< one text or a list of them
    std::vector<std::string> texts_of(const YAML::Node& map, const char* key) const;  ///< none where absent
    double number(const YAML::Node& scalar) const;
    std::int64_t whole(const YAML::Node& scalar) const;
    bool truth(const YAML::Node& scalar) const;

private:
    std::string shown_, source_;
    YAML::Node root_;
};

}  // namespace needfirst::base
