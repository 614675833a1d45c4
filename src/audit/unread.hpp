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
    bool data = false;       ///< data of some kind: settings, or a list of courses by itself
};
Unread why_unread(std::string_view member, bool by_tool = false);

/// Whether the name is that of an archive that may be a package of its own.
bool is_archive_name(std::string_view member);

/// Whether it may be a catalogue or a document by itself, by its name; notes that come with software are none.
bool may_stand_alone(std::string_view member);
/// Whether it is called as tables are.
bool is_table_name(std::string_view member);

}  // namespace needfirst::audit
