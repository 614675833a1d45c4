// SPDX-License-Identifier: Apache-2.0
#include "store/readings.hpp"

#include "base/fingerprint.hpp"
#include "store/file.hpp"

#include <mutex>
#include <unordered_map>

namespace needfirst::store {
namespace {

constexpr const char* pieces_query =
    "SELECT id, reading_id, catalogue, package, part, keys, content FROM heard WHERE reading_id = ? ORDER BY catalogue "
    "DESC, package, part";

struct Known {
    std::size_t store;
    std::int64_t id;
    base::Hash128 all;  ///< of fingerprint and state
};

base::Hash128 all_of(std::string_view fingerprint, std::string_view state) {
    return base::hash128(fmt::format("{} {}", fingerprint, state), 0);
}

}  // namespace

struct Readings::State {
    std::mutex mutex;
    std::vector<SQLite::Database> stores;
    std::unordered_map<std::string, Known> known;

    void open(const std::filesystem::path& path) {
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored)) return;
        try {
            // What a killed run left has a log beside it that must be taken in first.
            const bool logged = std::filesystem::exists(std::filesystem::path(path) += "-wal", ignored);
            SQLite::Database db(path.string(), logged ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY);
            check_is_store(db, path);
            std::unordered_map<std::string, Known> found;
            SQLite::Statement all(db, "SELECT id, path, fingerprint, state FROM reading WHERE fingerprint <> ''");
            while (all.executeStep())
                found[all.getColumn(1).getString()] = {stores.size(), all.getColumn(0).getInt64(),
                                                       all_of(all.getColumn(2).getText(), all.getColumn(3).getText())};
            stores.push_back(std::move(db));
            for (auto& [name, reading] : found) known.insert_or_assign(name, std::move(reading));
        } catch (const std::exception&) {  // no store, damaged, or of another needfirst: nothing is known from it
        }
    }
};

Readings::Readings(const std::filesystem::path& db) : state_(std::make_unique<State>()) {
    try {
        put_aside(part_of(db), left_behind(db));
    } catch (const base::InputError&) {  // another run is writing it: the writer will say so
    }
    state_->open(db);
    state_->open(left_behind(db));
}

Readings::~Readings() = default;

bool Readings::has(const std::string& path, std::string_view fingerprint, std::string_view state) const {
    const auto found = state_->known.find(path);
    return found != state_->known.end() && found->second.all == all_of(fingerprint, state);
}

bool Readings::each(const std::string& path, const std::function<bool(Piece&&)>& take) const {
    const auto found = state_->known.find(path);
    if (found == state_->known.end()) return false;
    const std::lock_guard lock(state_->mutex);
    try {
        SQLite::Statement all(state_->stores[found->second.store], pieces_query);
        all.bind(1, found->second.id);
        while (all.executeStep())
            if (!take(piece_of(all))) return false;
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

std::filesystem::path left_behind(const std::filesystem::path& db) { return std::filesystem::path(db) += ".left"; }

}  // namespace needfirst::store
