// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::text {

/// The symbols that a book knows, and their numbers. Flat, so that it is read back as it was written.
class SymbolTable {
public:
    SymbolTable() = default;
    /// The numbers count from 0 without a gap.
    explicit SymbolTable(const std::unordered_map<std::string, std::uint32_t>& numbers);
    std::optional<std::uint32_t> find(std::string_view symbol) const;
    std::size_t size() const { return ends_.size(); }

    template <class Ar, class T>
    static void fields(Ar& ar, T& v) {
        ar(v.texts_);
        ar.flat(v.ends_, v.slots_);
    }

private:
    static constexpr std::uint32_t free = ~0u;

    std::string_view text(std::uint32_t number) const;
    std::size_t slot_of(std::string_view symbol) const;

    std::string texts_;                 // one behind the other, by number
    std::vector<std::uint32_t> ends_;   // of each
    std::vector<std::uint32_t> slots_;  // numbers, by hash; more than half of them are free
};

}  // namespace needfirst::text
