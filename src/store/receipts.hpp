// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <filesystem>
#include <string>

namespace needfirst::store {

/// What the files of a report were when it was written from this very store; "" where that is not known.
std::string receipt(const Audit& audit, const std::string& report);

/// Keeps that for the next time. A store that cannot be written to keeps none.
void keep_receipt(const Audit& audit, const std::string& report, const std::string& files);

}  // namespace needfirst::store
