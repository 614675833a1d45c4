// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"
#include "audit/baseline.hpp"
#include "audit/catalogue.hpp"
#include "audit/waivers.hpp"
#include "rule/pack.hpp"
#include "store/collected.hpp"
#include "store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace needfirst::audit {

/// The second step of an audit, and of a merge: judges all that was heard, whoever read it. Packages are judged with
/// their rows of catalogues, what is left of the rows by itself, the rules about the whole catalogue last.
class Judging {
public:
    /// Before anything is read: throws FileError (waivers) and InputError (baseline).
    Judging(const Options& options, const rule::RuleSet& rules, store::Writer& writer);
    /// Writes all but the readings. Gives the percent of the members with text that were read.
    double run(const std::function<void(const Progress&)>& progress);

private:
    struct Judged {
        std::optional<model::Package> package;
        std::size_t number = 0;  ///< of the package that the courses belong to, where it was written before
        std::vector<model::Judgement> courses;
    };
    template <class Judge, class Take>
    void for_each(bool catalogue, const Judge& judge, const Take& take);
    /// What is known only when all courses were heard: which are a programme, and what each of these says of a need.
    void gather_programmes();
    void take_catalogues();
    void judge_packages();
    void judge_left_rows();
    void judge_whole();
    void judge_programmes();
    /// What the user says of findings. One thread, in the order of the store.
    void settle(const std::string& package, model::Judgement& judged);
    /// Gives the package its number, and writes it.
    std::size_t write(model::Package&& package, std::vector<model::Judgement>&& courses);
    void write_courses(std::size_t package, std::vector<model::Judgement>&& courses);
    void count(const model::Package& package);

    const Options& options_;
    const rule::RuleSet& rules_;
    store::Writer& writer_;
    const store::Collected collected_;
    Waivers waivers_;
    Baseline baseline_;
    Programmes programmes_;
    std::optional<Catalogue> catalogue_;
    std::string path_;  ///< of the package at hand
    std::size_t next_ = 0, bearing_ = 0, bearing_read_ = 0;
    std::vector<std::string> catalogue_paths_;  ///< by number
    Progress progress_;
    const std::function<void(const Progress&)>* told_ = nullptr;
};

}  // namespace needfirst::audit
