// SPDX-License-Identifier: Apache-2.0
#include "rule/fitting.hpp"

#include "base/output.hpp"
#include "rule/evaluation.hpp"
#include "rule/listener.hpp"
#include "rule/signs.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <sstream>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

constexpr double hardness = 3;  // of the fit against its regularisation; 1 to 6 carried over alike
constexpr std::size_t rounds = 600, fewest_texts = 4;
constexpr double smallest = 0.08;  // a weight below it is not worth a line

struct Sample {
    std::vector<std::uint32_t> signs;  // heard, each once
    double share;                      // 1 / square root of the words
    bool wanted;
};

struct Model {
    std::vector<double> weights;
    double start = 0;
    double score(const Sample& sample) const {
        double sum = 0;
        for (const std::uint32_t sign : sample.signs) sum += weights[sign];
        return start + sum * sample.share;
    }
};

// Gradient descent with momentum; the objective is convex and small. Both sides weigh the same, however many texts
// they have.
Model train(const std::vector<const Sample*>& samples, std::size_t signs) {
    const auto wanted = static_cast<double>(
        std::count_if(samples.begin(), samples.end(), [](const Sample* sample) { return sample->wanted; }));
    const auto all = static_cast<double>(samples.size());
    const double pull_yes = all / (2 * std::max(wanted, 1.0)), pull_no = all / (2 * std::max(all - wanted, 1.0));
    Model model{std::vector<double>(signs), 0}, step{std::vector<double>(signs), 0};
    const double pace = 0.5 / (1 + hardness * all * 0.02);
    for (std::size_t round = 0; round < rounds; ++round) {
        std::vector<double> slope = model.weights;  // of the regularisation
        double start_slope = model.start;
        for (const Sample* sample : samples) {
            const double likely = 1 / (1 + std::exp(-model.score(*sample)));
            const double error =
                hardness * (sample->wanted ? pull_yes : pull_no) * (likely - (sample->wanted ? 1.0 : 0.0));
            start_slope += error;
            for (const std::uint32_t sign : sample->signs) slope[sign] += error * sample->share;
        }
        for (std::size_t i = 0; i < signs; ++i)
            step.weights[i] = 0.9 * step.weights[i] - pace * slope[i], model.weights[i] += step.weights[i];
        step.start = 0.9 * step.start - pace * 0.1 * start_slope;
        model.start += step.start;
    }
    return model;
}

std::vector<Sample> listen(const RuleSet& rules, std::size_t number, const std::string& label,
                           std::span<const std::filesystem::path> files) {
    const Signal& signal = rules.signals[number];
    Listener listener(rules, rules.books.at(signal.language));
    std::vector<Sample> samples;
    for (const auto& path : files)
        for (const JudgedText& text : read_judged(path)) {
            std::vector<std::uint32_t> heard;
            listener.take_half_words();
            const auto add = [&](std::string_view words, model::Field field) {
                if (words.empty()) return;
                listener.hear(words, field);
                for (const HeardSign& sign : listener.signs())
                    if (rules.meanings[sign.meaning].signal == number)
                        heard.push_back(rules.meanings[sign.meaning].sign);
            };
            add(text.course.title, model::Field::title);
            for (const auto& statement : text.course.statements) add(statement.text, statement.field);
            const double words = static_cast<double>(listener.take_half_words()) / 2;
            if (words < SignCount::fewest_words) continue;
            std::sort(heard.begin(), heard.end());
            heard.erase(std::unique(heard.begin(), heard.end()), heard.end());
            const bool wanted = label == "social" ? text.social == "yes"
                                : label == "need" ? text.need != "none"
                                                  : text.need == "stated";
            samples.push_back({std::move(heard), 1 / std::sqrt(words), wanted});
        }
    return samples;
}

// Two decimals, as they stand in the file.
double rounded(double value) { return std::round(value * 100) / 100; }

void hold_out(const std::vector<Sample>& samples, std::size_t signs, double reaches, std::size_t folds, Fit& fit) {
    double right = 0, rung = 0, wanted = 0, hit = 0;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<const Sample*> others;
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (i % folds != fold) others.push_back(&samples[i]);
        const Model model = train(others, signs);
        for (std::size_t i = fold; i < samples.size(); i += folds) {
            const bool rings = model.score(samples[i]) >= reaches;
            rung += rings, wanted += samples[i].wanted, hit += rings && samples[i].wanted;
            right += rings == samples[i].wanted;
        }
    }
    const auto all = static_cast<double>(std::max<std::size_t>(samples.size(), 1));
    const double chance = (rung * wanted + (all - rung) * (all - wanted)) / (all * all);
    fit.precision = rung > 0 ? hit / rung : 0;
    fit.recall = wanted > 0 ? hit / wanted : 0;
    fit.kappa = chance < 1 ? (right / all - chance) / (1 - chance) : 1;
}

}  // namespace

Fit fit(const RuleSet& rules, const std::string& id, const std::string& label,
        std::span<const std::filesystem::path> jsonl, std::size_t folds) {
    const auto found =
        std::find_if(rules.signals.begin(), rules.signals.end(), [&](const Signal& signal) { return signal.id == id; });
    if (found == rules.signals.end() || found->signs.empty())
        throw base::UsageError("rules fit: \"" + id + "\" is no signal with signs:; see rules/README.md");
    const Signal& signal = *found;
    const auto samples = listen(rules, static_cast<std::size_t>(found - rules.signals.begin()), label, jsonl);
    Fit result;
    result.texts = samples.size();
    std::vector<std::size_t> heard(signal.signs.size());
    std::vector<const Sample*> all;
    for (const Sample& sample : samples) {
        all.push_back(&sample);
        result.wanted += sample.wanted;
        for (const std::uint32_t sign : sample.signs) ++heard[sign];
    }
    hold_out(samples, signal.signs.size(), signal.reaches, std::max<std::size_t>(folds, 2), result);
    const Model model = train(all, signal.signs.size());
    result.start = rounded(model.start);
    for (std::size_t i = 0; i < signal.signs.size(); ++i) {
        const double now = signal.signs[i].weight;
        const double proposed = heard[i] < fewest_texts ? now : rounded(model.weights[i]);
        result.weights.push_back({signal.signs[i].entry.source, now, proposed});
    }
    std::stable_sort(result.weights.begin(), result.weights.end(),
                     [](const auto& a, const auto& b) { return a.proposed > b.proposed; });
    return result;
}

void write_weights(const std::filesystem::path& path, const Fit& fit, double reaches) {
    std::ifstream file(path);
    std::ostringstream out;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        inside = inside ? line.empty() || line[0] == ' ' || line[0] == '#' : false;
        if (line == "signs:") {
            inside = true;
            out << fmt::format("signs:\n  start: {:.2f}\n  reaches: {:.2f}\n  weights:\n", fit.start, reaches);
            for (const auto& weight : fit.weights) {
                if (std::abs(weight.proposed) < smallest) continue;
                std::string sign = weight.sign;
                for (std::size_t at = 0; (at = sign.find('\'', at)) != std::string::npos; at += 2) sign.insert(at, "'");
                out << fmt::format("    '{}': {:.2f}\n", sign, weight.proposed);
            }
        }
        if (!inside) out << line << '\n';
    }
    if (file.bad() || out.str().find("\nsigns:\n") == std::string::npos)
        throw base::FileError(path.string(), 0, 0, "cannot be read, or has no line \"signs:\"");
    base::Output written(path);
    written.write(out.str());
    written.done();
}

}  // namespace needfirst::rule
