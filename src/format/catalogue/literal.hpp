// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"

#include <string_view>

namespace needfirst::format::catalogue {

/// A JavaScript or careless JSON literal at `source[at]`, `at` moved behind it: comments, trailing commas, bare keys,
/// any quotes, wrong escapes. What is code in place of a value (a call, a variable) is null. A null value where there
/// is no literal; never throws.
base::json::Value literal_at(std::string_view source, std::size_t& at);

/// The data of a script: an object with one member per variable, export or call that is given an object or array.
/// `whole`: whether that is all, or the values behind base::json::most_values were left out.
base::json::Value script_data(std::string_view source, bool* whole = nullptr);

}  // namespace needfirst::format::catalogue
