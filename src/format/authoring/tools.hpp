// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/authoring/payload.hpp"

#include <string_view>

// One namespace per authoring tool, each in a file of its own; payloads.cpp holds their table.
#define NEEDFIRST_TOOL(tool)                                       \
    namespace tool {                                               \
    bool recognises(container::Container&, std::string_view root); \
    void read(PayloadReading&);                                    \
    }

namespace needfirst::format::authoring {

NEEDFIRST_TOOL(adapt)
NEEDFIRST_TOOL(captivate)
NEEDFIRST_TOOL(easygenerator)
NEEDFIRST_TOOL(evolve)
NEEDFIRST_TOOL(exelearning)
NEEDFIRST_TOOL(h5p)
NEEDFIRST_TOOL(hotpotatoes)
NEEDFIRST_TOOL(ispring)
NEEDFIRST_TOOL(lectora)
NEEDFIRST_TOOL(rise)
NEEDFIRST_TOOL(storyline)
NEEDFIRST_TOOL(storyline2)
NEEDFIRST_TOOL(xerte)

}  // namespace needfirst::format::authoring

#undef NEEDFIRST_TOOL
