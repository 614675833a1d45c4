// SPDX-License-Identifier: Apache-2.0
#include "rule/verdict.hpp"

#include "rule/asking.hpp"
#include "rule/identity.hpp"
#include "rule/ladder.hpp"
#include "rule/quote.hpp"

#include <algorithm>
#include <chrono>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

constexpr std::array<double, 3> shares = {0.05, 0.25, 0.5};  // of a note, a warning, an alarm

// Where people meet and no words say so: the title of the place.
std::string first_meeting(const Heard& heard) {
    for (std::size_t i = 0; i < heard.facts.activities.size(); ++i)
        if (heard.facts.activities[i].social && heard.notes[i].counts) return heard.facts.activities[i].title;
    return {};
}

std::string day(std::int64_t seconds) {
    const std::chrono::year_month_day date{
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}})};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string days(std::int64_t number) { return fmt::format("{} {}", number, number == 1 ? "day" : "days"); }

// "nobody has written in the 40 days before the export", "the last of 7 posts is of 2019-03-02, 412 days before the
// export"
std::string silence(const model::Activity& activity, const ActivityNotes& notes) {
    if (!activity.posts) return "nothing is known of who has written";
    if (*activity.posts == 0)
        return notes.open_days < 0
                   ? "nobody has written"
                   : fmt::format("nobody has written in the {} before the export", days(notes.open_days));
    std::string told = *activity.posts == 1 ? "the only post" : fmt::format("the last of {} posts", *activity.posts);
    if (!activity.last_post_at) return told + " has no date";
    told += " is of " + day(*activity.last_post_at);
    return notes.silent_days < 0 ? told : told + fmt::format(", {} before the export", days(notes.silent_days));
}

class Message {
public:
    Message(Asking& asking, std::int32_t activity, Within reach = Within::course)
        : asking_(asking), heard_(asking.heard()), activity_(activity), reach_(reach) {}

    std::string fill(std::string_view form) const {
        std::string out;
        for (std::size_t at = 0; at < form.size();) {
            const std::size_t open = form.find('{', at), close = form.find('}', open);
            if (close == std::string_view::npos) return out + std::string(form.substr(at));
            out += form.substr(at, open - at);
            out += value(form.substr(open + 1, close - open - 1));
            at = close + 1;
        }
        return out;
    }

private:
    std::string value(std::string_view name) const {
        const model::Activity* activity =
            activity_ >= 0 ? &heard_.facts.activities[static_cast<std::size_t>(activity_)] : nullptr;
        if (name == "course") return heard_.facts.title;
        if (name == "searched") return searched(heard_, activity_, reach_);
        if (name == "near_miss") {
            std::string miss = asking_.near_miss(activity_, reach_).quote;
            if (miss.ends_with('.')) miss.pop_back();
            return miss.empty() ? "nothing" : miss;
        }
        if (name == "quote") {
            const auto* evidence = asking_.quote(activity_);
            return evidence ? evidence->quote : activity ? activity->title : first_meeting(heard_);
        }
        if (!activity) return name == "activity" ? heard_.facts.title : std::string();
        if (name == "activity")
            return activity->title.empty() ? std::string(model::name(activity->kind)) : activity->title;
        if (name == "kind") return std::string(model::name(activity->kind));
        if (name == "section") return activity->section;
        if (name == "silence") return silence(*activity, heard_.notes[static_cast<std::size_t>(activity_)]);
        if (name == "platform") return activity->platform.empty() ? "a tool" : activity->platform;
        return {};
    }

    Asking& asking_;
    const Heard& heard_;
    std::int32_t activity_;
    Within reach_;
};

