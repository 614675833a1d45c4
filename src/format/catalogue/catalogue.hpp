// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Catalogues: files of records, each record a course or a part of one. Each pair is a row of readers.cpp.
namespace needfirst::format::catalogue {

/// Delimited text in any dialect (RFC 4180 and what spreadsheets, databases and learning management systems make of
/// it).
bool recognises_csv(container::Container&);
void read_csv(Reading&);

/// JSON of any make, JSON Lines, Elasticsearch bulk files, data literals of JavaScript.
bool recognises_json(container::Container&);
void read_json(Reading&);

}  // namespace needfirst::format::catalogue
