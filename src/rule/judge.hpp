// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/course.hpp"
#include "model/judgement.hpp"
#include "rule/heard.hpp"
#include "rule/pack.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace needfirst::rule {

/// Listens to courses and judges them by one set of rules. One thread each; a copy for another thread shares what is
/// remembered of sentences. The RuleSet is shared and must outlive them.
class Judge {
public:
    explicit Judge(const RuleSet& rules);
    ~Judge();
    Judge(const Judge& other);
    Judge(Judge&&) noexcept;

    /// Walks all text of a course once. `package` is the path shown in locations.
    Heard listen(const model::Course& course, std::string_view package);
    /// Verdict, findings and questions from what was heard.
    model::Judgement decide(Heard&& heard) const;
    model::Judgement judge(const model::Course& course, std::string_view package) {
        return decide(listen(course, package));
    }

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace needfirst::rule
