// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/pack.hpp"
#include "rule/yaml.hpp"

// The parts of loading a pack; see pack.hpp for the door.
namespace needfirst::rule {

/// `when:` of a rule or verdict.
Condition read_condition(const YamlFile& file, const base::YamlNode& node);
/// One file of signals/. `language` is the pack's.
Signal read_signal(const YamlFile& file, const std::string& id, const std::string& language);
/// One rule file.
Rule read_rule(const YamlFile& file, const std::string& id);
/// verdicts.yaml
std::vector<VerdictRule> read_verdicts(const YamlFile& file);
/// `lists:` of a signal or of a file of lists/, added to `lists`.
void read_lists(const YamlFile& file, const base::YamlNode& node,
                std::map<std::string, std::vector<text::Phrase>>& lists);
/// A small course written in YAML: the examples of rules.
model::Course read_example_course(const YamlFile& file, const base::YamlNode& node);
/// Fields by name; "statements" and "anywhere" stand for several.
Mask read_fields(const YamlFile& file, const base::YamlNode& node);

}  // namespace needfirst::rule
