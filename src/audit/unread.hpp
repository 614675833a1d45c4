// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace needfirst::audit {

/// Why a member was not read, told by its name. Of a package whose authoring tool is known (`by_tool`) the reader knows
/// where all pages lie.
struct Unread {
    std::string reason;      ///< for a person
    bool bears_text = true;  ///< it may hold text that learners see
};
Unread why_unread(std::string_view member, bool by_tool = false);

/// Whether the name is that of an archive that may be a package of its own.
bool is_archive_name(std::string_view member);

}  // namespace needfirst::audit
