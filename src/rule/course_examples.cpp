// SPDX-License-Identifier: Apache-2.0
#include "rule/course_examples.hpp"

#include "rule/judge.hpp"
#include "rule/programme.hpp"
#include "rule/quote.hpp"
#include "rule/verdict.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace needfirst::rule {
namespace {

std::vector<Heard> listen(Judge& judge, const RuleSet& rules, const Example& example) {
    std::vector<Heard> found;
    for (const model::Course& course : example.courses) {
        Heard& heard = found.emplace_back(judge.listen(course, "example"));
        if (const VerdictRule* verdict = verdict_of(heard, rules)) heard.facts.verdict = verdict->verdict;
        if (!heard.understood) heard.facts.verdict = model::Verdict::unreadable;
    }
    return found;
}

// Several courses in an example of a rule about each of them are a programme.
void tell_programme(std::vector<Heard>& courses) {
    if (courses.size() < 2) return;
    ProgrammeSaid said;
    said.title = "example";
    said.courses = courses.size();
    for (const Heard& course : courses) add_to(said, course);
    for (Heard& course : courses) course.programme = said;
}

// In an example, prompts are the same where they are word for word.
void count_repeated(std::vector<Heard>& courses) {
    std::map<std::string, std::set<std::size_t>> standing;
    for (std::size_t i = 0; i < courses.size(); ++i)
        for (const ActivityNotes& notes : courses[i].notes) standing[normalised(notes.text)].insert(i);
    for (Heard& course : courses)
        for (ActivityNotes& notes : course.notes)
            if (!notes.text.empty()) notes.in_courses = standing[normalised(notes.text)].size();
}

}  // namespace

CourseExamples::CourseExamples(const RuleSet& rules) : rules_(rules) {
    Judge judge(rules);
    for (const Rule& rule : rules.rules)
        for (const Example& example : rule.examples) {
            auto& heard = heard_[&example] = listen(judge, rules, example);
            if (rule.about == About::catalogue) count_repeated(heard);
            if (rule.about == About::programme) heard = {programme_of(std::move(heard))};
            if (rule.about == About::course || rule.about == About::activity) tell_programme(heard);
        }
    for (const VerdictRule& verdict : rules.verdicts)
        for (const Example& example : verdict.examples) heard_[&example] = listen(judge, rules, example);
}

bool CourseExamples::rings(const Rule& rule, const Example& example) const {
    const auto& courses = heard(example);
    return std::any_of(courses.begin(), courses.end(), [&](const Heard& heard) { return rule::rings(rule, heard); });
}

std::vector<const Example*> CourseExamples::wrong(const Rule& rule) const {
    std::vector<const Example*> found;
    for (const Example& example : rule.examples)
        if (rings(rule, example) != example.rings) found.push_back(&example);
    return found;
}

std::vector<const Example*> CourseExamples::wrong(const VerdictRule& verdict) const {
    std::vector<const Example*> found;
    for (const Example& example : verdict.examples)
        for (const Heard& heard : heard(example))
            if (verdict_of(heard, rules_) != &verdict) found.push_back(&example);
    return found;
}

bool CourseExamples::all_right() const {
    const auto right = [&](const auto& one) { return wrong(one).empty(); };
    return std::all_of(rules_.rules.begin(), rules_.rules.end(), right) &&
           std::all_of(rules_.verdicts.begin(), rules_.verdicts.end(), right);
}

}  // namespace needfirst::rule
