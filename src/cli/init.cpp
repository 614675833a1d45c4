// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/settings.hpp"

#include <fstream>

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

constexpr const char* text =
    R"(# Settings of needfirst, found from any folder below this one. Every long option of `needfirst audit` may stand here
# without its dashes; the command line wins. Paths are relative to this file. `needfirst audit --print-config` says what
# holds and where it comes from. An unknown key is an error.

# db: audit.db                  # the store; what it holds of unchanged packages is not read again
# csv: audit                    # any report: a folder or file for each
# fail-on: alarm                # alarm, warning, note, never
# baseline: last-year.db        # its findings are known: only new ones fail
# waivers: waivers.yaml         # findings to live with, and why; `needfirst waive` adds one
# rules: [our-rules]            # packs in place of those that came with needfirst
# require-coverage: 90          # percent of text members that must have been read
# allow-unreadable: true

# Headers of our catalogues beside those that needfirst knows. Fields: title, identifier, code, description,
# objectives, audience, rationale, syllabus, prerequisites, delivery, category, keywords, provider, language, status,
# programme, position, contact, ignored.
# map:
#   title: [Offering, Name of the event]
#   rationale: Why we do this

# Levels of rules: alarm, warning, note, off. `*` stands for any part of an id.
# levels:
#   core/generic-prompt: note

# The same for some packages only; the last one that fits wins. `*` stays within a folder, `**` does not.
# overrides:
#   - match: ["archive/**", "*-old.mbz"]
#     levels: {"core/*": note}
#   - match: "catalogues/partner-*.csv"
#     map: {title: Bezeichnung}
)";

}  // namespace

int run(const InitOptions& options) {
    const auto path = (options.folder / settings_name).lexically_normal();
    if (std::filesystem::exists(path))
        throw base::UsageError(path.string() + " is there already; edit it, or remove it first");
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw base::UsageError("cannot write " + path.string() + "; name a folder that exists and is yours");
    fmt::print("{} written: take the # off what you want\n", path.string());
    return clean;
}

}  // namespace needfirst::cli
