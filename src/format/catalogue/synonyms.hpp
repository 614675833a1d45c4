// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/columns.hpp"

#include <span>
#include <string_view>

namespace needfirst::format::catalogue {

/// Headers, normalised and parted by '|', that mean one thing. The one place to add a synonym.
struct Synonyms {
    Role role;
    Certainty certainty;
    std::string_view headers;
};
std::span<const Synonyms> synonyms();

/// Single words, parted by '|', that give a header a meaning where the whole header is not in the table; the first row
/// that has a word of the header wins.
std::span<const Synonyms> telling_words();

/// Nouns in front of a header that only say what the list lists: "training title" is "title".
std::string_view subject_nouns();

}  // namespace needfirst::format::catalogue
