// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/authoring/payload.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace needfirst::format::authoring {

/// Calls `visit(member, html)` for each HTML member of the payload's folder that `start` leads to, by links, frames and
/// names of pages in scripts: each once, a page before those it leads to, in the order it names them. That is the order
/// of a table of contents, and of "Next" buttons where there is none.
void each_linked_page(PayloadReading& payload, const std::string& start,
                      const std::function<void(const std::string& member, const std::string& html)>& visit);

}  // namespace needfirst::format::authoring
