// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

// What is worth keeping between runs, for this user alone: files in needfirst/ of $XDG_CACHE_HOME, else of ~/.cache.
// Nothing depends on them. Where there is no such folder, or it cannot be written, nothing is kept, and nothing is
// said.
namespace needfirst::base {

/// What was kept under that name; nothing where it is not there, damaged, or another user could have written it.
std::optional<std::string> recall(const std::string& name);

/// Keeps `content` under that name, whole or not at all, and forgets the oldest of more than `most_kept` files.
void keep(const std::string& name, std::string_view content);

inline constexpr std::size_t most_kept = 8;

}  // namespace needfirst::base
