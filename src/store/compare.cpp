// SPDX-License-Identifier: Apache-2.0
#include "store/compare.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace needfirst::store {
namespace {

struct Finding {
    std::int64_t course;
    ChangedFinding what;
    bool waived;
};

struct Course {
    std::string package, identifier, title, verdict, need;
};

/// The courses and findings of one audit.
struct Side {
    explicit Side(const Audit& audit) {
        audit.each(
            "SELECT c.id, p.path, c.identifier, c.title, c.verdict, c.need FROM course c JOIN package p ON p.id = "
            "c.package_id ORDER BY c.id",
            [&](const Row& row) {
                courses.emplace(row.integer(0),
                                Course{std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
                                       std::string(row.text(4)), std::string(row.text(5))});
            });
        audit.each(
            "SELECT course_id, level, rule, activity, message, quote, location, fingerprint, state FROM finding_flat "
            "WHERE course_id IS NOT NULL ORDER BY id",
            [&](const Row& row) {
                const auto text = [&](int column) { return std::string(row.text(column)); };
                findings.push_back({row.integer(0),
                                    {Change::still, text(1), text(2), text(3), text(4), text(5), text(6), text(7), {}},
                                    row.text(8) == "waived"});
            });
        audit.each("SELECT id FROM rule", [&](const Row& row) { rules.emplace(row.text(0)); });
    }
    std::map<std::int64_t, Course> courses;
    std::vector<Finding> findings;
    std::set<std::string> rules;
};

/// Courses of the earlier audit -> of the later one: by the most exact key first, each course once.
std::map<std::int64_t, std::int64_t> match(const Side& before, const Side& after) {
    using Key = std::function<std::string(const Course&)>;
    const Key keys[] = {
        [](const Course& c) { return c.package + '\n' + c.identifier + '\n' + c.title; },
        [](const Course& c) {
            return c.identifier.empty() || c.title.empty() ? std::string() : c.identifier + '\n' + c.title;
        },
        [](const Course& c) { return c.identifier.empty() ? std::string() : c.package + '\n' + c.identifier; },
        [](const Course& c) { return c.title; },
        [](const Course& c) { return c.identifier; },
    };
    std::map<std::int64_t, std::int64_t> found;
    std::set<std::int64_t> taken;
    for (const Key& key : keys) {
        std::unordered_map<std::string, std::vector<std::int64_t>> open;  // the last one is the next to take
        for (auto at = after.courses.rbegin(); at != after.courses.rend(); ++at)
            if (const auto name = key(at->second); !name.empty() && !taken.contains(at->first))
                open[name].push_back(at->first);
        for (const auto& [id, course] : before.courses) {
            if (found.contains(id)) continue;
            const auto name = key(course);
            const auto same = name.empty() ? open.end() : open.find(name);
            if (same == open.end() || same->second.empty()) continue;
            found.emplace(id, same->second.back());
            taken.insert(same->second.back());
            same->second.pop_back();
        }
    }
    return found;
}

class Comparer {
public:
    Comparer(const Side& before, const Side& after) : before_(before), after_(after), matched_(match(before, after)) {}

    std::vector<ChangedCourse> courses() {
        for (const auto& [id, course] : after_.courses) {
            auto& made = by_after_[id];
            made.package = course.package, made.identifier = course.identifier, made.title = course.title;
            made.verdict_after = course.verdict, made.need_after = course.need;
        }
        for (const auto& [id, course] : before_.courses) {
            auto& made = of_before(id);
            made.verdict_before = course.verdict, made.need_before = course.need;
            if (made.title.empty() && made.identifier.empty() && made.package.empty())
                made.package = course.package, made.identifier = course.identifier, made.title = course.title;
        }
        take_findings();
        std::vector<ChangedCourse> all;
        for (auto* courses : {&by_after_, &only_before_})
            for (auto& [id, course] : *courses) {
                const bool other = course.verdict_before != course.verdict_after && !course.verdict_before.empty() &&
                                   !course.verdict_after.empty();
                if (course.findings.empty() && !other) continue;
                std::stable_sort(course.findings.begin(), course.findings.end(),
                                 [](const auto& a, const auto& b) { return a.change < b.change; });
                all.push_back(std::move(course));
            }
        return all;
    }

private:
    ChangedCourse& of_before(std::int64_t id) {
        const auto same = matched_.find(id);
        return same == matched_.end() ? only_before_[id] : by_after_[same->second];
    }

    void take_findings() {
        std::unordered_map<std::string, std::size_t> had;
        for (const auto& finding : before_.findings) ++had[finding.what.fingerprint];
        std::unordered_map<std::string, std::size_t> kept;
        for (const auto& finding : after_.findings) {
            ChangedFinding made = finding.what;
            auto& left = had[made.fingerprint];
            if (left > 0)
                --left, ++kept[made.fingerprint], made.change = finding.waived ? Change::waived : Change::still;
            else if (finding.waived) continue;  // never counted
            else made.change = Change::fresh;
            by_after_[finding.course].findings.push_back(std::move(made));
        }
        for (const auto& finding : before_.findings) {
            auto& again = kept[finding.what.fingerprint];
            if (again > 0) {
                --again;
                continue;
            }
            if (finding.waived) continue;
            ChangedFinding made = finding.what;
            ChangedCourse& course = of_before(finding.course);
            made.why = why_gone(course, made.rule);
            made.change = made.why.empty() ? Change::mended : Change::gone;
            course.findings.push_back(std::move(made));
        }
    }

    std::string why_gone(const ChangedCourse& course, const std::string& rule) const {
        if (course.verdict_after.empty()) return "the course is not in the later audit";
        if (course.verdict_after == "unreadable") return "too little of the course could be read this time";
        if (!after_.rules.contains(rule)) return "the rule is not active in the later audit";
        return {};
    }

    const Side& before_;
    const Side& after_;
    std::map<std::int64_t, std::int64_t> matched_;
    std::map<std::int64_t, ChangedCourse> by_after_, only_before_;
};

}  // namespace

std::size_t ChangedCourse::count(Change change) const {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const auto& f) { return f.change == change; }));
}

std::size_t Comparison::count(Change change) const {
    std::size_t all = 0;
    for (const auto& course : courses) all += course.count(change);
    return all;
}

Comparison compare(const Audit& before, const Audit& after) {
    const Side old_side(before), new_side(after);
    Comparison made;
    made.before = before.path().string(), made.after = after.path().string();
    made.courses_before = old_side.courses.size(), made.courses_after = new_side.courses.size();
    made.other_rules = before.run().rules_fingerprint != after.run().rules_fingerprint;
    made.courses = Comparer(old_side, new_side).courses();
    return made;
}

}  // namespace needfirst::store
