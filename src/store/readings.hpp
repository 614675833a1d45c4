// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace needfirst::store {

/// What an earlier audit heard in one input, for needfirst itself: rows of table `reading`.
struct Reading {
    std::string path;
    std::string fingerprint;  ///< of the content of the input
    std::string state;        ///< of all else that what is heard depends on
    bool catalogue = false;
    std::string content;
};

/// The readings of the store that an audit is about to replace, and of a run that was cut off before it could. What
/// cannot be read is not there: the input is read again.
class Readings {
public:
    explicit Readings(const std::filesystem::path& db);
    ~Readings();
    /// Whether `path` is a catalogue, where there is a reading of it with this fingerprint and state.
    std::optional<bool> has(const std::string& path, const std::string& fingerprint, const std::string& state) const;
    /// Content of that reading; "" where it cannot be read. Any number of threads.
    std::string content(const std::string& path) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Where a run that is cut off leaves what it wrote; its next run goes on from there.
std::filesystem::path left_behind(const std::filesystem::path& db);

}  // namespace needfirst::store
