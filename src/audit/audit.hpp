// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/limits.hpp"
#include "format/reader.hpp"
#include "model/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace needfirst::audit {

/// What to audit and how. `paths`: files and folders, as the user wrote them, in order.
struct Options {
    std::vector<std::string> paths;
    std::filesystem::path db;
    std::vector<std::filesystem::path> rules;  ///< pack folders, or folders of packs
    unsigned jobs = 0;                         ///< 0: as many as there are processors
    base::Limits limits;
    format::ReadOptions read;
    std::string arguments;  ///< the command line, for table `run`
};

struct Progress {
    std::size_t done = 0, total = 0;  ///< inputs; `total` is known from the start
    std::string_view path;            ///< last one done
};

/// What came of it, for the exit status.
struct Outcome {
    std::array<std::size_t, 4> packages{};  ///< by model::PackageStatus
    std::array<std::size_t, 5> courses{};   ///< by model::Verdict
    std::array<std::size_t, 3> findings{};  ///< by model::Level; new ones of stable rules
    double coverage = 100;                  ///< percent of text-bearing members that were read
};

/// Reads all inputs, judges their courses and writes the store: parallel over packages, bounded in flight, one writer,
/// input order kept. Throws UsageError, FileError (rules) and InputError (the store cannot be written); an input that
/// cannot be read is a row in the store.
Outcome run(const Options& options, const std::function<void(const Progress&)>& progress);

}  // namespace needfirst::audit
