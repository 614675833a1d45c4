// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/catalogue/hash_index.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace needfirst::format::catalogue {

/// Finds out whether an export cut the cells of a column at some length: far more different cells of that length than
/// of those just below it and next to none above, or a length that databases are given. A field that authors filled to
/// its brim shows no such step, and a cell that ends with a full stop is whole.
class Cuts {
public:
    explicit Cuts(std::size_t columns) : columns_(columns) {}
    /// All cells are shown first ...
    void see(std::size_t column, std::string_view cell);
    void decide();
    /// ... then asked for, one by one.
    bool is_cut(std::size_t column, std::string_view cell) const;

private:
    struct Lengths {
        std::map<std::size_t, std::size_t> different;  ///< how many different cells have this length
        std::size_t limit = 0, longest = 0;            ///< 0: none found
        void decide();
        bool is_cut(std::size_t length, std::string_view cell) const;
    };
    struct Column {
        Lengths characters, bytes;
        std::size_t long_cells = 0, trailing_off = 0;
        HashIndex seen;
        std::uint32_t cells = 0;
    };
    std::vector<Column> columns_;
};

}  // namespace needfirst::format::catalogue
