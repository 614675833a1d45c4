// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/package.hpp"
#include "rule/heard.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What was heard in an input as bytes, so that an unchanged input is not read again. Bytes of another version, or
// damaged ones, are refused.
namespace needfirst::audit {

struct Remembered {
    model::Package package;
    std::vector<rule::Heard> courses;
};

/// The packages of one input; the courses of a package come before it.
class Memory {
public:
    void add(const rule::Heard& course, const std::string& package);
    void add(const model::Package& package);
    /// All that was added, with a checksum.
    std::string bytes() const;

private:
    struct Courses {
        std::string bytes;
        std::uint64_t count = 0;
    };
    std::map<std::string, Courses> open_;  // by path of the package
    std::string packages_;
};

/// Nothing where the bytes are not whole.
std::optional<std::vector<Remembered>> remember(std::string_view bytes);

}  // namespace needfirst::audit
