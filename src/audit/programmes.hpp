// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/package.hpp"
#include "rule/heard.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace needfirst::audit {

/// The programmes of a run: those that catalogues list and courses lead through, and those whose parts the exports of
/// their courses tell one by one. Keeps a few numbers for each course of a programme in memory.
class Programmes {
public:
    /// The packages in the order of the run, catalogues first.
    void add(const model::Package& package, bool catalogue);
    /// All were added: parts become programmes.
    void done();
    bool empty() const { return known_.empty(); }
    /// Whole programmes of a package that is no catalogue: it told of them first. In a fixed order.
    std::vector<model::Programme> of(const std::string& path) const;

    /// A course was heard: what it states, its programmes state. Not of those that are a guess.
    void hear(const rule::Heard& course);
    /// Tells a course what its programme states - of several, the one that states most - and whether one ends with it.
    void tell(rule::Heard& course) const;

private:
    struct Part {
        std::string path;
        model::Programme programme;
    };
    void know(const model::Programme& programme);
    void join_steps();
    void join_prerequisites();
    /// Calls with the place of each programme's own name of the course.
    template <class Self, class Take>
    static void each_of(Self& self, const rule::Heard& course, const Take& take);

    std::vector<Part> steps_, prerequisites_;
    std::map<std::string, std::vector<model::Programme>> whole_;  ///< by the path of the package
    std::vector<rule::ProgrammeSaid> known_;
    struct Named {
        std::uint32_t programme;
        bool heard = false;
    };
    std::unordered_multimap<std::uint64_t, Named> by_course_;  ///< hash of a name to the programmes that hold it
    std::unordered_set<std::uint64_t> last_courses_;
};

}  // namespace needfirst::audit
