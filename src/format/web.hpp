// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Content without a manifest: a tree of HTML pages, what an authoring tool published for the web, or loose XML and
// script data. The last resort, after all formats that describe themselves.
namespace needfirst::format::web {

bool recognises(container::Container& container);
void read(Reading& reading);

}  // namespace needfirst::format::web
