// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "report/xlsx/book.hpp"
#include "store/audit.hpp"

namespace needfirst::report::xlsx {

/// The first sheet: figures, tables and native charts of them.
void write_summary(Book& book, const store::Audit& audit);

}  // namespace needfirst::report::xlsx
