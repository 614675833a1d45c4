// SPDX-License-Identifier: Apache-2.0
#include "audit/judging.hpp"

#include "audit/levels.hpp"
#include "audit/memory.hpp"
#include "rule/ladder.hpp"
#include "rule/programme.hpp"
#include "rule/verdict.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include <tbb/parallel_pipeline.h>

namespace needfirst::audit {
namespace {

/// Pieces that are judged together: small ones have their cost in the queue.
constexpr std::size_t pieces_together = 8;

}  // namespace

Judging::Judging(const Options& options, const rule::RuleSet& rules, store::Writer& writer)
    : options_(options), rules_(rules), writer_(writer), collected_(writer) {
    if (!options.waivers.empty()) waivers_ = Waivers(options.waivers, options.today, rules);
    if (!options.baseline.empty()) baseline_ = Baseline(options.baseline);
    progress_.judging = true;
}

double Judging::run(const std::function<void(const Progress&)>& progress) {
    told_ = &progress;
    progress_.total = collected_.readings();
    gather_programmes();
    catalogue_.emplace(writer_, collected_, programmes_);
    writer_.write(waivers_.records());
    take_catalogues();
    judge_packages();
    judge_left_rows();
    catalogue_.reset();
    judge_whole();
    judge_programmes();
    writer_.write(waivers_.records());
    return bearing_ > 0 ? 100.0 * static_cast<double>(bearing_read_) / static_cast<double>(bearing_) : 100.0;
}

// Pieces are judged in parallel, a bounded number in flight, and taken in their order.
template <class Judge, class Take>
void Judging::for_each(bool catalogue, const Judge& judge, const Take& take) {
    store::Pieces pieces(collected_, catalogue);
    std::size_t number = 0;
    struct Batch {
        std::vector<std::pair<store::Piece, std::size_t>> pieces;
        std::vector<Judged> judged;
    };
    const auto next = [&](tbb::flow_control& flow) {
        auto batch = std::make_shared<Batch>();
        for (store::Piece piece; batch->pieces.size() < pieces_together && pieces.next(piece);)
            batch->pieces.emplace_back(std::move(piece), number++);
        if (batch->pieces.empty()) flow.stop();
        return batch;
    };
    const auto work = [&](std::shared_ptr<Batch> batch) {
        for (const auto& [piece, at] : batch->pieces) batch->judged.push_back(judge(piece, at));
        return batch;
    };
    const auto finished = [&](const std::shared_ptr<Batch>& batch) {
        for (std::size_t i = 0; i < batch->judged.size(); ++i)
            take(std::move(batch->judged[i]), batch->pieces[i].first);
    };
    const unsigned jobs = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
    using Shared = std::shared_ptr<Batch>;
    tbb::parallel_pipeline(jobs * 2, tbb::make_filter<void, Shared>(tbb::filter_mode::serial_in_order, next) &
                                         tbb::make_filter<Shared, Shared>(tbb::filter_mode::parallel, work) &
                                         tbb::make_filter<Shared, void>(tbb::filter_mode::serial_in_order, finished));
}

void Judging::gather_programmes() {
    const auto each = [&](bool heads, const auto& take) {
        for (const bool catalogue : {true, false}) {
            store::Pieces pieces(collected_, catalogue, heads);
            for (store::Piece piece; pieces.next(piece);) take(piece, catalogue);
        }
    };
    each(true, [&](const store::Piece& piece, bool catalogue) { programmes_.add(remember_package(piece), catalogue); });
    programmes_.done();
    const bool asked = std::any_of(rules_.rules.begin(), rules_.rules.end(), [](const rule::Rule& rule) {
        return rule::reach_of(rule.when) == rule::Within::programme;
    });
    if (programmes_.empty() || !asked) return;
    each(false, [&](const store::Piece& piece, bool) {
        for (const rule::Heard& course : remember(piece).courses) programmes_.hear(course);
    });
}

void Judging::take_catalogues() {
    store::Pieces pieces(collected_, true);
    std::size_t number = 0;
    for (store::Piece piece; pieces.next(piece);) {
        if (piece.part == 0) {
            model::Package package = std::move(*remember(piece).package);
            number = write(std::move(package), {});
            catalogue_paths_.push_back(path_);
        }
        catalogue_->add(piece, number);
    }
    catalogue_->done();
}

void Judging::judge_packages() {
    std::size_t number = 0;
    for_each(
        false,
        [&](const store::Piece& piece, std::size_t) {
            Remembered heard = remember(piece);
            Judged judged;
            judged.package = std::move(heard.package);
            if (judged.package) judged.package->programmes = programmes_.of(judged.package->path);
            for (rule::Heard& course : heard.courses) {
                programmes_.tell(course);
                Catalogue::Claim claim = catalogue_->claim(course);
                if (!claim.doubt.empty() && judged.package)
                    judged.package->coverage.push_back(
                        {course.facts.title, 0, base::CoverageState::partly, std::move(claim.doubt), false});
                judged.courses.push_back(rule::reach_verdict(std::move(course), rules_));
                judged.courses.back().other_sources = std::move(claim.packages);
            }
            return judged;
        },
        [&](Judged&& judged, const store::Piece&) {
            if (judged.package) number = write(std::move(*judged.package), std::move(judged.courses));
            else write_courses(number, std::move(judged.courses));
        });
}

void Judging::judge_left_rows() {
    for_each(
        true,
        [&](const store::Piece& piece, std::size_t at) {
            Catalogue::Left left = catalogue_->left(piece, at);
            Judged judged;
            judged.number = left.package;
            for (rule::Heard& row : left.rows) judged.courses.push_back(rule::reach_verdict(std::move(row), rules_));
            return judged;
        },
        [&](Judged&& judged, const store::Piece&) {
            if (judged.courses.empty()) return;
            path_ = catalogue_paths_[judged.number];
            write_courses(judged.number, std::move(judged.courses));
        });
}

// Rules that need all courses at once: the same prompt in many of them.
void Judging::judge_whole() {
    for (const rule::Rule& rule : rules_.rules) {
        const auto courses = rule.about == rule::About::catalogue ? rule::courses_repeated(rule.when) : std::nullopt;
        if (!courses) continue;
        std::int64_t asked = 0;
        writer_.repeated(*courses, [&](const store::Echo& echo) {
            model::Judgement one;
            one.identifier = echo.identifier;
            one.title = echo.title;
            one.activities.push_back(echo.prompt);
            auto finding = rule::ring(rule, echo.identifier, echo.title, echo.prompt, *courses);
            if (!finding) return;
            one.findings.push_back(std::move(*finding));
            settle(echo.package, one);
            const bool first = std::exchange(asked, echo.course) != echo.course;
            if (!one.findings.empty())
                writer_.write(echo, one.findings.front(),
                              first ? std::span<const std::string>(rule.ask) : std::span<const std::string>());
        });
    }
}

// And those that need all courses of a programme.
void Judging::judge_programmes() {
    const auto is_about = [](const rule::Rule& rule) { return rule.about == rule::About::programme; };
    if (std::none_of(rules_.rules.begin(), rules_.rules.end(), is_about)) return;
    writer_.programmes([&](const store::Programme& programme) {
        std::vector<rule::Heard> courses;
        for (const auto& course : programme.courses) courses.push_back(rule::recalled(course.judged, rules_));
        const store::Programme::Course& last = programme.courses.back();
        for (const rule::Rule& rule : rules_.rules) {
            auto finding = is_about(rule) ? rule::ring(rule, programme.title, programme.basis, std::vector(courses))
                                          : std::nullopt;
            if (!finding) continue;
            model::Judgement one;
            one.identifier = last.judged.identifier;
            one.title = last.judged.title;
            one.findings.push_back(std::move(*finding));
            settle(last.package, one);
            if (!one.findings.empty()) writer_.write(last.id, one.findings.front(), rule.ask);
        }
    });
}

void Judging::settle(const std::string& package, model::Judgement& judged) {
    apply(options_.levels, package, judged);
    waivers_.apply(package, judged);
    baseline_.apply(judged);
}

std::size_t Judging::write(model::Package&& package, std::vector<model::Judgement>&& courses) {
    path_ = package.path;
    count(package);
    model::AuditedPackage audited{next_++, std::move(package), std::move(courses)};
    for (auto& judged : audited.courses) settle(path_, judged);
    writer_.write(audited);
    return audited.number;
}

void Judging::write_courses(std::size_t package, std::vector<model::Judgement>&& courses) {
    for (auto& judged : courses) settle(path_, judged);
    writer_.write_courses(package, courses);
}

void Judging::count(const model::Package& package) {
    bearing_ += static_cast<std::size_t>(package.members_read);
    bearing_read_ += static_cast<std::size_t>(package.members_read);
    for (const auto& row : package.coverage)
        bearing_ += row.gap && row.state != base::CoverageState::read && row.state != base::CoverageState::partly;
    if (package.members == 0 && package.status == model::PackageStatus::unreadable) ++bearing_;
    ++progress_.done;
    progress_.path = path_;
    if (*told_) (*told_)(progress_);
}

}  // namespace needfirst::audit
