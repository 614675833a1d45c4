// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"
#include "report/github.hpp"
#include "report/gitlab.hpp"
#include "report/html.hpp"
#include "report/jsonl.hpp"
#include "report/junit.hpp"
#include "report/markdown.hpp"
#include "report/report.hpp"
#include "report/sarif.hpp"
#include "report/xlsx.hpp"

namespace needfirst::report {

std::span<const Report> reports() {
    static constexpr Report table[] = {
        {"csv", "a folder of CSV files: courses, activities, findings, questions, packages, coverage", write_csv},
        {"csv-bom", "the same with a byte order mark, which older spreadsheets want", write_csv_with_bom},
        {"html", "the brief: one page to read, filter and print; charts, courses with evidence and questions",
         write_html},
        {"xlsx", "a workbook: summary with charts, courses, activities, findings, questions, coverage", write_xlsx},
        {"markdown", "the brief in short, as Markdown", write_markdown},
        {"jsonl", "everything as JSON Lines", write_jsonl},
        {"sarif", "SARIF 2.1.0, for code scanning", write_sarif},
        {"junit", "JUnit XML: a suite for each package, a case for each course", write_junit},
        {"gitlab", "GitLab Code Quality JSON", write_gitlab},
        {"github", "annotations of GitHub Actions on standard output, and the step summary", write_github, true},
    };
    return table;
}

}  // namespace needfirst::report
