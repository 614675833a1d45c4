// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Open edX exports: courses and content libraries as OLX (Open Learning XML), one folder for each kind of block.
namespace needfirst::format::olx {

bool recognises(container::Container&);
void read(Reading&);

bool recognises_library(container::Container&);
void read_library(Reading&);

}  // namespace needfirst::format::olx
