// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/audit.hpp"
#include "base/fingerprint.hpp"
#include "store/readings.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::audit {

/// One file or folder to read, and what an earlier audit knows of it.
struct Input {
    std::int64_t position = 0;  ///< among all that the options name, in this shard or not
    std::string path;
    std::optional<base::Hash128> content;  ///< its fingerprint; none where it cannot be opened
    std::string_view state;                ///< of all else that what is heard in it depends on; the Lookup keeps it
    bool known = false;                    ///< what was heard in it then still holds
    /// "" for none.
    std::string fingerprint() const { return content ? base::text_of(*content) : std::string(); }
};

/// Tells what must be read. Any number of threads.
class Lookup {
public:
    Lookup(const Options& options, std::string rules_fingerprint);
    /// All inputs that the options name, in order; of a shard, those that are its own. Throws base::UsageError where
    /// there is none.
    std::vector<Input> inputs() const;
    /// What the user says of the columns of a catalogue.
    format::ReadOptions read_options(const std::string& path) const;
    /// What an earlier audit heard in a known input, until `take` wants no more; false where it cannot be read after
    /// all.
    bool each_piece(const Input& input, const std::function<bool(store::Piece&&)>& take) const {
        return readings_ && readings_->each(input.path, take);
    }

private:
    Input look_at(const std::string& path, std::int64_t position) const;
    Input from_bytes(const std::string& path, std::string_view bytes) const;
    /// Hardly any two inputs differ in their state.
    std::string_view interned(std::string&& state) const;

    const Options& options_;
    std::string tool_;                         ///< fingerprint of the program, rules and limits
    std::optional<store::Readings> readings_;  ///< none where all is read anew
    mutable std::mutex mutex_;                 // of what follows
    mutable std::set<std::string> states_;
};

/// Fingerprint of all that a store is made of: equal for two audits that would write the same.
class Whole {
public:
    /// An input in order; of a shard, its position among those of all shards: `merge` joins them by it.
    void add(std::int64_t position, const std::string& path, const std::string& fingerprint, std::string_view state);
    /// "" where it cannot be told.
    std::string text(const Options& options) const;

private:
    std::string all_;
    bool told_ = true;
};

/// Fingerprint of the settings that inputs are read with.
std::string settings_of(const Options& options);

}  // namespace needfirst::audit
