// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/arrivals.hpp"
#include "audit/isolation.hpp"
#include "audit/judging.hpp"
#include "audit/listening.hpp"
#include "audit/lookup.hpp"
#include "audit/memory.hpp"
#include "audit/read_input.hpp"
#include "audit/run_record.hpp"
#include "base/error.hpp"
#include "rule/judge.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <chrono>
#include <thread>

#include <spdlog/fmt/fmt.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

namespace needfirst::audit {
namespace {

/// Pieces of one input that wait for their turn; of a larger one they are written as they come.
constexpr std::size_t most_waiting = 64;

/// What became of one input.
struct Done {
    store::Reading reading;
    std::vector<store::Piece> pieces;
    std::vector<std::string> packages;
    bool kept = false;  ///< nothing was read: it is what an earlier audit heard
    double seconds = 0;
};

class Run {
public:
    explicit Run(const Options& options)
        : options_(options), run_(new_run(options)), lookup_(options, run_.rules_fingerprint) {}

    Outcome whole(const std::function<void(const Progress&)>& progress) {
        run_.shard = options_.shard.text();
        inputs_ = lookup_.inputs();
        const std::size_t inputs = inputs_.size();
        Whole whole;
        for (const Input& input : inputs_) whole.add(input.position, input.path, input.fingerprint(), input.state);
        run_.inputs = whole.text(options_);
        kept_ = inputs;
        if (!take_the_whole_store()) {
            kept_ = 0;
            write(progress);
        }
        Outcome outcome = outcome_of(store::Audit(options_.db));
        outcome.inputs = inputs;
        outcome.kept = kept_;
        return outcome;
    }

private:
    // Where all is as it was, so is the store.
    bool take_the_whole_store() {
        if (run_.inputs.empty() || options_.fresh) return false;
        try {
            if (store::Audit(options_.db).run().inputs != run_.inputs) return false;
        } catch (const base::InputError&) {
            return false;
        }
        run_.finished_at = now();
        store::renew(options_.db, run_);
        return true;
    }

    void write(const std::function<void(const Progress&)>& progress) {
        rules_ = rule::compiled(options_.rules, run_.rules_fingerprint);
        judges_.emplace(rule::Judge(rules_));
        if (options_.isolate) {
            judges_->local();  // made once, for all processes that see this memory
            apart_.emplace(options_.workers(), options_.bounds(),
                           [&](const std::string& path, const Isolation::Give& give) {
                               Done nobody;
                               hear(path, nobody, 0, [&](store::Piece&& piece) { give(to_bytes(piece)); });
                           });
        }
        store::Writer writer(options_.db, run_, rule::records(rules_));
        writer_ = &writer;
        Judging judging(options_, rules_, writer);
        read(progress);
        // Judging needs the memory more.
        apart_.reset();
        judges_.reset();
        inputs_ = {};
        const double coverage = judging.run(progress);
        writer.finish(now(), coverage);
    }

    // Inputs are read in parallel, a bounded number in flight, and taken in their order by one writer.
    void read(const std::function<void(const Progress&)>& progress) {
        std::size_t at = 0;
        progress_.total = inputs_.size();
        const auto next = [&](tbb::flow_control& flow) {
            if (at == inputs_.size()) flow.stop();
            return at < inputs_.size() ? at++ : at;
        };
        const auto read = [&](std::size_t i) { return std::make_shared<Done>(read_one(inputs_[i], i)); };
        const auto finished = [&](const std::shared_ptr<Done>& done) {
            for (const store::Piece& piece : done->pieces) writer_->write(piece);
            writer_->write(done->reading);
            progress_.path = done->reading.path;
            progress_.seconds = done->seconds;
            progress_.kept = done->kept;
            progress_.packages = std::move(done->packages);
            kept_ += done->kept;
            ++progress_.done;
            if (progress) progress(progress_);
        };
        tbb::parallel_pipeline(
            options_.workers() * 2,
            tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, next) &
                tbb::make_filter<std::size_t, std::shared_ptr<Done>>(tbb::filter_mode::parallel, read) &
                tbb::make_filter<std::shared_ptr<Done>, void>(tbb::filter_mode::serial_in_order, finished));
    }

    Done read_one(const Input& input, std::size_t number) {
        const auto start = std::chrono::steady_clock::now();
        Done done;
        done.reading = {static_cast<std::int64_t>(number) + 1, input.position, input.path, input.fingerprint(),
                        std::string(input.state)};
        if (input.known) take_known(input, done);
        if (!done.kept) read_anew(input, done);
        done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return done;
    }

    void keep(Done& done, store::Piece&& piece) {
        done.pieces.push_back(std::move(piece));
        if (done.pieces.size() < most_waiting) return;
        for (const store::Piece& waiting : done.pieces) writer_->write(waiting);
        done.pieces.clear();
    }

