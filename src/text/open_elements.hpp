// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/html_element.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace needfirst::text {

/// The elements of a page that are open, outermost first, and which of them a tag ends. Searches look `reach` levels
/// up and no farther, as browsers do, so that no page makes them slow.
class OpenElements {
public:
    static constexpr std::size_t reach = 512;

    std::size_t size() const { return open_.size(); }
    ElementId at(std::size_t place) const { return open_[place]; }
    bool has(ElementId id) const { return count_[id] != 0; }
    void push(ElementId id) {
        open_.push_back(id);
        ++count_[id];
    }
    void erase(std::size_t at) {
        --count_[open_[at]];
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
    }

    /// How many elements stay open when a start tag comes.
    std::size_t left_by_start(ElementId id) const;
    /// The element that an end tag ends, with all within it but where it is `formatting`. Nothing: the tag is ignored.
    std::optional<std::size_t> ended_by(ElementId id) const;
    /// Innermost one.
    std::optional<std::size_t> find(ElementId id) const;

private:
    template <class Wanted, class Barrier>
    std::optional<std::size_t> find(std::size_t size, const Wanted& wanted, const Barrier& barrier) const;
    std::optional<std::size_t> paragraph(std::size_t size) const;
    std::size_t left_by_item(ElementId id) const;
    std::size_t left_by_table_part(ElementId id) const;

    std::vector<ElementId> open_;
    std::array<std::uint32_t, 256> count_{};
};

}  // namespace needfirst::text
