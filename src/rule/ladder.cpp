// SPDX-License-Identifier: Apache-2.0
#include "rule/ladder.hpp"

#include <algorithm>
#include <optional>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

using Op = Condition::Op;

// What stands near a meeting is looked for in the whole course.
Within rung_of(const Condition& condition) {
    return condition.within == Within::meeting ? Within::course : condition.within;
}

std::optional<Within> widest(const Condition& condition) {
    std::optional<Within> found;
    if (condition.op == Op::need || condition.op == Op::hears) found = rung_of(condition);
    for (const Condition& part : condition.parts)
        if (const auto other = widest(part)) found = std::max(found.value_or(Within::activity), *other);
    return found;
}

std::string counted(std::size_t number, std::string_view one) {
    return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

}  // namespace

Within reach_of(const Condition& condition) { return widest(condition).value_or(Within::course); }

bool asks_for_need(const Condition& condition) {
    return condition.op == Op::need || std::any_of(condition.parts.begin(), condition.parts.end(), asks_for_need);
}

std::string searched(const Heard& heard, std::int32_t activity, Within reach) {
    std::string places;
    if (activity >= 0) places = "the activity";
    if (section_of(heard, activity) >= 0 && reach >= Within::section) places += ", its section";
    if (activity >= 0 && reach < Within::course) return places;
    places += fmt::format("{}the course: {}, {}, {} words", places.empty() ? "" : ", ",
                          counted(heard.statements, "statement"), counted(heard.items, "item"), heard.half_words / 2);
    if (heard.rows > 0) places += heard.rows == 1 ? ", its catalogue row" : ", its catalogue rows";
    if (reach == Within::programme && !heard.programme.title.empty())
        places +=
            fmt::format(", the programme “{}”: {}", heard.programme.title, counted(heard.programme.courses, "course"));
    return places;
}

}  // namespace needfirst::rule
