// SPDX-License-Identifier: Apache-2.0
#include "rule/evaluation.hpp"

#include "base/json.hpp"
#include "rule/judge.hpp"

#include <algorithm>
#include <fstream>

namespace needfirst::rule {
namespace {

std::size_t index_of(const std::vector<std::string>& labels, std::string_view label) {
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

Confusion confusion(std::vector<std::string> labels) {
    const std::size_t n = labels.size();
    return {std::move(labels), std::vector(n, std::vector<std::size_t>(n))};
}

std::size_t sum_of_row(const Confusion& c, std::size_t row) {
    std::size_t sum = 0;
    for (const std::size_t count : c.counts[row]) sum += count;
    return sum;
}

std::size_t sum_of_column(const Confusion& c, std::size_t column) {
    std::size_t sum = 0;
    for (const auto& row : c.counts) sum += row[column];
    return sum;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

constexpr Mask meeting_kinds = bit(model::Kind::forum) | bit(model::Kind::chat) | bit(model::Kind::wiki) |
                               bit(model::Kind::peer_review) | bit(model::Kind::group_work) |
                               bit(model::Kind::collaboration) | bit(model::Kind::blog);

void add_items(const base::json::Value& section, int number, model::Course& course) {
    for (const auto& entry : section["items"].elements) {
        model::Item item;
        item.kind = model::from_name<model::Kind>(model::kind_names, entry["kind"].text()).value_or(model::Kind::page);
        item.title = entry["title"].text();
        item.section = number;
        item.meets = (meeting_kinds & bit(item.kind)) != 0;
        item.graded = entry["graded"].truth;
        item.required = entry["required"].truth;
        if (entry["hidden"].truth) item.placement = model::Placement::hidden;
        const bool page = item.kind == model::Kind::page;
        if (!entry["text"].text().empty())
            item.passages.push_back(
                {page ? model::Field::body : model::Field::prompt, std::string(entry["text"].text()), {}, false});
        course.items.push_back(std::move(item));
    }
}

model::Course course_of(const base::json::Value& line) {
    model::Course course;
    course.identifier = line["id"].text();
    course.title = line["title"].text();
    course.language = line["language"] ? line["language"].text() : "en";
    for (const char* key : {"text", "summary"})
        if (!line[key].text().empty())
            course.statements.push_back({model::Field::description, std::string(line[key].text()), {}, false});
    for (const auto& section : line["sections"].elements) {
        model::Section own;
        own.title = section["title"].text();
        course.sections.push_back(std::move(own));
        add_items(section, static_cast<int>(course.sections.size()) - 1, course);
    }
    return course;
}

}  // namespace

std::size_t Confusion::total() const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) sum += sum_of_row(*this, i);
    return sum;
}

double Confusion::accuracy() const {
    std::size_t right = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) right += counts[i][i];
    return ratio(static_cast<double>(right), static_cast<double>(total()));
}

double Confusion::precision(std::string_view label) const {
    const std::size_t i = index_of(labels, label);
    return ratio(static_cast<double>(counts[i][i]), static_cast<double>(sum_of_column(*this, i)));
}

double Confusion::recall(std::string_view label) const {
    const std::size_t i = index_of(labels, label);
    return ratio(static_cast<double>(counts[i][i]), static_cast<double>(sum_of_row(*this, i)));
}

double Confusion::f1(std::string_view label) const {
    const double p = precision(label), r = recall(label);
    return ratio(2 * p * r, p + r);
}

double Confusion::kappa() const {
    const auto n = static_cast<double>(total());
    double chance = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        chance += static_cast<double>(sum_of_row(*this, i)) * static_cast<double>(sum_of_column(*this, i));
    chance = ratio(chance, n * n);
    return chance < 1 ? (accuracy() - chance) / (1 - chance) : 1;
}

std::vector<JudgedText> read_judged(const std::filesystem::path& jsonl) {
    std::ifstream file(jsonl);
    if (!file)
        throw base::FileError(jsonl.string(), 0, 0, "cannot be opened; a JSON Lines file of judged texts expected");
    std::vector<JudgedText> found;
    std::string text;
    for (int number = 1; std::getline(file, text); ++number) {
        if (text.find_first_not_of(" \r\t") == std::string::npos) continue;
        base::json::Value line;
        try {
            line = base::json::parse(text);
        } catch (const base::InputError& e) {
            throw base::FileError(jsonl.string(), number, 0, e.what());
        }
        JudgedText one;
        one.line = number;
        one.course = course_of(line);
        one.text = line["text"] ? line["text"].text() : line["summary"].text();
        one.social = line["social"].text();
        one.need = line["need"].text();
        one.verdict = line["verdict"].text();
        if (one.verdict == "n/a") one.verdict = "not-social";
        found.push_back(std::move(one));
    }
    return found;
}

Evaluation evaluate(const RuleSet& rules, const std::filesystem::path& jsonl) {
    Judge judge(rules);
    return evaluate(jsonl, [&](const JudgedText& one) { return judge.judge(one.course, "gold"); });
}

Evaluation evaluate(const std::filesystem::path& jsonl, const JudgementOf& judgement_of) {
    const std::vector<std::string> verdicts = {"not-social", "purposeful", "unproven", "tacked-on", "unreadable"};
    Evaluation result{0,
                      confusion({"yes", "no"}),
                      confusion({"none", "implied", "stated"}),
                      confusion({"need", "none"}),
                      confusion(verdicts),
                      confusion(verdicts),
                      {}};
    for (const JudgedText& one : read_judged(jsonl)) {
        const model::Judgement judged = judgement_of(one);
        ++result.texts;
        const bool social = std::any_of(judged.activities.begin(), judged.activities.end(), [](const auto& a) {
            return a.social && a.placement != model::Placement::hidden;
        });
        const auto compare = [&](Confusion& c, const char* label, const std::string& expected, const std::string& got,
                                 bool keep) {
            const std::size_t row = index_of(c.labels, expected), column = index_of(c.labels, got);
            if (row >= c.labels.size())
                throw base::FileError(jsonl.string(), one.line, 0,
                                      std::string(label) + " \"" + expected + "\" is not a label");
            ++c.counts[row][column];
            if (keep && row != column)
                result.misses.push_back(
                    {one.course.identifier, one.course.title, one.text, label, expected, got, judged});
        };
        const std::string need(model::name(judged.need)), verdict(model::name(judged.verdict));
        compare(result.social, "social", one.social, social ? "yes" : "no", true);
        compare(result.need, "need", one.need, need, true);
        compare(result.any_need, "need", one.need == "none" ? "none" : "need", need == "none" ? "none" : "need", false);
        compare(result.verdict, "verdict", one.verdict, verdict, true);
        if (one.social == "yes" && social)
            compare(result.verdict_within_social, "verdict", one.verdict, verdict, false);
    }
    return result;
}

}  // namespace needfirst::rule
