// SPDX-License-Identifier: Apache-2.0
#include "store/echoes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

namespace needfirst::store {
namespace {

// Four bands of four: two prompts alike in seven of ten runs share a band three times in four, in three of ten hardly
// ever.
constexpr std::size_t bands = 4, rows = 4, fewest_words = 4;

std::uint64_t mixed(std::uint64_t value) {  // splitmix64
    value += 0x9E3779B97F4A7C15ull;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
    return value ^ (value >> 31);
}

std::vector<std::uint64_t> words_of(std::string_view text) {
    std::vector<std::uint64_t> words;
    std::uint64_t word = 0;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n';
        if (!blank) word = mixed(word ^ static_cast<unsigned char>(c));
        else if (word) words.push_back(std::exchange(word, 0));
    }
    if (word) words.push_back(word);
    return words;
}

std::array<std::uint64_t, bands> keys_of(const std::vector<std::uint64_t>& words) {
    std::array<std::uint64_t, bands * rows> least;
    least.fill(std::numeric_limits<std::uint64_t>::max());
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        std::uint64_t run = mixed(words[i] ^ mixed(words[i + 1] ^ mixed(words[i + 2])));
        for (auto& value : least) value = std::min(value, run = mixed(run));
    }
    std::array<std::uint64_t, bands> keys;
    for (std::size_t band = 0; band < bands; ++band) {
        keys[band] = band;
        for (std::size_t row = 0; row < rows; ++row) keys[band] = mixed(keys[band] ^ least[band * rows + row]);
    }
    return keys;
}

}  // namespace

std::vector<std::size_t> repeated(const std::vector<Prompt>& prompts, std::size_t courses) {
    std::vector<std::size_t> leader(prompts.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto lead = [&](std::size_t i) {
        while (leader[i] != i) i = leader[i] = leader[leader[i]];
        return i;
    };
    std::unordered_map<std::uint64_t, std::size_t> first;
    std::vector<bool> long_enough(prompts.size());
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        const auto words = words_of(prompts[i].words);
        if (words.size() < fewest_words) continue;
        long_enough[i] = true;
        for (const std::uint64_t key : keys_of(words)) {
            const auto [found, fresh] = first.try_emplace(key, i);
            if (!fresh) leader[lead(i)] = lead(found->second);
        }
    }
    std::unordered_map<std::size_t, std::set<std::int64_t>> standing;
    for (std::size_t i = 0; i < prompts.size(); ++i)
        if (long_enough[i]) standing[lead(i)].insert(prompts[i].course);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < prompts.size(); ++i)
        if (long_enough[i] && standing[lead(i)].size() >= courses) found.push_back(i);
    return found;
}

std::vector<Echo> echoes(SQLite::Database& db, std::size_t courses) {
    std::vector<Prompt> prompts;
    SQLite::Statement all(db,
                          "SELECT id, course_id, words FROM activity WHERE social AND words <> '' AND placement <> "
                          "'hidden' ORDER BY id");
    while (all.executeStep())
        prompts.push_back({all.getColumn(0).getInt64(), all.getColumn(1).getInt64(), all.getColumn(2).getString()});
    SQLite::Statement one(db,
                          "SELECT p.path, c.identifier, c.title, a.title, a.section, a.platform, a.location, a.kind "
                          "FROM activity a JOIN course c ON c.id = a.course_id JOIN package p ON p.id = c.package_id "
                          "WHERE a.id = ?");
    std::vector<Echo> found;
    for (const std::size_t i : repeated(prompts, courses)) {
        one.reset();
        one.bind(1, prompts[i].activity);
        if (!one.executeStep()) continue;
        const auto text = [&](int column) { return one.getColumn(column).getString(); };
        Echo echo{prompts[i].course, prompts[i].activity, text(0), text(1), text(2), {}};
        echo.prompt.title = text(3);
        echo.prompt.section = text(4);
        echo.prompt.platform = text(5);
        echo.prompt.location = text(6);
        echo.prompt.kind = model::from_name<model::Kind>(model::kind_names, text(7)).value_or(model::Kind::prompt);
        echo.prompt.words = std::move(prompts[i].words);
        found.push_back(std::move(echo));
    }
    return found;
}

}  // namespace needfirst::store
