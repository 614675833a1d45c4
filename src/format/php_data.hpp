// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"

#include <string_view>

namespace needfirst::format {

/// Text of PHP's serialize() as a JSON value: arrays and objects become objects in the order of the text, keys as
/// written, private properties by their bare name; references are null. Throws base::InputError with the place where it
/// ends to be serialized data. Strings are bytes in whatever character set the site had.
base::json::Value parse_php(std::string_view serialized);

}  // namespace needfirst::format
