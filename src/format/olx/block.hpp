// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/olx/tree.hpp"
#include "model/course.hpp"

namespace needfirst::format::olx {

/// Whether a block holds others and is no entry itself: chapter, sequential, vertical, and what chooses among blocks.
bool is_container(std::string_view tag);

/// A leaf block as an item: kind, settings and text. `fallback` is its title where it has none of its own; `graded`
/// says that the subsection it stands in counts.
model::Item read_block(const Tree&, const Block&, std::string_view fallback, bool graded);

}  // namespace needfirst::format::olx
