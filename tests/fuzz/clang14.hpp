// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <type_traits>
#include <utility>

// clang 14 asks whether a pair of a name and a JSON value can be destroyed before that value is a whole type, and stops
// there, since libstdc++ 12 wants to be asked later. It can.
namespace needfirst::base::json {
class Value;
}
template <>
struct std::is_destructible<std::pair<std::string, needfirst::base::json::Value>> : std::true_type {};
