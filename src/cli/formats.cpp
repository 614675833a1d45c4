// SPDX-License-Identifier: Apache-2.0
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "format/authoring/payload.hpp"
#include "format/reader.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {

int run(const FormatsOptions&) {
    const auto table = [](const char* heading, bool catalogues) {
        fmt::print("{}\n", heading);
        for (const format::Reader& reader : format::readers())
            if (reader.catalogue == catalogues)
                fmt::print("  {:<18} {}\n  {:<18} {}\n", reader.name, reader.title, "", reader.reads);
    };
    table("Packages and exports", false);
    fmt::print("\nContent of authoring tools inside packages\n");
    for (const auto& payload : format::authoring::payloads()) fmt::print("  {:<18} {}\n", payload.name, payload.reads);
    fmt::print("\n");
    table("Catalogues", true);
    return clean;
}

}  // namespace needfirst::cli
