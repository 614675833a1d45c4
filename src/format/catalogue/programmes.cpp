// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/programmes.hpp"

#include "base/decode.hpp"
#include "format/catalogue/cells.hpp"
#include "format/catalogue/groups.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace needfirst::format::catalogue {
namespace {

constexpr double last_place = 1e9;             // of rows that say none
constexpr std::size_t longest_programme = 60;  // a "program" with more courses and no order is a category

double position_of(std::string_view cell) {
    const auto digit = cell.find_first_of("0123456789");
    if (digit == std::string_view::npos) return last_place;
    double value = last_place;
    std::from_chars(cell.data() + digit, cell.data() + cell.size(), value);
    return value;
}

}  // namespace

void Programmes::see(const std::vector<std::string_view>& cells, std::uint32_t row) {
    auto rest = cell_at(cells, columns_.programme);
    const double position = position_of(cell_at(cells, columns_.position));
    while (!rest.empty()) {
        const auto end = rest.find_first_of(";|\n");
        const auto name = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (says_nothing(name) || kind_of(name) == Cell::number) continue;
        auto title = cell_line(name);
        const auto [found, fresh] = by_title_.try_emplace(title, programmes_.size());
        if (fresh) programmes_.push_back({std::move(title), {}});
        seen_.push_back({found->second, position, row});
    }
}

void Programmes::is(const model::Course& course) {
    for (const auto& seen : seen_) {
        auto& steps = programmes_[seen.programme].steps;
        const auto& name = course.identifier.empty() ? course.title : course.identifier;
        if (steps.empty() || steps.back().course != name) steps.push_back({seen.position, seen.row, name});
    }
    seen_.clear();
}

void Programmes::finish(std::vector<model::Programme>& programmes) {
    const bool sure = columns_.programme < 0 || columns_.position >= 0 ||
                      meaning_of(columns_.columns[static_cast<std::size_t>(columns_.programme)].header).certainty ==
                          Certainty::course;
    for (auto& named : programmes_) {
        if (named.steps.size() < 2 || (!sure && named.steps.size() > longest_programme)) continue;
        std::stable_sort(named.steps.begin(), named.steps.end(), [](const Step& a, const Step& b) {
            return a.position != b.position ? a.position < b.position : a.row < b.row;
        });
        model::Programme programme{{}, named.title, {}, sure ? model::Basis::listed : model::Basis::guessed};
        std::unordered_set<std::string> once;
        for (auto& step : named.steps)
            if (once.insert(step.course).second) programme.courses.push_back(std::move(step.course));
        programmes.push_back(std::move(programme));
    }
}

}  // namespace needfirst::format::catalogue
