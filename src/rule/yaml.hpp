// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/yaml.hpp"
#include "rule/pack.hpp"

#include <array>
#include <string>
#include <string_view>

namespace needfirst::rule {

using base::did_you_mean;

/// A YAML file of a pack: with words of the closed vocabularies.
class YamlFile : public base::YamlFile {
public:
    using base::YamlFile::YamlFile;

    template <class Enum, std::size_t N>
    Enum word(const base::YamlNode& scalar, const std::array<std::string_view, N>& names) const {
        const std::string found = text(scalar);
        if (const auto value = model::from_name<Enum>(names, found)) return *value;
        fail(scalar, "\"" + found + "\" is not known here" + did_you_mean(found, names));
    }
    /// One word or a list of words, as a set.
    template <class Enum, std::size_t N>
    Mask words(const base::YamlNode& node, const std::array<std::string_view, N>& names) const {
        if (!node.is_sequence()) return bit(word<Enum>(node, names));
        Mask set = 0;
        for (const auto& each : node) set |= bit(word<Enum>(each, names));
        return set;
    }
};

}  // namespace needfirst::rule
