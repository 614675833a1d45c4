// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace needfirst::report {

/// Social courses of one platform, provider or programme, and those of them whose need nobody named.
struct NeedGroup {
    std::string grouping, name;
    std::int64_t social = 0, nobody = 0;
    double share = 0;  ///< of nobody, 0 to 1
};

/// All social courses; `nobody` is 0 where every need is named.
NeedGroup all_needs(const store::Audit& audit);
/// Groups with at least `fewest` courses whose need nobody named, those with most of them first, at most `most`.
void each_need_group(const store::Audit& audit, std::int64_t fewest, std::int64_t most,
                     const std::function<void(const NeedGroup&)>& take);

}  // namespace needfirst::report
