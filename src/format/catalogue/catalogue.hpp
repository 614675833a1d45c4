// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Catalogues: files of records, each record a course or a part of one. Each pair is a row of readers.cpp.
namespace needfirst::format::catalogue {

/// Delimited text in any dialect (RFC 4180 and what spreadsheets, databases and learning management systems make of
/// it).
bool recognises_csv(container::Container&);
void read_csv(Reading&);

}  // namespace needfirst::format::catalogue
