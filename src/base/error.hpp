// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>
#include <string>

namespace needfirst::base {

/// The command line asks for something that cannot be done. The text says what to do instead.
class UsageError : public std::runtime_error {
    using runtime_error::runtime_error;
};

/// A rule, settings or waiver file written by the user is wrong. Line and column count from 1; 0 where unknown.
/// what() reads `path:line:column: message`.
class FileError : public std::runtime_error {
public:
    FileError(const std::string& file, int at_line, int at_column, const std::string& message)
        : runtime_error(file + (at_line > 0 ? ":" + std::to_string(at_line) : "") +
                        (at_column > 0 ? ":" + std::to_string(at_column) : "") + ": " + message),
          path(file),
          line(at_line),
          column(at_column) {}
    std::string path;
    int line, column;
};

/// A package, or one member of it, cannot be read. Never ends a batch. The text names the member, what was expected
/// and what was found.
class InputError : public std::runtime_error {
    using runtime_error::runtime_error;
};

}  // namespace needfirst::base
