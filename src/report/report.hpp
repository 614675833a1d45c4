// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/audit.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Reports: each is a view on the store, and on nothing else.
namespace needfirst::report {

/// One report. reports.cpp holds the table; the command line takes its options from it.
struct Report {
    std::string_view name;    ///< of the option: "csv" is --csv
    std::string_view writes;  ///< for --help: "a folder of CSV files: courses, activities, ..."
    /// Writes to a file or folder, beside and renamed. Throws base::InputError where it cannot.
    void (*write)(const store::Audit&, const std::filesystem::path&);
    bool to_output = false;  ///< its option is a flag, and it is written to "-", standard output
};
std::span<const Report> reports();

/// A report that was written, for the last lines of the summary.
struct Written {
    std::string_view name;
    std::filesystem::path path;
};

/// The summary for a terminal, 80 columns wide: packages by format and status, courses by verdict, the loudest
/// findings, what could not be read, where the reports are. `colour`: with ANSI colours.
std::string summary(const store::Audit& audit, std::span<const Written> written, bool colour);

}  // namespace needfirst::report
