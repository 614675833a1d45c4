// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "rule/pack.hpp"

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

// Strict reading of rule files: unknown keys, wrong types and unknown words are errors that point at the place.
namespace needfirst::rule {

/// The nearest of `words` to `word` as ` (did you mean "x"?)`, or "".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> words);

/// A YAML file of a pack.
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
    std::vector<std::string> texts_of(const YAML::Node& map, const char* key) const;  ///< one text or a list of them
    double number(const YAML::Node& scalar) const;
    std::int64_t whole(const YAML::Node& scalar) const;
    bool truth(const YAML::Node& scalar) const;

    template <class Enum, std::size_t N>
    Enum word(const YAML::Node& scalar, const std::array<std::string_view, N>& names) const {
        const std::string found = text(scalar);
        if (const auto value = model::from_name<Enum>(names, found)) return *value;
        fail(scalar, "\"" + found + "\" is not known here" + did_you_mean(found, names));
    }
    /// One word or a list of words, as a set.
    template <class Enum, std::size_t N>
    Mask words(const YAML::Node& node, const std::array<std::string_view, N>& names) const {
        if (!node.IsSequence()) return bit(word<Enum>(node, names));
        Mask set = 0;
        for (const auto& each : node) set |= bit(word<Enum>(each, names));
        return set;
    }

private:
    std::string shown_, source_;
    YAML::Node root_;
};

}  // namespace needfirst::rule
