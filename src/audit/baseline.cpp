// SPDX-License-Identifier: Apache-2.0
#include "audit/baseline.hpp"

#include "store/audit.hpp"

namespace needfirst::audit {

Baseline::Baseline(const std::filesystem::path& store) {
    store::Audit(store).each("SELECT fingerprint, count(*) FROM finding WHERE state <> 'waived' GROUP BY fingerprint",
                             [&](const store::Row& row) { left_.emplace(row.text(0), row.integer(1)); });
}

void Baseline::apply(model::Judgement& judged) {
    for (auto& finding : judged.findings) {
        if (finding.state != model::FindingState::fresh) continue;
        const auto found = left_.find(finding.fingerprint);
        if (found == left_.end() || found->second == 0) continue;
        --found->second;
        finding.state = model::FindingState::known;
    }
}

}  // namespace needfirst::audit
