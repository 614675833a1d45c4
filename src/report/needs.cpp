// SPDX-License-Identifier: Apache-2.0
#include "report/needs.hpp"

namespace needfirst::report {
namespace {

NeedGroup group_of(const store::Row& row) {
    return {std::string(row.text(0)), std::string(row.text(1)), row.integer(2), row.integer(3), row.real(4)};
}

}  // namespace

NeedGroup all_needs(const store::Audit& audit) {
    NeedGroup all;
    audit.each("SELECT grouping, name, social, nobody, share FROM need_by_group WHERE grouping = 'catalogue'",
               [&](const store::Row& row) { all = group_of(row); });
    return all;
}

void each_need_group(const store::Audit& audit, std::int64_t fewest, std::int64_t most,
                     const std::function<void(const NeedGroup&)>& take) {
    audit.each(
        "SELECT grouping, name, social, nobody, share FROM need_by_group WHERE grouping IN ('platform', 'provider', "
        "'programme') AND name <> '' AND nobody >= ?1 ORDER BY nobody DESC, share DESC, grouping, name LIMIT ?2",
        [&](const store::Row& row) { take(group_of(row)); }, {fewest, most});
}

}  // namespace needfirst::report
