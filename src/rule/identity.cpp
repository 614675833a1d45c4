// SPDX-License-Identifier: Apache-2.0
#include "rule/identity.hpp"

#include "base/fingerprint.hpp"
#include "rule/quote.hpp"

#include <map>

namespace needfirst::rule {
namespace {

std::string course_of(const Heard& heard) {
    const std::string title = normalised(heard.facts.title);
    const bool by_code = title.empty() || (heard.listed && !heard.facts.identifier.empty());
    return by_code ? heard.facts.identifier : title;
}

}  // namespace

std::string identity(const std::string& rule, const Heard& heard, std::int32_t activity) {
    std::string parts = rule + '\n' + course_of(heard);
    if (activity >= 0) {
        const auto& a = heard.facts.activities[static_cast<std::size_t>(activity)];
        const std::string title = a.kind == model::Kind::prompt ? std::string() : normalised(a.title);
        parts += '\n' + title + '\n' + normalised(heard.notes[static_cast<std::size_t>(activity)].text);
    }
    return base::fingerprint(parts);
}

void number_twins(std::vector<model::Finding>& findings) {
    std::map<std::string, int> seen;
    for (auto& finding : findings)
        if (const int nth = ++seen[finding.fingerprint]; nth > 1)
            finding.fingerprint = base::fingerprint(finding.fingerprint + '\n' + std::to_string(nth));
}

}  // namespace needfirst::rule
