// SPDX-License-Identifier: Apache-2.0
#include "store/echoes.hpp"

#include "store/file.hpp"
#include "store/insert.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <numeric>
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
    static constexpr std::uint32_t alone = ~0u;
    /// Prompts alike, and the course they were last counted in.
    struct Group {
        std::uint32_t courses = 0, last = 0;
    };
    SQLite::Database db = scratch();
    std::optional<Insert> prompt, echo;
    std::uint32_t prompts = 0;
    /// By prompt: another that is like it, itself in the end; later: its group. In small parts, which take the room
    /// that judging has given back.
    std::deque<std::uint32_t> of;
    std::vector<Group> groups;
    bool decided = false;

    std::uint32_t lead(std::uint32_t i) {
        while (of[i] != i) i = of[i] = of[of[i]];
        return i;
    }
    void decide();
    void count();
    void each(const std::function<void(std::uint32_t, std::int64_t, std::int64_t)>& take);
};

Prompts::Prompts() : state_(std::make_unique<State>()) {
    state_->db.exec(
        "CREATE TABLE echo (key INTEGER, prompt INTEGER);"
        "CREATE TABLE prompt (id INTEGER PRIMARY KEY, activity INTEGER, course INTEGER)");
    state_->prompt.emplace(state_->db, "prompt", 3);
    state_->echo.emplace(state_->db, "echo", 2);
}

Prompts::~Prompts() = default;

void Prompts::add(std::int64_t activity, std::int64_t course, std::string_view text) {
    State& s = *state_;
    const auto words = words_of(text);
    if (words.size() < fewest_words) return;
    const std::uint32_t number = s.prompts++;
    (*s.prompt)(std::int64_t{number}, activity, course);
    for (const std::uint64_t key : keys_of(words)) (*s.echo)(static_cast<std::int64_t>(key), std::int64_t{number});
}

// What it is like stays: the others are alike all the same.
void Prompts::forget(std::int64_t course) {
    SQLite::Statement gone(state_->db, "DELETE FROM prompt WHERE course = ?");
    gone.bind(1, course);
    gone.exec();
}

// Of prompts alike the one with the lowest number leads, so a group is numbered before its other prompts are met.
void Prompts::State::decide() {
    of.resize(prompts);
    std::iota(of.begin(), of.end(), 0u);
    SQLite::Statement all(db, "SELECT key, prompt FROM echo ORDER BY key, prompt");
    std::optional<std::int64_t> last;
    std::uint32_t first = 0;
    while (all.executeStep()) {
        const std::int64_t key = all.getColumn(0).getInt64();
        const auto prompt = static_cast<std::uint32_t>(all.getColumn(1).getInt64());
        if (std::exchange(last, key) != key) {
            first = prompt;
            continue;
        }
        const std::uint32_t a = lead(prompt), b = lead(first);
        of[std::max(a, b)] = std::min(a, b);
    }
    std::vector<bool> leads(of.size());
    for (std::uint32_t i = 0; i < of.size(); ++i)
        if (of[i] < i) leads[of[i] = lead(i)] = true;  // of[i] is never above i
    for (std::uint32_t i = 0; i < of.size(); ++i) {
        if (of[i] != i) {
            of[i] = of[of[i]];
        } else if (leads[i]) {
            of[i] = static_cast<std::uint32_t>(groups.size());
            groups.emplace_back();
        } else {
            of[i] = alone;
        }
    }
}

void Prompts::State::each(const std::function<void(std::uint32_t, std::int64_t, std::int64_t)>& take) {
    SQLite::Statement all(db, "SELECT id, activity, course FROM prompt ORDER BY id");
    while (all.executeStep())
        take(all.getColumn(0).getUInt(), all.getColumn(1).getInt64(), all.getColumn(2).getInt64());
}

void Prompts::State::count() {
    each([&](std::uint32_t prompt, std::int64_t, std::int64_t course) {
        if (of[prompt] == alone) return;
        Group& group = groups[of[prompt]];
        group.courses += std::exchange(group.last, static_cast<std::uint32_t>(course)) != course;
    });
}

void Prompts::each(std::size_t courses, const std::function<void(std::int64_t, std::int64_t)>& take) {
    State& s = *state_;
    if (!std::exchange(s.decided, true)) s.decide(), s.count();
    s.each([&](std::uint32_t prompt, std::int64_t activity, std::int64_t course) {
        const std::uint32_t of = s.of[prompt];
        if ((of == State::alone ? 1 : s.groups[of].courses) >= courses) take(activity, course);
    });
}

void echoes(SQLite::Database& db, Prompts& prompts, std::size_t courses, const std::function<void(const Echo&)>& take) {
    SQLite::Statement one(
        db,
        "SELECT p.path, c.identifier, c.title, a.title, a.section, a.platform, a.location, a.kind, a.words "
        "FROM activity a JOIN course c ON c.id = a.course_id JOIN package p ON p.id = c.package_id "
        "WHERE a.id = ?");
    prompts.each(courses, [&](std::int64_t activity, std::int64_t course) {
        one.reset();
        one.bind(1, activity);
        if (!one.executeStep()) return;
        const auto text = [&](int column) { return one.getColumn(column).getString(); };
        Echo echo{course, activity, text(0), text(1), text(2), {}};
        echo.prompt.title = text(3);
        echo.prompt.section = text(4);
        echo.prompt.platform = text(5);
        echo.prompt.location = text(6);
        echo.prompt.kind = model::from_name<model::Kind>(model::kind_names, text(7)).value_or(model::Kind::prompt);
        echo.prompt.words = text(8);
        take(echo);
    });
}

}  // namespace needfirst::store