model::Finding find_at(const Rule& rule, Asking& asking, std::int32_t activity) {
    const Heard& heard = asking.heard();
    const Within reach = reach_of(rule.when);
    const Message message(asking, activity, reach);
    model::Finding finding;
    finding.activity = activity;
    finding.rule = rule.id;
    finding.level = rule.level;
    finding.message = message.fill(rule.message);
    const auto* evidence = asking.quote(activity);
    if (evidence) finding.quote = evidence->quote;
    if (activity >= 0) {
        const auto& a = heard.facts.activities[static_cast<std::size_t>(activity)];
        finding.location = a.location;
        if (finding.quote.empty()) finding.quote = a.title;
    } else if (evidence) {
        finding.location = evidence->location;
    }
    if (asks_for_need(rule.when)) {
        const NearMiss miss = asking.near_miss(activity, reach);
        finding.searched = searched(heard, activity, reach);
        if (!miss.quote.empty()) finding.near_miss = fmt::format("“{}” ({})", miss.quote, miss.location);
    }
    finding.fingerprint = identity(rule.id, heard, activity);
    return finding;
}

void apply(const Rule& rule, Asking& asking, std::vector<model::Finding>& findings) {
    if (rule.about == About::course) {
        if (asking.holds(rule.when)) findings.push_back(find_at(rule, asking, -1));
    } else if (rule.about == About::activity) {
        for (std::size_t i = 0; i < asking.heard().notes.size(); ++i)
            if (const auto at = static_cast<std::int32_t>(i);
                asking.heard().notes[i].counts && asking.holds(rule.when, at))
                findings.push_back(find_at(rule, asking, at));
    }
}

std::vector<model::Question> questions_of(Asking& asking, const RuleSet& rules) {
    const auto& findings = asking.heard().facts.findings;
    std::vector<model::Question> questions;
    for (const model::Level level : {model::Level::alarm, model::Level::warning, model::Level::note}) {
        for (const Rule& rule : rules.rules) {
            if (rule.level != level) continue;
            const auto rang =
                std::find_if(findings.begin(), findings.end(), [&](const auto& f) { return f.rule == rule.id; });
            if (rang == findings.end()) continue;
            for (const std::string& question : rule.ask) {
                std::string text = Message(asking, rang->activity, reach_of(rule.when)).fill(question);
                const bool asked = std::any_of(questions.begin(), questions.end(),
                                               [&](const auto& known) { return known.text == text; });
                if (!asked) questions.push_back({rule.id, std::move(text)});
            }
        }
    }
    return questions;
}

void choose_verdict(Heard& heard, const RuleSet& rules) {
    model::Judgement& facts = heard.facts;
    if (!heard.understood) {
        facts.verdict = model::Verdict::unreadable;
        facts.reason = fmt::format("No rule pack listens in this language ({}).", facts.language);
        return;
    }
    if (const VerdictRule* rule = verdict_of(heard, rules)) {
        facts.verdict = rule->verdict;
        Asking asking(heard);
        facts.reason = Message(asking, -1).fill(rule->because);
        return;
    }
    facts.verdict = model::Verdict::unproven;
    facts.reason = "No verdict of the rule packs holds for this course.";
}

}  // namespace

const VerdictRule* verdict_of(const Heard& heard, const RuleSet& rules) {
    Asking asking(heard);
    const auto found = std::find_if(rules.verdicts.begin(), rules.verdicts.end(),
                                    [&](const VerdictRule& rule) { return asking.holds(rule.when); });
    return found == rules.verdicts.end() ? nullptr : &*found;
}

bool rings(const Rule& rule, const Heard& heard) {
    if (heard.facts.verdict == model::Verdict::unreadable || heard.retired) return false;
    Asking asking(heard);
    if (rule.about == About::course || rule.about == About::programme) return asking.holds(rule.when);
    for (std::size_t i = 0; i < heard.notes.size(); ++i)
        if (heard.notes[i].counts && asking.holds(rule.when, static_cast<std::int32_t>(i))) return true;
    return false;
}

std::optional<std::size_t> courses_repeated(const Condition& condition) {
    if (condition.op == Condition::Op::repeated) return static_cast<std::size_t>(condition.at_least.value_or(2));
    for (const Condition& part : condition.parts)
        if (const auto found = courses_repeated(part)) return found;
    return std::nullopt;
}

