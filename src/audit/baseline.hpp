// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <filesystem>
#include <string>
#include <unordered_map>

namespace needfirst::audit {

/// The findings that an earlier audit had, each as often as it had them. Waived ones are no part of it: when their
/// waiver ends they are findings again.
class Baseline {
public:
    Baseline() = default;
    /// Throws base::InputError where `store` is no finished store.
    explicit Baseline(const std::filesystem::path& store);
    /// Marks the findings that are in it as known. Not for several threads at once.
    void apply(model::Judgement& judged);

private:
    std::unordered_map<std::string, std::int64_t> left_;
};

}  // namespace needfirst::audit
