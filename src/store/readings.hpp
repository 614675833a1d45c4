// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace needfirst::store {

/// An input of an audit: a row of table `reading`.
struct Reading {
    std::int64_t id = 0;  ///< from 1
    std::int64_t position = 0;
    std::string path;
    std::string fingerprint;  ///< of the content of the input; "" where it could not be opened
    std::string state;        ///< of all else that what is heard depends on
};

/// A piece of what was heard in an input, for needfirst itself: a row of table `heard`. Pieces are small, so that no
/// input is too large for the memory.
struct Piece {
    std::int64_t id = 0;       ///< given by the store
    std::int64_t reading = 0;  ///< Reading::id
    bool catalogue = false;    ///< rows of a list of courses
    std::int64_t package = 0;  ///< of this input, from 0
    std::int64_t part = 0;     ///< 0: the package itself, and its courses where they are few; else from 1 on
    std::string keys, content;
};

/// The readings of the store that an audit is about to replace, and of a run that was cut off before it could. What
/// cannot be read is not there: the input is read again.
class Readings {
public:
    explicit Readings(const std::filesystem::path& db);
    ~Readings();
    /// Whether there is a reading of `path` with this fingerprint and state.
    bool has(const std::string& path, std::string_view fingerprint, std::string_view state) const;
    /// The pieces of that reading until `take` wants no more; false where they cannot all be read. Any number of
    /// threads, one at a time.
    bool each(const std::string& path, const std::function<bool(Piece&&)>& take) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Where a run that is cut off leaves what it wrote; its next run goes on from there.
std::filesystem::path left_behind(const std::filesystem::path& db);

}  // namespace needfirst::store