    void take_known(const Input& input, Done& done) {
        done.kept = lookup_.each_piece(input, [&](store::Piece&& piece) {
            if (!is_whole(piece)) return false;
            if (options_.detail && piece.part == 0) done.packages.push_back(line_of(*remember(piece).package));
            piece.reading = done.reading.id;
            keep(done, std::move(piece));
            return true;
        });
        if (done.kept) return;
        writer_->forget(done.reading.id);
        done.pieces.clear();
        done.packages.clear();
    }

    void read_anew(const Input& input, Done& done) {
        if (apart_) return read_apart(input, done);
        // While it waits for another thread it must not begin with another input.
        tbb::this_task_arena::isolate([&] {
            hear(input.path, done, options_.workers() > 1 ? options_.workers() * 2 : 0,
                 [&](store::Piece&& piece) { keep(done, std::move(piece)); });
        });
    }

    // What is heard in an input, without judging it.
    void hear(const std::string& path, Done& done, std::size_t ahead, Memory::Give give) {
        Memory memory(done.reading.id, std::move(give));
        std::vector<base::Coverage> remarks;
        Listening listening(*judges_, ahead,
                            [&](const model::Course& course, const rule::Heard& heard, bool catalogue) {
                                if (heard.prompts_left_out > 0)
                                    remarks.push_back(too_many_prompts(course, heard.prompts_left_out));
                                memory.add(heard, catalogue);
                            });
        Taker taker;
        taker.course = [&](model::Course&& course, const model::Package& package, bool catalogue) {
            listening.add(std::move(course), package.path, catalogue);
        };
        taker.no_more_courses = [&] { listening.finish(); };
        taker.package = [&](model::Package&& package, bool catalogue) {
            add_remarks(package, std::exchange(remarks, {}));
            if (options_.detail) done.packages.push_back(line_of(package));
            memory.add(package, catalogue);
        };
        read_input(path, options_.limits, lookup_.read_options(path), taker, options_.seconds);
    }

    // In a process of its own. Of one that broke off all that it handed over is kept, and the next audit tries it
    // again.
    void read_apart(const Input& input, Done& done) {
        Arrivals arrivals(done.reading.id, input.path, [&](store::Piece&& piece) {
            if (options_.detail && piece.part == 0) done.packages.push_back(line_of(*remember(piece).package));
            keep(done, std::move(piece));
        });
        const auto end = apart_->run(input.path, [&](std::string&& bytes) { arrivals.take(bytes); });
        if (!arrivals.end(end)) done.reading.fingerprint.clear();
    }

    static base::Coverage too_many_prompts(const model::Course& course, std::size_t left_out) {
        return {course.member, 0, base::CoverageState::limited,
                fmt::format("in \"{}\" {} more sentences ask learners to meet than the {} that become activities of "
                            "their own; what they say was heard",
                            course.title, left_out, rule::most_prompts),
                false};
    }

    static void add_remarks(model::Package& package, std::vector<base::Coverage>&& remarks) {
        if (remarks.empty()) return;
        if (package.status == model::PackageStatus::audited) package.status = model::PackageStatus::partly;
        if (package.message.empty()) package.message = remarks.front().reason;
        package.coverage.insert(package.coverage.end(), remarks.begin(), remarks.end());
        std::stable_sort(package.coverage.begin(), package.coverage.end(),
                         [](const auto& a, const auto& b) { return a.member < b.member; });
    }

    static std::string line_of(const model::Package& package) {
        std::string line = fmt::format("{}: {}, {}, {} of {} members read", package.path,
                                       package.container.empty() ? "not opened" : package.container,
                                       package.format.empty() ? "not recognised" : package.format, package.members_read,
                                       package.members);
        if (package.status != model::PackageStatus::audited)
            line += fmt::format(", {}: {}", model::name(package.status), package.message);
        return line;
    }

    const Options& options_;
    model::RunRecord run_;
    const Lookup lookup_;
    std::vector<Input> inputs_;
    rule::RuleSet rules_;
    std::optional<Listening::Judges> judges_;
    std::optional<Isolation> apart_;
    store::Writer* writer_ = nullptr;
    Progress progress_;
    std::size_t kept_ = 0;
};

}  // namespace

unsigned Options::workers() const { return jobs ? jobs : std::max(1u, std::thread::hardware_concurrency()); }

Isolation::Bounds Options::bounds() const { return {memory_bytes, seconds == 0 ? 0 : seconds * 1.1 + 1}; }

Outcome run(const Options& options, const std::function<void(const Progress&)>& progress) {
    const Parallelism parallelism(options.jobs);
    return Run(options).whole(progress);
}

}  // namespace needfirst::audit
