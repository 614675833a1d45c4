// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/baseline.hpp"
#include "audit/catalogue.hpp"
#include "audit/lookup.hpp"
#include "audit/memory.hpp"
#include "audit/read_input.hpp"
#include "audit/unread.hpp"
#include "audit/waivers.hpp"
#include "base/error.hpp"
#include "rule/judge.hpp"
#include "rule/verdict.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <chrono>
#include <ctime>
#include <set>
#include <thread>

#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

namespace needfirst::audit {
namespace {

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

/// What became of one input: its packages, each with what was heard in its courses (catalogue rows) or with their
/// judgements.
struct Done {
    struct One {
        model::AuditedPackage audited;
        std::vector<rule::Heard> rows;  ///< of a catalogue
    };
    std::vector<One> packages;
    store::Reading reading;
    bool kept = false;  ///< nothing was read: it is what an earlier audit heard
    double seconds = 0;
};

class Run {
public:
    explicit Run(const Options& options)
        : options_(options),
          lookup_(options, rule::fingerprint(options.rules)),
          judges_([this] { return rule::Judge(rules_); }) {}

    Outcome whole(const std::function<void(const Progress&)>& progress) {
        run_ = {now(), {}, NEEDFIRST_VERSION, rule::fingerprint(options_.rules), options_.arguments, {}, {}, 100};
        std::vector<Input> all = lookup_.inputs();
        run_.inputs = lookup_.whole(all);
        kept_ = all.size();
        if (!take_the_whole_store()) {
            kept_ = 0;
            for (Input& input : all) (input.catalogue ? catalogues_ : inputs_).push_back(std::move(input));
            write(progress);
        }
        Outcome outcome = outcome_of(store::Audit(options_.db));
        outcome.inputs = all.size();
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
        rules_ = rule::load(options_.rules);
        if (!options_.waivers.empty()) waivers_ = Waivers(options_.waivers, options_.today, rules_);
        if (!options_.baseline.empty()) baseline_ = Baseline(options_.baseline);
        const auto records = rule::records(rules_);
        store::Writer writer(options_.db, run_, records);
        writer.write(waivers_.records());
        progress_.total = catalogues_.size() + inputs_.size();
        for_each(catalogues_, progress, [&](Done&& done) {
            for (auto& one : done.packages) {
                const std::size_t number = next_++;
                for (auto& row : one.rows) catalogue_.add(std::move(row), number);
                finish(writer, one.audited, number);
            }
            keep(writer, done);
        });
        mark_programmes();
        for_each(inputs_, progress, [&](Done&& done) {
            for (auto& one : done.packages) {
                const std::size_t number = next_++;
                finish(writer, one.audited, number);
                if (!one.rows.empty()) write_rows(writer, std::move(one.rows), number);
            }
            keep(writer, done);
        });
        write_unclaimed(writer);
        judge_catalogue(writer);
        writer.write(waivers_.records());
        writer.finish(
            now(), bearing_ > 0 ? 100.0 * static_cast<double>(bearing_read_) / static_cast<double>(bearing_) : 100.0);
    }

    // Inputs are read and judged in parallel, a bounded number in flight, and taken in their order by one writer.
    template <class Take>
    void for_each(const std::vector<Input>& inputs, const std::function<void(const Progress&)>& progress,
                  const Take& take) {
        std::size_t at = 0;
        const unsigned jobs = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
        const auto next = [&](tbb::flow_control& flow) {
            if (at == inputs.size()) flow.stop();
            return at < inputs.size() ? at++ : at;
        };
        const auto read = [&](std::size_t i) { return std::make_shared<Done>(audit_one(inputs[i])); };
        const auto finished = [&](const std::shared_ptr<Done>& done) {
            progress_.path = done->reading.path;
            progress_.seconds = done->seconds;
            progress_.kept = done->kept;
            progress_.packages.clear();
            for (const auto& one : done->packages) progress_.packages.push_back(line_of(one.audited.package));
            kept_ += done->kept;
            take(std::move(*done));
            ++progress_.done;
            if (progress) progress(progress_);
        };
        tbb::parallel_pipeline(
            jobs * 2, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, next) &
                          tbb::make_filter<std::size_t, std::shared_ptr<Done>>(tbb::filter_mode::parallel, read) &
                          tbb::make_filter<std::shared_ptr<Done>, void>(tbb::filter_mode::serial_in_order, finished));
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

    Done audit_one(const Input& input) {
        const auto start = std::chrono::steady_clock::now();
        Done done;
        done.reading = {input.path, input.fingerprint, input.state, input.catalogue, {}};
        if (input.known) take_known(input, done);
        if (!done.kept) read_anew(input, done);
        done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return done;
    }

    void take_known(const Input& input, Done& done) {
        std::string content = lookup_.content(input);
        auto packages = remember(content);
        if (!packages) return;
        done.kept = true;
        done.reading.content = std::move(content);
        for (Remembered& known : *packages) {
            Done::One& one = done.packages.emplace_back();
            one.audited.package = std::move(known.package);
            for (auto& course : known.courses) add_course(std::move(course), input.catalogue, one);
        }
    }

