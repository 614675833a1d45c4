// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/isolation.hpp"
#include "audit/levels.hpp"
#include "audit/shard.hpp"
#include "base/limits.hpp"
#include "format/reader.hpp"
#include "model/judgement.hpp"
#include "store/audit.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace needfirst::audit {

/// Columns of the catalogues whose paths match: header -> field.
struct ColumnsChange {
    std::string packages;  ///< glob
    std::map<std::string, std::string> columns;
};

/// What to audit and how. `paths`: files and folders, as the user wrote them, in order.
struct Options {
    std::vector<std::string> paths;
    std::filesystem::path db;
    std::vector<std::filesystem::path> rules;  ///< pack folders, or folders of packs
    unsigned jobs = 0;                         ///< 0: as many as there are processors
    base::Limits limits;
    unsigned seconds = 600;                   ///< to read one package; 0: as long as it takes
    bool isolate = false;                     ///< read each input in a process of its own ...
    std::uint64_t memory_bytes = 2ull << 30;  ///< ... which may ask for this much memory
    format::ReadOptions read;
    std::vector<ColumnsChange> columns_in;  ///< beside those of `read`, and before them
    std::vector<LevelChange> levels;
    Shard shard;
    bool fresh = false;                       ///< read unchanged inputs, too
    bool detail = false;                      ///< tell of each package, see Progress
    std::filesystem::path waivers, baseline;  ///< "": none
    std::string today;                        ///< ISO date, for waivers that expire
    std::string arguments;                    ///< the command line, for table `run`

    unsigned workers() const;
    Isolation::Bounds bounds() const;
};

struct Progress {
    bool judging = false;             ///< the second step: all was read
    std::size_t done = 0, total = 0;  ///< inputs; `total` is known from the start
    std::string_view path;            ///< last one done
    double seconds = 0;               ///< that it took
    bool kept = false;                ///< it was unchanged, and not read again
    std::vector<std::string>
        packages;  ///< with Options::detail a line for each package in it: how it was opened, taken for, what was read
};

/// What came of it, for the exit status.
struct Outcome {
    std::array<std::size_t, 4> packages{};  ///< by model::PackageStatus
    std::array<std::size_t, 5> courses{};   ///< by model::Verdict
    /// By model::Level: new ones of stable rules, and as a note each waiver that asks for something to be done.
    std::array<std::size_t, 3> findings{};
    std::vector<model::WaiverRecord> waivers;
    std::size_t inputs = 0, kept = 0;  ///< kept: unchanged, and not read again
    double coverage = 100;             ///< percent of text-bearing members that were read
};

/// Counted from a store.
Outcome outcome_of(const store::Audit& audit);

/// Reads all inputs, keeps what was heard in the store, judges their courses from that and writes the rest of the
/// store: parallel, bounded in flight, one writer, input order kept. Throws UsageError, FileError (rules) and
/// InputError (the store cannot be written); an input that cannot be read is a row in the store.
Outcome run(const Options& options, const std::function<void(const Progress&)>& progress);

/// Joins stores that audits of shards wrote (`options.paths`), in any order, and judges the whole as one audit would.
/// `say`: what the user should know of the stores. Throws UsageError, FileError (rules) and InputError (stores that do
/// not belong together, shards that are missing and not allowed to be).
Outcome merge(const Options& options, bool allow_missing, const std::function<void(const std::string&)>& say,
              const std::function<void(const Progress&)>& progress);

}  // namespace needfirst::audit
