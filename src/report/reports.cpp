// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"
#include "report/html.hpp"
#include "report/report.hpp"

namespace needfirst::report {

std::span<const Report> reports() {
    static constexpr Report table[] = {
        {"csv", "a folder of CSV files: courses, activities, findings, questions, packages, coverage", write_csv},
        {"html", "one page for a browser or a printer: charts, all courses with evidence and questions", write_html},
        {"csv-bom", "the same with a byte order mark, which older spreadsheets want", write_csv_with_bom},
    };
    return table;
}

}  // namespace needfirst::report
