// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"
#include "audit/judging.hpp"
#include "audit/lookup.hpp"
#include "audit/run_record.hpp"
#include "audit/shard.hpp"
#include "base/error.hpp"
#include "store/audit.hpp"
#include "store/collected.hpp"
#include "store/store.hpp"

#include <map>

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {
namespace {

namespace fs = std::filesystem;

class Merge {
public:
    Merge(const Options& options, bool allow_missing, const std::function<void(const std::string&)>& say)
        : options_(options), allow_missing_(allow_missing), say_(say), run_(new_run(options)) {}

    Outcome whole(const std::function<void(const Progress&)>& progress) {
        std::vector<fs::path> stores;
        for (const std::string& path : options_.paths)
            if (belongs(path)) stores.emplace_back(path);
        check_missing();
        const rule::RuleSet rules = rule::compiled(options_.rules, run_.rules_fingerprint);
        run_.shard = shards_.text();
        store::Writer writer(options_.db, run_, rule::records(rules));
        Judging judging(options_, rules, writer);
        store::Collected collected(writer);
        for (const fs::path& store : stores) collected.take(store);
        if (const std::size_t twice = collected.unite(); twice > 0)
            say_(fmt::format("{} inputs stand in more than one of the stores, read alike; each counts once", twice));
        Whole whole;
        collected.each([&](const store::Reading& r) { whole.add(r.position, r.path, r.fingerprint, r.state); });
        const double coverage = judging.run(progress);
        writer.finish(now(), coverage, whole.text(options_));
        return outcome_of(store::Audit(options_.db));
    }

private:
    /// Throws where a store was not made as the others were; false where it is one of them given again.
    bool belongs(const std::string& path) {
        std::error_code ignored;
        if (fs::weakly_canonical(path, ignored) == fs::weakly_canonical(options_.db, ignored))
            throw base::UsageError(fmt::format("{} is both read and written; choose another --db", path));
        const store::Audit store{fs::path(path)};
        const model::RunRecord& run = store.run();
        if (run.tool_version != run_.tool_version)
            throw base::InputError(
                fmt::format("{} was written by needfirst {}, this is needfirst {}; audit that shard "
                            "again with this one, or merge with that one",
                            path, run.tool_version, run_.tool_version));
        if (run.rules_fingerprint != run_.rules_fingerprint)
            throw base::InputError(
                fmt::format("{} was made with other rules than those of this merge; give the same "
                            "--rules to both, or audit that shard again",
                            path));
        if (settings_.empty()) settings_ = run.settings, first_ = path;
        if (run.settings != settings_)
            throw base::InputError(
                fmt::format("{} and {} were read with different limits or columns (--max-..., --map, "
                            "map: in needfirst.yaml); audit one of them again",
                            first_, path));
        return run.shard.empty() || is_new(path, run);
    }

    bool is_new(const std::string& path, const model::RunRecord& run) {
        const Shards shards = shards_of(run.shard);
        if (shards_.of != 0 && shards.of != shards_.of)
            throw base::InputError(fmt::format("{} is shard {}, but {} is one of {}; shards of one run belong together",
                                               path, run.shard, seen_.begin()->second.path, shards_.of));
        shards_.of = shards.of;
        shards_.numbers.insert(shards.numbers.begin(), shards.numbers.end());
        const auto [seen, fresh] = seen_.try_emplace(run.shard, Seen{path, run.inputs});
        if (fresh) return true;
        // Where that cannot be told, each input tells it.
        if (seen->second.inputs.empty() || run.inputs.empty()) return true;
        if (seen->second.inputs != run.inputs)
            throw base::InputError(
                fmt::format("{} and {} are both shard {}, of different content; give the later one only",
                            seen->second.path, path, run.shard));
        say_(fmt::format("{} and {} are both shard {}; it counts once", seen->second.path, path, run.shard));
        return false;
    }

    void check_missing() {
        const std::string missing = shards_.missing();
        if (missing.empty()) return;
        const bool one = missing.find_first_of(",-") == std::string::npos;
        const std::string what =
            fmt::format("shard{} {} of {} {} missing", one ? "" : "s", missing, shards_.of, one ? "is" : "are");
        if (!allow_missing_)
            throw base::InputError(what + "; audit what is missing, or join what is there with --allow-missing");
        say_(what + ": the result is a part of the whole, and says nothing of the rest");
    }

    struct Seen {
        std::string path, inputs;
    };
    const Options& options_;
    bool allow_missing_;
    const std::function<void(const std::string&)>& say_;
    model::RunRecord run_;
    std::string settings_, first_;
    Shards shards_;
    std::map<std::string, Seen> seen_;
};

}  // namespace

Outcome merge(const Options& options, bool allow_missing, const std::function<void(const std::string&)>& say,
              const std::function<void(const Progress&)>& progress) {
    const Parallelism parallelism(options.jobs);
    return Merge(options, allow_missing, say).whole(progress);
}

}  // namespace needfirst::audit
