// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace needfirst::base::xml {

/// Character set that the XML declaration of `bytes` names; "" for none.
std::string declared_charset(std::string_view bytes);

/// Text of an XML member made safe and kind for libxml2, which loses text behind its first mistake and is quadratic in
/// the attributes of a tag. Lines stay where they were.
struct Source {
    std::string text;     ///< UTF-8, without XML declaration and document type
    std::string problem;  ///< first thing that had to be mended, `line N: message`; "" for none
};

/// Document types go (so that no entity is ever declared), references that XML does not know are resolved as HTML's or
/// kept as text, `&` and `<` that begin nothing become text, a tag keeps at most 256 attributes.
Source prepare(std::string_view bytes);

}  // namespace needfirst::base::xml
