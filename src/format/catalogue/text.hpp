// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/container.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// The text of a table, UTF-8 with line feeds only. A large file is decoded in blocks as they are asked for, and is
/// never held whole. Places count in the decoded text.
class Text {
public:
    explicit Text(std::string whole) : window_(std::move(whole)), known_(window_.size()), ended_(true) {}
    /// The file of a container, in blocks where it is large and UTF-8, else decoded whole.
    explicit Text(container::Container& file);

    /// The text from `begin`: to `end` at least, or to the end of it all. Valid until the next call.
    std::string_view from(std::uint64_t begin, std::uint64_t end);
    /// Whether the text ends here. Known for what was asked for.
    bool ends_at(std::uint64_t place) const { return ended_ && place >= known_; }
    /// Whether it is held whole.
    bool at_hand() const { return !file_; }

private:
    struct Block {
        std::uint64_t raw, text;  ///< where it begins, in the file and decoded
    };
    std::string next_block();
    std::string block(std::size_t number) const;

    container::Container* file_ = nullptr;
    std::vector<Block> blocks_;
    std::string window_;
    std::uint64_t begin_ = 0;  ///< of the window
    std::size_t behind_ = 0;   ///< number of the first block behind the window
    std::uint64_t raw_end_ = 0, known_ = 0;
    bool ended_ = false;
};

}  // namespace needfirst::format::catalogue
