// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

namespace needfirst::text {

/// How a language says quantities. `words` are numbers by themselves ("twelve", "half"). The forms are phrases in which
/// {0} stands for one number, {%} for the sign and {$} for a currency sign.
struct Numbers {
    std::vector<std::string_view> words, number_forms, percent_forms, money_forms;
};

/// Of an ISO 639-1 language; English where the language is not known.
const Numbers& numbers_of(std::string_view language);

}  // namespace needfirst::text
