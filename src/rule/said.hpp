// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase_book.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace needfirst::rule {

/// Texts that a phrase is heard in, each between words that mean nothing. Each alternative and each list entry is in
/// one of them, short and wide gaps, optional words said and left out; at most `most`. In a fixed order.
std::vector<std::string> said(const text::Phrase& phrase, const text::PhraseBook::Lists& lists, std::size_t most);

}  // namespace needfirst::rule
