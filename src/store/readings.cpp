// SPDX-License-Identifier: Apache-2.0
#include "store/readings.hpp"

#include "store/file.hpp"

#include <mutex>
#include <unordered_map>

namespace needfirst::store {
namespace {

struct Known {
    std::size_t store;
    std::int64_t id;
    std::string fingerprint, state;
    bool catalogue;
};

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
            SQLite::Statement all(db, "SELECT id, path, fingerprint, state, catalogue FROM reading");
            while (all.executeStep())
                found[all.getColumn(1).getString()] = {stores.size(), all.getColumn(0).getInt64(),
                                                       all.getColumn(2).getString(), all.getColumn(3).getString(),
                                                       all.getColumn(4).getInt() != 0};
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

std::optional<bool> Readings::has(const std::string& path, const std::string& fingerprint,
                                  const std::string& state) const {
    const auto found = state_->known.find(path);
    if (found == state_->known.end() || found->second.fingerprint != fingerprint || found->second.state != state)
        return std::nullopt;
    return found->second.catalogue;
}

std::string Readings::content(const std::string& path) const {
    const auto found = state_->known.find(path);
    if (found == state_->known.end()) return {};
    const std::lock_guard lock(state_->mutex);
    try {
        SQLite::Statement one(state_->stores[found->second.store], "SELECT content FROM reading WHERE id = ?");
        one.bind(1, found->second.id);
        return one.executeStep() ? one.getColumn(0).getString() : std::string();
    } catch (const SQLite::Exception&) {
        return {};
    }
}

std::filesystem::path left_behind(const std::filesystem::path& db) { return std::filesystem::path(db) += ".left"; }

}  // namespace needfirst::store
