// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/judgement.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace needfirst::store {

/// Writes one audit. Everything goes to a file beside `path`, which is renamed to `path` by finish(); without finish()
/// an earlier store at `path` is untouched. Throws base::InputError (path, reason, what to do) where it cannot write.
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
    /// Once at most.
    void write(std::span<const model::WaiverRecord> waivers);
    /// Indices, full-text search, run.finished_at last, rename.
    void finish(std::string_view finished_at);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace needfirst::store
