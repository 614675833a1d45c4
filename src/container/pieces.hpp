// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/container.hpp"

namespace needfirst::container {

/// Bytes of a file that lies on disk as it is, for a reader that goes through it in pieces. No limit binds them:
/// nothing is held. Nothing where the member must be read whole.
std::optional<std::string> piece(Container& container, std::uint64_t offset, std::uint64_t count);

/// Says that the file is read that way: it counts as read, and is not to be read whole any more.
void is_read_in_pieces(Container& container);

/// Says that the file is held whole many times over once it is read: the limit of a member binds it then, too, as it
/// would inside a package.
void is_read_as_member(Container& container);

}  // namespace needfirst::container
