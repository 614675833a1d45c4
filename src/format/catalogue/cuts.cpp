// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/cuts.hpp"

#include "format/catalogue/cells.hpp"

#include <algorithm>
#include <iterator>

namespace needfirst::format::catalogue {
namespace {

constexpr std::size_t shortest = 100;  // nobody cuts descriptions shorter, and short cells are equally long by chance
constexpr std::size_t enough = 3;      // different cells of one length
constexpr std::size_t step = 4;        // times as many as of the lengths below, on average
constexpr std::size_t below = 10;

// Sizes that columns of databases and fields of upload templates are given.
constexpr std::size_t usual_limits[] = {128,  140,  150,  160,  200,  250,  254,  255,   256,   300,   400,   500,
                                        512,  1000, 1023, 1024, 1500, 2000, 2047, 2048,  2500,  3000,  3500,  3999,
                                        4000, 4095, 4096, 5000, 8000, 8191, 8192, 10000, 16383, 32000, 32767, 65535};

std::string_view without_blanks(std::string_view cell) {
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\n')) cell.remove_suffix(1);
    return cell;
}

bool trails_off(std::string_view cell) {
    cell = without_blanks(cell);
    return cell.ends_with("...") || cell.ends_with("\xE2\x80\xA6") || cell.ends_with("[...]");
}

bool ends_a_sentence(std::string_view cell) {
    cell = without_blanks(cell);
    while (!cell.empty() && (cell.back() == '"' || cell.back() == ')' || cell.back() == '\'')) cell.remove_suffix(1);
    return cell.empty() || std::string_view(".!?>").find(cell.back()) != std::string_view::npos ||
           cell.ends_with("\xE3\x80\x82");
}

}  // namespace

void Cuts::Lengths::decide() {
    if (different.empty()) return;
    std::size_t all = 0, longer = 0;
    for (const auto& [length, count] : different) all += count;
    for (auto at = different.rbegin(); at != different.rend() && longer * 50 <= all; longer += at++->second) {
        std::size_t neighbours = 0;
        for (auto other = std::next(at); other != different.rend() && other->first + below >= at->first; ++other)
            neighbours += other->second;
        if (at->second >= enough && at->second * below >= step * neighbours) {
            limit = at->first;
            break;
        }
    }
    const auto last = different.rbegin()->first;
    if (std::binary_search(std::begin(usual_limits), std::end(usual_limits), last)) longest = last;
}

bool Cuts::Lengths::is_cut(std::size_t length, std::string_view cell) const {
    return (length == limit && !ends_a_sentence(cell)) || (length == longest && ends_in_word(cell));
}

void Cuts::see(std::size_t column, std::string_view cell) {
    if (cell.size() < shortest || column >= columns_.size()) return;
    auto& seen = columns_[column];
    const std::uint32_t number = ++seen.cells;
    if (seen.seen.see(folded_hash(cell), number) != number) return;
    ++seen.long_cells;
    seen.trailing_off += trails_off(cell);
    if (const auto size = characters(cell); size >= shortest) ++seen.characters.different[size];
    ++seen.bytes.different[cell.size()];
}

void Cuts::decide() {
    for (auto& column : columns_) {
        column.characters.decide();
        column.bytes.decide();
        column.seen = {};
    }
}

bool Cuts::is_cut(std::size_t column, std::string_view cell) const {
    if (cell.size() < shortest || column >= columns_.size()) return false;
    const auto& seen = columns_[column];
    if (ends_in_tag(cell)) return true;
    if (trails_off(cell) && seen.trailing_off >= enough && seen.trailing_off * 5 >= seen.long_cells) return true;
    return seen.characters.is_cut(characters(cell), cell) || seen.bytes.is_cut(cell.size(), cell);
}

}  // namespace needfirst::format::catalogue
