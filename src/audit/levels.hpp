// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace needfirst::audit {

/// What the settings say of a rule: another level, or that it is off, in some packages or in all.
struct LevelChange {
    std::string packages;               ///< glob; "" for all
    std::string rule;                   ///< id, or a glob over ids
    std::optional<model::Level> level;  ///< nothing: off
    std::string from;                   ///< "needfirst.yaml:12"
};

/// Applies the changes in their order, so that the last one that fits wins. Questions of a rule that is off go, too.
void apply(const std::vector<LevelChange>& changes, const std::string& package, model::Judgement& judged);

}  // namespace needfirst::audit
