// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/container.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace needfirst::format {

/// Folder ("" or with trailing '/') that holds the member `marker`: the root, or a folder inside which all lies. People
/// zip a folder instead of what is in it, twice at times, and leave a README beside it. Nothing where other content
/// lies beside.
std::optional<std::string> find_root(const container::Container& container, std::string_view marker);

}  // namespace needfirst::format
