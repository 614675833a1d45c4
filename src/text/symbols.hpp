// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// The lower-case form that words are compared in: ’ and ' are the same.
std::string plain_form(std::string_view word);

/// The symbols a token stands for: "w" + stem, "=" + form, "#" (a number), "%%" (a percentage), "$$" (an amount), "%",
/// "$" (signs), "#tag". One to three.
std::vector<std::string> symbols_of(std::string_view form, Token::Kind kind, Stemmer& stemmer,
                                    std::string_view language);

}  // namespace needfirst::text
