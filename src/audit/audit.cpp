// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/catalogue.hpp"
#include "audit/inputs.hpp"
#include "audit/read_input.hpp"
#include "audit/unread.hpp"
#include "base/error.hpp"
#include "rule/judge.hpp"
#include "store/store.hpp"

#include <chrono>
#include <ctime>
#include <thread>

#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
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
    std::string path;
    std::vector<One> packages;
};

class Run {
public:
    explicit Run(const Options& options)
        : options_(options), rules_(rule::load(options.rules)), judges_([this] { return rule::Judge(rules_); }) {}

    Outcome whole(const std::function<void(const Progress&)>& progress) {
        sort_inputs();
        const auto records = rule::records(rules_);
        model::RunRecord run{now(), {}, NEEDFIRST_VERSION, rules_.fingerprint, options_.arguments, {}};
        store::Writer writer(options_.db, run, records);
        progress_.total = catalogues_.size() + inputs_.size();
        for_each(catalogues_, true, progress, [&](Done&& done) {
            for (auto& one : done.packages) {
                const std::size_t number = next_++;
                for (auto& row : one.rows) catalogue_.add(std::move(row), number);
                finish(writer, one.audited, number);
            }
        });
        mark_programmes();
        for_each(inputs_, false, progress, [&](Done&& done) {
            for (auto& one : done.packages) {
                const std::size_t number = next_++;
                finish(writer, one.audited, number);
                if (!one.rows.empty()) write_rows(writer, std::move(one.rows), number);
            }
        });
        write_unclaimed(writer);
        writer.finish(now());
        outcome_.coverage =
            bearing_ > 0 ? 100.0 * static_cast<double>(bearing_read_) / static_cast<double>(bearing_) : 100.0;
        return outcome_;
    }

private:
    void sort_inputs() {
        const std::vector<std::string> all = find_inputs(options_.paths);
        if (all.empty()) throw base::UsageError("nothing to audit: no file was found in the paths given");
        std::vector<char> catalogue(all.size());
        tbb::parallel_for(std::size_t{0}, all.size(),
                          [&](std::size_t i) { catalogue[i] = is_catalogue(all[i], options_.limits); });
        for (std::size_t i = 0; i < all.size(); ++i) (catalogue[i] ? catalogues_ : inputs_).push_back(all[i]);
    }

    // Inputs are read and judged in parallel, a bounded number in flight, and taken in their order by one writer.
    template <class Take>
    void for_each(const std::vector<std::string>& inputs, bool keep_rows,
                  const std::function<void(const Progress&)>& progress, const Take& take) {
        std::size_t at = 0;
        const unsigned jobs = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
        tbb::parallel_pipeline(
            jobs * 2, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                                          [&](tbb::flow_control& flow) {
                                                              if (at == inputs.size()) flow.stop();
                                                              return at < inputs.size() ? at++ : at;
                                                          }) &
                          tbb::make_filter<std::size_t, std::shared_ptr<Done>>(
                              tbb::filter_mode::parallel,
                              [&](std::size_t i) { return std::make_shared<Done>(audit_one(inputs[i], keep_rows)); }) &
                          tbb::make_filter<std::shared_ptr<Done>, void>(tbb::filter_mode::serial_in_order,
                                                                        [&](const std::shared_ptr<Done>& done) {
                                                                            const std::string path = done->path;
                                                                            take(std::move(*done));
                                                                            ++progress_.done;
                                                                            progress_.path = path;
                                                                            if (progress) progress(progress_);
                                                                        }));
    }

    Done audit_one(const std::string& path, bool keep_rows) {
        rule::Judge& judge = judges_.local();
        Done done{path, {}};
        // An archive's own packages come while it is still being read, so what is heard is kept by package path.
        std::map<std::string, Done::One> open;
        Taker taker;
        taker.course = [&](model::Course&& course, const model::Package& package) {
            Done::One& one = open[package.path];
            rule::Heard heard = judge.listen(course, package.path);
            if (keep_rows) {
                one.rows.push_back(std::move(heard));
                return;
            }
            const auto sources = catalogue_.claim(heard);
            model::Judgement judged = judge.decide(std::move(heard));
            judged.other_sources = sources;
            one.audited.courses.push_back(std::move(judged));
        };
        taker.package = [&](model::Package&& package, bool) {
            Done::One one = std::move(open[package.path]);
            open.erase(package.path);
            one.audited.package = std::move(package);
            done.packages.push_back(std::move(one));
        };
        read_input(path, options_.limits, options_.read, taker);
        return done;
    }

    void count(const model::Judgement& judged) {
        ++outcome_.courses[static_cast<std::size_t>(judged.verdict)];
        for (const auto& finding : judged.findings) {
            const auto rule = std::lower_bound(rules_.rules.begin(), rules_.rules.end(), finding.rule,
                                               [](const rule::Rule& r, const std::string& id) { return r.id < id; });
            if (rule != rules_.rules.end() && rule->status == "stable" && finding.state == model::FindingState::fresh)
                ++outcome_.findings[static_cast<std::size_t>(finding.level)];
        }
    }

    void finish(store::Writer& writer, model::AuditedPackage& audited, std::size_t number) {
        audited.number = number;
        const model::Package& package = audited.package;
        ++outcome_.packages[static_cast<std::size_t>(package.status)];
        bearing_ += static_cast<std::size_t>(package.members_read);
        bearing_read_ += static_cast<std::size_t>(package.members_read);
        for (const auto& row : package.coverage)
            bearing_ += row.state != base::CoverageState::read && row.state != base::CoverageState::partly &&
                        why_unread(row.member).bears_text;
        if (package.members == 0 && package.status == model::PackageStatus::unreadable) ++bearing_;
        for (const auto& judged : audited.courses) count(judged);
        for (const auto& programme : package.programmes)
            if (!programme.courses.empty()) last_courses_.push_back(programme.courses.back());
        writer.write(audited);
    }

    void mark_programmes() {
        for (auto& row : catalogue_.rows())
            for (const std::string& last : last_courses_)
                if (last == row.heard.facts.identifier || last == row.heard.facts.title)
                    row.heard.last_of_programme = true;
    }

    void write_rows(store::Writer& writer, std::vector<rule::Heard>&& rows, std::size_t package) {
        std::vector<model::Judgement> judged;
        for (auto& row : rows) {
            judged.push_back(judges_.local().decide(std::move(row)));
            count(judged.back());
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
    rule::RuleSet rules_;
    tbb::enumerable_thread_specific<rule::Judge> judges_;
    std::vector<std::string> catalogues_, inputs_;
    Catalogue catalogue_;
    std::vector<std::string> last_courses_;
    Outcome outcome_;
    Progress progress_;
    std::size_t next_ = 0, bearing_ = 0, bearing_read_ = 0;
};

}  // namespace

Outcome run(const Options& options, const std::function<void(const Progress&)>& progress) {
    const unsigned jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    const tbb::global_control parallelism(tbb::global_control::max_allowed_parallelism, jobs);
    return Run(options).whole(progress);
}

}  // namespace needfirst::audit
