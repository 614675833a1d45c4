// SPDX-License-Identifier: Apache-2.0
#include "store/compare.hpp"

#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "report/comparison.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {

int run(const CompareOptions& options) {
    const auto comparison = store::compare(store::Audit(options.before), store::Audit(options.after));
    if (!options.csv.empty()) report::write_comparison_csv(comparison, options.csv);
    if (!options.html.empty()) report::write_comparison_html(comparison, options.html);
    if (!options.quiet) fmt::print("{}", report::comparison_text(comparison, in_colour(stdout)));
    return clean;
}

}  // namespace needfirst::cli
