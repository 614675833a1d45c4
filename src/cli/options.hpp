// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"
#include "base/limits.hpp"
#include "model/vocabulary.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What the command line asks for, one plain struct per subcommand. Only command_line.cpp knows how it was spelled.
namespace needfirst::cli {

/// Catalogue columns: header -> field.
using Columns = std::map<std::string, std::string>;

/// Reports to write: name ("csv") -> file or folder.
using ReportPaths = std::map<std::string, std::filesystem::path>;

struct AuditOptions {
    std::vector<std::string> paths;
    std::filesystem::path db = "audit.db";
    std::vector<std::filesystem::path> rules;
    ReportPaths reports;
    std::optional<model::Level> fail_on = model::Level::alarm;  ///< nothing: never
    std::filesystem::path waivers, baseline;                    ///< "": none
    unsigned jobs = 0;
    audit::Shard shard;
    base::Limits limits;
    Columns columns;
    std::vector<audit::LevelChange> levels;        ///< of the settings
    std::vector<audit::ColumnsChange> columns_in;  ///< of the settings
    unsigned seconds = 600;
    bool isolate = false;
    std::uint64_t memory_bytes = 2ull << 30;
    bool fresh = false, quiet = false, verbose = false, allow_unreadable = false;
    double require_coverage = 0;
    std::string arguments;  ///< as they were given
};

struct MergeOptions {
    AuditOptions audit;  ///< `paths` are stores; all that is about reading is unused
    bool allow_missing = false;
};

struct ReportOptions {
    std::filesystem::path db;
    ReportPaths reports;
    bool quiet = false;
};

struct InspectOptions {
    std::string path;
    bool text = false;
    std::vector<std::filesystem::path> rules;
    base::Limits limits;
    Columns columns;
};

struct ExplainOptions {
    std::string what;  ///< a rule, or a course of the store
    std::filesystem::path db = "audit.db";
    std::vector<std::filesystem::path> rules;
};

struct RulesOptions {
    std::string action;  ///< list, check, test, eval, fit, new
    std::vector<std::filesystem::path> rules;
    std::filesystem::path file;                ///< of eval: judged texts, JSON Lines
    std::filesystem::path db;                  ///< of eval: an audit of the same courses; "": the texts are judged
    std::string name;                          ///< of new: pack/rule; of fit: the signal
    std::vector<std::filesystem::path> files;  ///< of fit: judged texts
    std::string label;                         ///< of fit: social, need, stated
    std::size_t folds = 10;
    bool write = false;                     ///< of fit: into the signal's file
    bool coverage = false, missed = false;  ///< of test: what the examples exercise; each thing that none does
    bool mutate = false;                    ///< of test: whether an example misses what is taken out
    bool misses = false;                    ///< of eval: each miss with its text and what was heard
};

struct FormatsOptions {};

struct CompareOptions {
    std::filesystem::path before, after;  ///< stores
    std::filesystem::path csv, html;      ///< "": not asked for
    bool quiet = false;
};

struct WaiveOptions {
    std::string finding;  ///< id or fingerprint, or the beginning of one
    std::string reason, owner, expires;
    std::filesystem::path db = "audit.db", waivers = "waivers.yaml";
};

struct InitOptions {
    std::filesystem::path folder = ".";
};

using Options = std::variant<AuditOptions, MergeOptions, ReportOptions, InspectOptions, ExplainOptions, RulesOptions,
                             FormatsOptions, CompareOptions, WaiveOptions, InitOptions>;

/// Parses the command line; opens no file but the settings and those named by @list and -. Nothing where there is
/// nothing left to do (help, version, settings, manual, completion are printed). Throws base::UsageError and
/// base::FileError (settings).
std::optional<Options> parse(int argc, const char* const* argv);

// Each prints what it is for and returns the exit status.
int run(const AuditOptions&);
int run(const MergeOptions&);
int run(const ReportOptions&);
int run(const InspectOptions&);
int run(const ExplainOptions&);
int run(const RulesOptions&);
int run(const FormatsOptions&);
int run(const CompareOptions&);
int run(const WaiveOptions&);
int run(const InitOptions&);

}  // namespace needfirst::cli
