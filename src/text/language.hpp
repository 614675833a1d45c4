// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace needfirst::text {

/// ISO 639-1 code of the language of `utf8` as CLD2 hears it; "" where it is not sure.
std::string detect_language(std::string_view utf8);

/// "en" for "en-GB", "en_us", "English", "eng"; "" for "und" and what is not known.
std::string language_code(std::string_view declared);

}  // namespace needfirst::text
