// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// xAPI packages: tincan.xml as Rustici's launch profile (2012) has it.
namespace needfirst::format::xapi {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::xapi
