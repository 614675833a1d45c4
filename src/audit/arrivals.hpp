// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "audit/isolation.hpp"
#include "audit/memory.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace needfirst::audit {

/// What a process of its own hands over of one input: checked, given on as it comes, and ended with a row of what broke
/// off, so that all that came before is kept.
class Arrivals {
public:
    Arrivals(std::int64_t reading, std::string path, Memory::Give give)
        : reading_(reading), path_(std::move(path)), give_(std::move(give)) {}
    /// A piece as bytes. Of what makes no sense nothing more is taken.
    void take(std::string_view bytes);
    /// Whether all was read.
    bool end(const Isolation::End& end);

private:
    std::int64_t reading_;
    std::string path_;
    Memory::Give give_;
    std::int64_t packages_ = 0, parts_ = 0;  ///< of whole packages, and of the one after them
    bool catalogue_ = false, sense_ = true;
};

}  // namespace needfirst::audit
