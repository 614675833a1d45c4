// SPDX-License-Identifier: Apache-2.0
#include "text/symbols.hpp"

#include "base/charset.hpp"
#include "text/numbers.hpp"

#include <algorithm>

namespace needfirst::text {

std::string plain_form(std::string_view word) {
    std::string lower;
    bool ascii = true;
    for (const char c : word) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    lower = ascii ? std::string(word) : base::fold_case(word);
    if (ascii)
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    for (std::size_t at; (at = lower.find("\u2019")) != std::string::npos;) lower.replace(at, 3, "'");
    return lower;
}

std::vector<std::string> symbols_of(std::string_view form, Token::Kind kind, Stemmer& stemmer,
                                    std::string_view language) {
    switch (kind) {
        case Token::Kind::number: return {"w" + plain_form(form), "#"};
        case Token::Kind::percent: return {"%%"};
        case Token::Kind::money: return {"$$"};
        case Token::Kind::hashtag: return {"#tag"};
        case Token::Kind::sign: return {form == "%" ? "%" : "$"};
        case Token::Kind::word: break;
    }
    const std::string lower = plain_form(form);
    std::string exact = "=" + std::string(form);
    for (std::size_t at; (at = exact.find("\u2019")) != std::string::npos;) exact.replace(at, 3, "'");
    std::vector<std::string> symbols = {"w" + std::string(stemmer.stem(lower)), std::move(exact)};
    const auto& words = numbers_of(language).words;
    if (std::find(words.begin(), words.end(), lower) != words.end()) symbols.emplace_back("#");
    return symbols;
}

}  // namespace needfirst::text
