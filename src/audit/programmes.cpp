// SPDX-License-Identifier: Apache-2.0
#include "audit/programmes.hpp"

#include "base/fingerprint.hpp"
#include "rule/programme.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace needfirst::audit {
namespace {

constexpr std::size_t most_courses = 60;  // that ask for one another and may still be a programme somebody planned

/// Who asks for whom to be completed before.
class Prerequisites {
public:
    void add(const std::string& before, const std::string& after) {
        before_[after].insert(before);
        asked_for_.insert(before);
    }
    bool is_last(const std::string& course) const { return !asked_for_.contains(course); }

    /// All that leads to a course, each behind what it asks for, the course last. Empty where they go round in a circle
    /// or are too many.
    std::vector<std::string> steps_to(const std::string& last) const {
        std::vector<std::string> steps;
        std::set<std::string> done, open;
        const bool straight = visit(last, steps, done, open);
        if (!straight) steps.clear();
        return steps;
    }

private:
    bool visit(const std::string& course, std::vector<std::string>& steps, std::set<std::string>& done,
               std::set<std::string>& open) const {
        if (done.contains(course)) return true;
        if (!open.insert(course).second || open.size() > most_courses || steps.size() >= most_courses) return false;
        if (const auto found = before_.find(course); found != before_.end())
            for (const std::string& one : found->second)
                if (!visit(one, steps, done, open)) return false;
        open.erase(course);
        done.insert(course);
        steps.push_back(course);
        return true;
    }

    std::map<std::string, std::set<std::string>> before_;
    std::set<std::string> asked_for_;
};

}  // namespace

void Programmes::add(const model::Package& package, bool catalogue) {
    for (const model::Programme& programme : package.programmes) {
        if (programme.courses.empty()) continue;
        if (programme.step > 0) {
            steps_.push_back({package.path, programme});
        } else if (programme.basis == model::Basis::prerequisite) {
            prerequisites_.push_back({package.path, programme});
        } else {
            know(programme);
            if (!catalogue) whole_[package.path].push_back(programme);
        }
    }
}

void Programmes::done() {
    join_prerequisites();
    join_steps();
    steps_.clear();
    prerequisites_.clear();
}

// Numbered titles are a programme where every number from 1 on stands once.
void Programmes::join_steps() {
    std::map<std::string, std::vector<const Part*>> by_name;
    for (const Part& part : steps_) by_name[part.programme.identifier].push_back(&part);
    for (auto& [identifier, parts] : by_name) {
        const Part& first = *parts.front();
        std::stable_sort(parts.begin(), parts.end(),
                         [](const Part* a, const Part* b) { return a->programme.step < b->programme.step; });
        model::Programme whole{identifier, first.programme.title, {}, first.programme.basis};
        for (const Part* part : parts)
            if (part->programme.step == static_cast<std::int32_t>(whole.courses.size()) + 1)
                whole.courses.push_back(part->programme.courses.front());
        if (whole.courses.size() < 2 || whole.courses.size() != parts.size()) continue;
        know(whole);
        whole_[first.path].push_back(std::move(whole));
    }
}

void Programmes::join_prerequisites() {
    Prerequisites asked;
    for (const Part& part : prerequisites_)
        for (std::size_t i = 0; i + 1 < part.programme.courses.size(); ++i)
            asked.add(part.programme.courses[i], part.programme.courses.back());
    for (const Part& part : prerequisites_) {
        const std::string& last = part.programme.courses.back();
        if (!asked.is_last(last)) continue;
        model::Programme whole{part.programme.identifier, part.programme.title, asked.steps_to(last),
                               part.programme.basis};
        if (whole.courses.size() < 2) continue;
        know(whole);
        whole_[part.path].push_back(std::move(whole));
    }
}

std::vector<model::Programme> Programmes::of(const std::string& path) const {
    const auto found = whole_.find(path);
    return found == whole_.end() ? std::vector<model::Programme>() : found->second;
}

// A guess may be shown, but nothing is excused by it.
void Programmes::know(const model::Programme& programme) {
    if (programme.basis == model::Basis::guessed) return;
    const auto number = static_cast<std::uint32_t>(known_.size());
    known_.push_back({programme.title, 0, model::Need::none, {}, {}});
    for (const std::string& course : programme.courses) by_course_.emplace(base::hash64(course), Named{number});
    if (programme.basis == model::Basis::linked && !programme.identifier.empty())  // the course that leads through it
        by_course_.emplace(base::hash64(programme.identifier), Named{number});
    last_courses_.insert(base::hash64(programme.courses.back()));
}

template <class Self, class Take>
void Programmes::each_of(Self& self, const rule::Heard& course, const Take& take) {
    const auto look = [&](const std::string& name) {
        if (name.empty()) return;
        const auto [from, to] = self.by_course_.equal_range(base::hash64(name));
        for (auto at = from; at != to; ++at) take(at->second);
    };
    look(course.facts.identifier);
    if (course.facts.title != course.facts.identifier) look(course.facts.title);
    for (const std::string& name : course.facts.names) look(name);
}

void Programmes::hear(const rule::Heard& course) {
    if (course.retired) return;
    each_of(*this, course, [&](Named& named) {
        rule::ProgrammeSaid& said = known_[named.programme];
        if (!std::exchange(named.heard, true)) ++said.courses;
        rule::add_to(said, course);
    });
}

void Programmes::tell(rule::Heard& course) const {
    const rule::ProgrammeSaid* most = nullptr;
    each_of(*this, course, [&](const Named& named) {
        const rule::ProgrammeSaid& said = known_[named.programme];
        if (!most || said.need > most->need || (said.need == most->need && &said < most)) most = &said;
    });
    if (most) course.programme = *most;
    const auto is_last = [&](const std::string& name) { return last_courses_.contains(base::hash64(name)); };
    course.last_of_programme |= is_last(course.facts.identifier) || is_last(course.facts.title) ||
                                std::any_of(course.facts.names.begin(), course.facts.names.end(), is_last);
}

}  // namespace needfirst::audit
