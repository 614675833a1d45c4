// SPDX-License-Identifier: Apache-2.0
#include "text/stemmer.hpp"

#include <libstemmer.h>

namespace needfirst::text {

void Stemmer::Close::operator()(void* stemmer) const { sb_stemmer_delete(static_cast<sb_stemmer*>(stemmer)); }

Stemmer::Stemmer(std::string_view language) : stemmer_(sb_stemmer_new(std::string(language).c_str(), "UTF_8")) {}

std::string_view Stemmer::stem(std::string_view lower) {
    auto* snowball = static_cast<sb_stemmer*>(stemmer_.get());
    const sb_symbol* out = nullptr;
    if (snowball)
        out =
            sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(lower.data()), static_cast<int>(lower.size()));
    if (!out) return copy_ = lower;
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(snowball))};
}

}  // namespace needfirst::text
