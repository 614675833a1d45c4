// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace needfirst::base {

/// The nearest of `words` to `word` as ` (did you mean "x"?)`; where none is near, `; known: ` and all of them,
/// or nothing where they are too many to list.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> words);

}  // namespace needfirst::base
