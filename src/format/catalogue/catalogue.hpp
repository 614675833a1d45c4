// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

// Catalogues: files of records, each record a course or a part of one. Each pair is a row of readers.cpp.
namespace needfirst::format::catalogue {

/// Delimited text in any dialect (RFC 4180 and what spreadsheets, databases and learning management systems make of
/// it).
bool recognises_csv(container::Container&);
bool recognises_csv_by(container::Container&, const std::map<std::string, std::string>& columns);
void read_csv(Reading&);

/// JSON of any make, JSON Lines, Elasticsearch bulk files, data literals of JavaScript.
bool recognises_json(container::Container&);
void read_json(Reading&);

/// XLSX workbooks: any sheet, the header anywhere among the first rows; and Excel 2003 XML.
bool recognises_xlsx(container::Container&);
bool recognises_xlsx_by(container::Container&, const std::map<std::string, std::string>& columns);
void read_xlsx(Reading&);
bool recognises_spreadsheetml(container::Container&);
void read_spreadsheetml(Reading&);

/// XML by the standards of course data, and lists of courses in XML of no standard.
bool recognises_xcri(container::Container&);
void read_xcri(Reading&);
bool recognises_lheo(container::Container&);
void read_lheo(Reading&);
bool recognises_cdm(container::Container&);
void read_cdm(Reading&);
bool recognises_elm(container::Container&);
void read_elm(Reading&);
bool recognises_lom(container::Container&);
void read_lom(Reading&);
bool recognises_xml_list(container::Container&);
void read_xml_list(Reading&);

}  // namespace needfirst::format::catalogue
