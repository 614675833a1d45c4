// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"
#include "store/echoes.hpp"
#include "store/programmes.hpp"
#include "store/readings.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace needfirst::store {

/// Once, before any store is opened: SQLite without the locks and counters that nobody here needs, since a store is
/// used by one thread at a time.
void set_up();

/// Writes one audit. Everything goes to a file beside `path`, which is renamed to `path` by finish(); without finish()
/// an earlier store at `path` is untouched, and the readings that were written are left beside it for the next run
/// (left_behind()). Throws base::InputError (path, reason, what to do) where it cannot write.
class Writer {
public:
    Writer(std::filesystem::path path, const model::RunRecord& run, std::span<const model::RuleRecord> rules);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    /// Packages in the order of their numbers; ids are given in that order, so equal input gives equal bytes.
    void write(const model::AuditedPackage& audited);
    /// More courses of a package that was written before (catalogue rows that no package claimed).
    void write_courses(std::size_t package_number, std::span<const model::Judgement> courses);
    /// Social prompts that stand, the same or nearly the same, in at least `courses` of the courses written so far.
    void repeated(std::size_t courses, const std::function<void(const Echo&)>& take);
    /// Programmes of the courses written so far. No more courses are written, nor repeated prompts asked for,
    /// afterwards.
    void programmes(const std::function<void(const Programme&)>& take);
    /// A finding of a whole programme or catalogue about a course, and its questions.
    void write(std::int64_t course, const model::Finding& finding, std::span<const std::string> questions);
    /// A finding of the whole catalogue about one prompt, and its questions.
    void write(const Echo& echo, const model::Finding& finding, std::span<const std::string> questions);
    /// An input, once all pieces of it are written. Any number of threads, as the next two.
    void write(const Reading& reading);
    void write(const Piece& piece);
    /// Takes the pieces of an input back.
    void forget(std::int64_t reading);
    /// Before the findings that they cover; again, in the same order, when it is known what became of them.
    void write(std::span<const model::WaiverRecord> waivers);
    /// Indices, full-text search, run.finished_at last, rename. `inputs`: RunRecord::inputs where it was not known
    /// before.
    void finish(std::string_view finished_at, double coverage = 100, std::string_view inputs = {});

private:
    friend class Collected;
    friend class Pieces;
    friend class RowKeys;
    struct State;
    std::unique_ptr<State> state_;
};

/// Takes the store at `path` for a new run that would write the same: only its times and arguments change.
void renew(const std::filesystem::path& path, const model::RunRecord& run);

}  // namespace needfirst::store