std::optional<model::Finding> ring(const Rule& rule, const std::string& identifier, const std::string& title,
                                   const model::Activity& prompt, std::size_t in_courses) {
    Heard heard;
    heard.facts.identifier = identifier;
    heard.facts.title = title;
    heard.facts.verdict = model::Verdict::unproven;  // it holds a meeting; which verdict it has, such rules do not ask
    heard.facts.activities.push_back(prompt);
    heard.facts.activities.back().social = true;
    heard.notes.push_back({});
    heard.notes.back().text = prompt.words;
    heard.notes.back().in_courses = in_courses;
    Asking asking(heard);
    if (!asking.holds(rule.when, 0)) return std::nullopt;
    return find_at(rule, asking, 0);
}

model::Finding find(const Rule& rule, const Heard& heard) {
    Asking asking(heard);
    return find_at(rule, asking, -1);
}

double loudness(const std::vector<model::Finding>& findings) {
    double silence = 1;
    for (const auto& finding : findings) silence *= 1 - shares[static_cast<std::size_t>(finding.level)];
    return 1 - silence;
}

model::Judgement reach_verdict(Heard&& heard, const RuleSet& rules) {
    heard.facts.need = heard.need;
    heard.facts.words_read = static_cast<std::int64_t>((heard.half_words + 1) / 2);
    choose_verdict(heard, rules);
    for (std::size_t i = 0; i < heard.facts.activities.size(); ++i)
        if (heard.facts.activities[i].social) heard.facts.activities[i].words = normalised(heard.notes[i].text);
    std::vector<model::Finding> findings;
    Asking asking(heard);
    if (heard.facts.verdict != model::Verdict::unreadable && !heard.retired)
        for (const Rule& rule : rules.rules) apply(rule, asking, findings);
    number_twins(findings);
    heard.facts.score = loudness(findings);
    heard.facts.findings = std::move(findings);
    heard.facts.questions = questions_of(asking, rules);
    return std::move(heard.facts);
}

namespace {

void append(Heard& heard, Heard&& other) {
    const auto shift = static_cast<std::int32_t>(heard.facts.activities.size());
    const auto sections = static_cast<std::int32_t>(heard.section_needs.size());
    for (auto& activity : other.facts.activities) heard.facts.activities.push_back(std::move(activity));
    for (auto& notes : other.notes) {
        if (notes.section >= 0) notes.section += sections;
        heard.notes.push_back(std::move(notes));
    }
    for (auto& evidence : other.facts.evidence) {
        if (evidence.activity >= 0) evidence.activity += shift;
        heard.facts.evidence.push_back(std::move(evidence));
    }
    for (Trace trace : other.traces) {
        if (trace.activity >= 0) trace.activity += shift;
        if (trace.section >= 0) trace.section += sections;
        heard.traces.push_back(trace);
    }
    heard.section_needs.insert(heard.section_needs.end(), other.section_needs.begin(), other.section_needs.end());
    heard.need = std::max(heard.need, other.need);
    heard.half_words += other.half_words;
    heard.statements += other.statements;
    heard.items += other.items;
    heard.tasks += other.tasks;
    heard.tasks_asked += other.tasks_asked;
    heard.fragment = heard.fragment && other.fragment;
    heard.retired = heard.retired || other.retired;
    heard.understood = heard.understood || other.understood;
    heard.last_of_programme = heard.last_of_programme || other.last_of_programme;
    if (heard.programme.title.empty() || other.programme.need > heard.programme.need)
        heard.programme = std::move(other.programme);
    heard.rows += other.rows + (other.listed && !heard.listed ? 1 : 0);
    heard.listed = heard.listed && other.listed;
    heard.facts.names.insert(heard.facts.names.end(), other.facts.names.begin(), other.facts.names.end());
    const auto keep = [](std::string& own, std::string& more) {
        if (own.empty()) own = std::move(more);
    };
    keep(heard.facts.identifier, other.facts.identifier);
    keep(heard.facts.title, other.facts.title);
    keep(heard.facts.language, other.facts.language);
    keep(heard.facts.provider, other.facts.provider);
    keep(heard.facts.category, other.facts.category);
}

}  // namespace

void join(Heard& heard, std::vector<Heard>&& others) {
    for (Heard& other : others) append(heard, std::move(other));
    std::sort(heard.traces.begin(), heard.traces.end());
}

}  // namespace needfirst::rule
