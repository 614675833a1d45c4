// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace needfirst::base {

/// An open file or folder as the system numbers it, closed with this.
class Handle {
public:
    /// Below 0: none.
    explicit Handle(int number) : number_(number) {}
    ~Handle();
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    explicit operator bool() const { return number_ >= 0; }
    int get() const { return number_; }

private:
    int number_;
};

/// All bytes of a file; nothing where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& path);
std::optional<std::string> content_of(const Handle& file);

}  // namespace needfirst::base
