// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"
#include "store/audit.hpp"

namespace needfirst::audit {
namespace {

template <std::size_t N>
void count(const store::Audit& audit, const char* query, const std::array<std::string_view, N>& names,
           std::array<std::size_t, N>& counts) {
    audit.each(query, [&](const store::Row& row) {
        for (std::size_t i = 0; i < N; ++i)
            if (names[i] == row.text(0)) counts[i] = static_cast<std::size_t>(row.integer(1));
    });
}

}  // namespace

Outcome outcome_of(const store::Audit& audit) {
    Outcome outcome;
    count(audit, "SELECT status, count(*) FROM package GROUP BY status", model::package_status_names, outcome.packages);
    count(audit, "SELECT verdict, count(*) FROM course GROUP BY verdict", model::verdict_names, outcome.courses);
    count(audit,
          "SELECT level, count(*) FROM finding WHERE rule IN (SELECT id FROM rule WHERE status = 'stable') AND state = "
          "'new' GROUP BY level",
          model::level_names, outcome.findings);
    audit.each("SELECT rule, place, reason, owner, expires, state, file, message FROM waiver ORDER BY id",
               [&](const store::Row& row) {
                   const auto text = [&](int column) { return std::string(row.text(column)); };
                   outcome.waivers.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7)});
                   outcome.findings[static_cast<std::size_t>(model::Level::note)] += row.text(5) != "used";
               });
    outcome.coverage = audit.run().coverage;
    return outcome;
}

}  // namespace needfirst::audit
