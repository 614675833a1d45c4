// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// AICC CMI Guidelines for Interoperability 4.0 (2004), file based: course structure in .crs, .au, .des, .cst, .ort,
// .pre.
namespace needfirst::format::aicc {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::aicc
