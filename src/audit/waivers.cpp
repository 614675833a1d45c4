// SPDX-License-Identifier: Apache-2.0
#include "audit/waivers.hpp"

#include "base/glob.hpp"
#include "base/yaml.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {
namespace {

using base::YamlFile;

constexpr std::array<std::string_view, 6> keys = {"rule", "place", "finding", "reason", "owner", "expires"};
constexpr std::array<std::string_view, 3> place_keys = {"package", "course", "activity"};

std::string date(const YamlFile& file, const base::YamlNode& node) {
    const std::string text = file.text(node);
    int year = 0, month = 0, day = 0, end = 0;
    const bool shaped =
        text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10;
    if (!shaped || !std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(unsigned(month)),
                                                std::chrono::day(unsigned(day)))
                        .ok())
        file.fail(node, "a day expected, as in 2030-03-31, not \"" + text + "\"");
    return text;
}

/// The id that rings today under the name that the waiver uses.
std::string rule_id(const std::string& name, const rule::RuleSet& rules, std::string& unknown) {
    if (name.find_first_of("*?") != std::string::npos) return name;
    std::vector<std::string_view> ids;
    for (const auto& rule : rules.rules) {
        if (rule.id == name || std::find(rule.aliases.begin(), rule.aliases.end(), name) != rule.aliases.end())
            return rule.id;
        ids.push_back(rule.id);
    }
    const std::string near = base::did_you_mean(name, ids);
    unknown = "there is no active rule " + name + (near.starts_with(";") ? "" : near);
    return name;
}

std::string shown_place(const std::string& package, const std::string& course, const std::string& activity,
                        const std::string& finding) {
    std::string shown = package;
    for (const std::string& part : {course, activity})
        if (!part.empty()) shown += (shown.empty() ? "" : " > ") + part;
    if (!finding.empty()) shown += (shown.empty() ? "finding " : ", finding ") + finding;
    return shown;
}

}  // namespace

Waivers::Waivers(const std::filesystem::path& path, const std::string& today, const rule::RuleSet& rules) {
    const YamlFile file(path, path.string());
    constexpr std::array<std::string_view, 1> root_keys = {"waivers"};
    file.only_keys(file.root(), root_keys);
    const base::YamlNode list = file.need(file.root(), "waivers");
    if (list.is_null()) return;
    if (!list.is_sequence()) file.fail(list, "a list of waivers expected");
    for (const auto& node : list) {
        file.only_keys(node, keys);
        Waiver waiver;
        waiver.place = file.place(node);
        waiver.rule = rule_id(file.text(file.need(node, "rule")), rules, waiver.unknown);
        waiver.finding = file.text_of(node, "finding");
        waiver.reason = file.text(file.need(node, "reason"));
        if (waiver.reason.find_first_not_of(" \t\n") == std::string::npos)
            file.fail(node["reason"], "a reason expected: why may this finding stand?");
        waiver.owner = file.text_of(node, "owner");
        if (const base::YamlNode expires = node["expires"]) waiver.expires = date(file, expires);
        waiver.expired = !waiver.expires.empty() && waiver.expires < today;
        if (const base::YamlNode place = node["place"]) {
            if (place.is_scalar()) {
                waiver.package = place.scalar();
            } else {
                file.only_keys(place, place_keys);
                waiver.package = file.text_of(place, "package");
                waiver.course = file.text_of(place, "course");
                waiver.activity = file.text_of(place, "activity");
            }
        } else if (waiver.finding.empty()) {
            file.fail(node,
                      "\"place:\" or \"finding:\" is missing; to silence a rule everywhere use \"levels:\" in "
                      "needfirst.yaml");
        }
        waivers_.push_back(std::move(waiver));
    }
}

bool Waivers::covers(Waiver& waiver, const std::string& package, const model::Judgement& judged,
                     const model::Finding& finding) const {
    if (!base::title_matches(waiver.rule, finding.rule)) return false;
    if (!waiver.finding.empty() && waiver.finding != finding.fingerprint) return false;
    if (!waiver.package.empty() && !base::path_matches(waiver.package, package)) return false;
    if (!waiver.course.empty() && !base::title_matches(waiver.course, judged.title) &&
        !base::title_matches(waiver.course, judged.identifier))
        return false;
    if (waiver.activity.empty()) return true;
    const std::string path = activity_path(judged, finding);
    const std::string title =
        finding.activity < 0 ? "" : judged.activities[static_cast<std::size_t>(finding.activity)].title;
    if (finding.activity >= 0 &&
        (base::title_matches(waiver.activity, path) || base::title_matches(waiver.activity, title)))
        return true;
    if (waiver.nearest.empty()) waiver.nearest = path.empty() ? "the whole course" : "\"" + path + "\"";
    return false;
}

void Waivers::apply(const std::string& package, model::Judgement& judged) {
    for (auto& finding : judged.findings)
        for (std::size_t i = 0; i < waivers_.size(); ++i) {
            Waiver& waiver = waivers_[i];
            if (!covers(waiver, package, judged, finding)) continue;
            ++waiver.covers;
            if (waiver.expired) continue;
            finding.state = model::FindingState::waived;
            finding.waiver = static_cast<int>(i);
            break;
        }
}

model::WaiverRecord Waivers::record(const Waiver& waiver) {
    model::WaiverRecord record{waiver.rule,
                               shown_place(waiver.package, waiver.course, waiver.activity, waiver.finding),
                               waiver.reason,
                               waiver.owner,
                               waiver.expires,
                               "used",
                               {},
                               {}};
    record.file = fmt::format("{}:{}", waiver.place.file, waiver.place.line);
    if (waiver.expired) {
        record.state = "expired";
        record.message = fmt::format(
            "expired on {}: {}", waiver.expires,
            waiver.covers == 0 ? std::string("nothing is left that it would cover; remove it")
                               : fmt::format("{} {} again; mend what rings, or renew the waiver with its reason",
                                             waiver.covers, waiver.covers == 1 ? "finding counts" : "findings count"));
    } else if (!waiver.unknown.empty()) {
        record.state = "unused";
        record.message = waiver.unknown + "; remove the waiver, or name the rule that took its place";
    } else if (waiver.covers == 0 && !waiver.nearest.empty()) {
        record.state = "mismatched";
        record.message =
            fmt::format("the rule rang there, but at {}; correct the activity, or remove the waiver", waiver.nearest);
    } else if (waiver.covers == 0) {
        record.state = "unused";
        record.message = "covers no finding; remove it";
    }
    return record;
}

std::vector<model::WaiverRecord> Waivers::records() const {
    std::vector<model::WaiverRecord> all;
    for (const auto& waiver : waivers_) all.push_back(record(waiver));
    return all;
}

std::string activity_path(const model::Judgement& judged, const model::Finding& finding) {
    if (finding.activity < 0) return {};
    const auto& activity = judged.activities[static_cast<std::size_t>(finding.activity)];
    return activity.section.empty() ? activity.title : activity.section + " > " + activity.title;
}

}  // namespace needfirst::audit