    void read_anew(const Input& input, Done& done) {
        rule::Judge& judge = judges_.local();
        // An archive's own packages come while it is still being read, so what is heard is kept by package path.
        std::map<std::string, Done::One> open;
        Memory memory;
        Taker taker;
        taker.course = [&](model::Course&& course, const model::Package& package) {
            rule::Heard heard = judge.listen(course, package.path);
            memory.add(heard, package.path);
            add_course(std::move(heard), input.catalogue, open[package.path]);
        };
        taker.package = [&](model::Package&& package, bool) {
            memory.add(package);
            Done::One one = std::move(open[package.path]);
            open.erase(package.path);
            one.audited.package = std::move(package);
            done.packages.push_back(std::move(one));
        };
        read_input(input.path, options_.limits, lookup_.read_options(input.path), taker);
        done.reading.content = memory.bytes();
    }

    void add_course(rule::Heard&& heard, bool keep_row, Done::One& one) {
        if (keep_row) {
            one.rows.push_back(std::move(heard));
            return;
        }
        const auto sources = catalogue_.claim(heard);
        model::Judgement judged = judges_.local().decide(std::move(heard));
        judged.other_sources = sources;
        one.audited.courses.push_back(std::move(judged));
    }

    // What the user says of findings. One thread, in the order of the store.
    // Rules that need all courses at once: the same prompt in many of them.
    void judge_catalogue(store::Writer& writer) {
        for (const rule::Rule& rule : rules_.rules) {
            const auto courses =
                rule.about == rule::About::catalogue ? rule::courses_repeated(rule.when) : std::nullopt;
            if (!courses) continue;
            std::int64_t asked = 0;
            for (const store::Echo& echo : writer.repeated(*courses)) {
                model::Judgement one;
                one.identifier = echo.identifier;
                one.title = echo.title;
                one.activities.push_back(echo.prompt);
                one.findings.push_back(rule::ring(rule, echo.identifier, echo.title, echo.prompt));
                settle(echo.package, one);
                const bool first = std::exchange(asked, echo.course) != echo.course;
                if (!one.findings.empty())
                    writer.write(echo, one.findings.front(),
                                 first ? std::span<const std::string>(rule.ask) : std::span<const std::string>());
            }
        }
    }

    void settle(const std::string& package, model::Judgement& judged) {
        apply(options_.levels, package, judged);
        waivers_.apply(package, judged);
        baseline_.apply(judged);
    }

    void finish(store::Writer& writer, model::AuditedPackage& audited, std::size_t number) {
        audited.number = number;
        const model::Package& package = audited.package;
        bearing_ += static_cast<std::size_t>(package.members_read);
        bearing_read_ += static_cast<std::size_t>(package.members_read);
        for (const auto& row : package.coverage)
            bearing_ += row.gap && row.state != base::CoverageState::read && row.state != base::CoverageState::partly;
        if (package.members == 0 && package.status == model::PackageStatus::unreadable) ++bearing_;
        for (auto& judged : audited.courses) settle(package.path, judged);
        paths_.push_back(package.path);
        for (const auto& programme : package.programmes)
            if (!programme.courses.empty()) last_courses_.insert(programme.courses.back());
        writer.write(audited);
    }

    // An input that could not be opened has no fingerprint, and is tried again.
    static void keep(store::Writer& writer, const Done& done) {
        if (!done.reading.fingerprint.empty()) writer.write(done.reading);
    }

    void mark_programmes() {
        for (auto& row : catalogue_.rows())
            if (last_courses_.contains(row.heard.facts.identifier) || last_courses_.contains(row.heard.facts.title))
                row.heard.last_of_programme = true;
    }

    void write_rows(store::Writer& writer, std::vector<rule::Heard>&& rows, std::size_t package) {
        std::vector<model::Judgement> judged;
        for (auto& row : rows) {
            judged.push_back(judges_.local().decide(std::move(row)));
            settle(paths_[package], judged.back());
        }
        writer.write_courses(package, judged);
    }

    void write_unclaimed(store::Writer& writer) {
        auto& rows = catalogue_.rows();
        for (std::size_t i = 0; i < rows.size();) {
            const std::size_t package = rows[i].package;
            std::vector<rule::Heard> unclaimed;
            for (; i < rows.size() && rows[i].package == package; ++i)
                if (!rows[i].claimed) unclaimed.push_back(std::move(rows[i].heard));
            write_rows(writer, std::move(unclaimed), package);
        }
    }

    const Options& options_;
    const Lookup lookup_;
    rule::RuleSet rules_;
    Waivers waivers_;
    Baseline baseline_;
    tbb::enumerable_thread_specific<rule::Judge> judges_;
    model::RunRecord run_;
    std::vector<Input> catalogues_, inputs_;
    Catalogue catalogue_;
    std::set<std::string> last_courses_;
    std::vector<std::string> paths_;  // by package number
    Progress progress_;
    std::size_t next_ = 0, kept_ = 0, bearing_ = 0, bearing_read_ = 0;
};

}  // namespace

Outcome run(const Options& options, const std::function<void(const Progress&)>& progress) {
    const unsigned jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    const tbb::global_control parallelism(tbb::global_control::max_allowed_parallelism, jobs);
    return Run(options).whole(progress);
}

}  // namespace needfirst::audit
