// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/place.hpp"
#include "model/judgement.hpp"
#include "rule/pack.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace needfirst::audit {

/// The findings that somebody decided to live with: waivers.yaml, read strictly.
class Waivers {
public:
    Waivers() = default;
    /// `today`: ISO date. Throws base::FileError.
    Waivers(const std::filesystem::path& file, const std::string& today, const rule::RuleSet& rules);

    /// Marks the findings of a course that a waiver covers. Not for several threads at once.
    void apply(const std::string& package, model::Judgement& judged);
    /// Every waiver with what became of it; `message` says what to do about it where something is.
    std::vector<model::WaiverRecord> records() const;

private:
    struct Waiver {
        std::string rule, package, course, activity, finding, reason, owner, expires;
        base::Place place;
        std::string unknown;  ///< why no finding can be of its rule
        bool expired = false;
        std::size_t covers = 0;
        std::string nearest;  ///< a finding of its rule in its package, at another activity
    };
    bool covers(Waiver& waiver, const std::string& package, const model::Judgement& judged,
                const model::Finding& finding) const;
    static model::WaiverRecord record(const Waiver& waiver);

    std::vector<Waiver> waivers_;
};

/// The place of a finding as waivers name it: "Week 1 > Share your thoughts"; "" for one about a whole course.
std::string activity_path(const model::Judgement& judged, const model::Finding& finding);

}  // namespace needfirst::audit
