// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/catalogue/fields.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace needfirst::format::catalogue {

/// The records of an XML document, one for each element of one of these local names, as fields: child elements by their
/// path. XHTML inside a field is read as HTML. `idref`s lead to the fields of what they mean. Of texts in several
/// languages one is taken: English where it is there, else the first; `other_languages` counts the rest.
std::unique_ptr<FieldSheet> xml_records(const base::xml::Document& document, std::span<const std::string_view> names,
                                        std::map<std::string, std::size_t>& other_languages);

}  // namespace needfirst::format::catalogue
