// SPDX-License-Identifier: Apache-2.0
#include "store/echoes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
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

struct Prompts::State {
    SQLite::Database db{"", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};  // a file of its own that goes by itself
    std::optional<SQLite::Statement> insert;
    std::vector<std::uint32_t> leader;    ///< of prompts alike, one stands for all
    std::vector<std::uint32_t> standing;  ///< by leader: courses
    std::vector<std::uint32_t> course;    ///< 0: too short to tell

    std::uint32_t lead(std::uint32_t i) {
        while (leader[i] != i) i = leader[i] = leader[leader[i]];
        return i;
    }
};

Prompts::Prompts() : state_(std::make_unique<State>()) {
    state_->db.exec(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; CREATE TABLE echo (key INTEGER, prompt INTEGER)");
    state_->insert.emplace(state_->db, "INSERT INTO echo VALUES (?, ?)");
}

Prompts::~Prompts() = default;

void Prompts::add(std::int64_t course, std::string_view text) {
    State& s = *state_;
    const auto number = static_cast<std::uint32_t>(s.leader.size());
    const auto words = words_of(text);
    const bool long_enough = words.size() >= fewest_words;
    s.leader.push_back(number);
    s.course.push_back(long_enough ? static_cast<std::uint32_t>(course) : 0);
    if (!long_enough) return;
    for (const std::uint64_t key : keys_of(words)) {
        s.insert->bind(1, static_cast<std::int64_t>(key));
        s.insert->bind(2, static_cast<std::int64_t>(number));
        s.insert->exec();
        s.insert->reset();
    }
}

void Prompts::decide() {
    State& s = *state_;
    SQLite::Statement all(s.db, "SELECT key, prompt FROM echo ORDER BY key, prompt");
    std::optional<std::int64_t> last;
    std::uint32_t first = 0;
    while (all.executeStep()) {
        const std::int64_t key = all.getColumn(0).getInt64();
        const auto prompt = static_cast<std::uint32_t>(all.getColumn(1).getInt64());
        if (std::exchange(last, key) == key) s.leader[s.lead(prompt)] = s.lead(first);
        else first = prompt;
    }
    s.standing.assign(s.leader.size(), 0);
    std::vector<std::uint32_t> seen(s.leader.size());
    for (std::uint32_t i = 0; i < s.leader.size(); ++i) {
        if (s.course[i] == 0) continue;
        const auto by = s.lead(i);
        s.standing[by] += std::exchange(seen[by], s.course[i]) != s.course[i];
    }
}

std::size_t Prompts::courses(std::size_t prompt) const {
    return state_->course[prompt] == 0 ? 0 : state_->standing[state_->lead(static_cast<std::uint32_t>(prompt))];
}

void echoes(SQLite::Database& db, std::size_t courses, const std::function<void(const Echo&)>& take) {
    SQLite::Statement all(db,
                          "SELECT id, course_id, words FROM activity WHERE social AND words <> '' AND placement <> "
                          "'hidden' ORDER BY id");
    Prompts prompts;
    while (all.executeStep())
        prompts.add(
            all.getColumn(1).getInt64(),
            std::string_view(all.getColumn(2).getText(), static_cast<std::size_t>(all.getColumn(2).getBytes())));
    prompts.decide();
    SQLite::Statement one(
        db,
        "SELECT p.path, c.identifier, c.title, a.title, a.section, a.platform, a.location, a.kind, a.words "
        "FROM activity a JOIN course c ON c.id = a.course_id JOIN package p ON p.id = c.package_id "
        "WHERE a.id = ?");
    all.reset();
    for (std::size_t i = 0; all.executeStep(); ++i) {
        if (prompts.courses(i) < std::max<std::size_t>(courses, 1)) continue;
        one.reset();
        one.bind(1, all.getColumn(0).getInt64());
        if (!one.executeStep()) continue;
        const auto text = [&](int column) { return one.getColumn(column).getString(); };
        Echo echo{all.getColumn(1).getInt64(), all.getColumn(0).getInt64(), text(0), text(1), text(2), {}};
        echo.prompt.title = text(3);
        echo.prompt.section = text(4);
        echo.prompt.platform = text(5);
        echo.prompt.location = text(6);
        echo.prompt.kind = model::from_name<model::Kind>(model::kind_names, text(7)).value_or(model::Kind::prompt);
        echo.prompt.words = text(8);
        take(echo);
    }
}

}  // namespace needfirst::store
