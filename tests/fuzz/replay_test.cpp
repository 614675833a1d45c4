// SPDX-License-Identifier: Apache-2.0
// Every fuzz target over its seeds, over what once crashed it, and for a moment over mutations of both.
#include "fuzz/targets.hpp"
#include "places.hpp"

#include <chrono>
#include <random>

#include <gtest/gtest.h>

namespace needfirst::fuzz {
namespace {

class fuzz_Replay : public testing::TestWithParam<Target> {};

TEST_P(fuzz_Replay, ends_well_on_seeds_and_what_once_crashed) {
    const auto all = seeds(GetParam(), NEEDFIRST_SOURCE_DIR);
    ASSERT_FALSE(all.empty());
    for (const std::string& seed : all) EXPECT_NO_THROW(GetParam().run(seed));
}

/// Cut, flipped, doubled, spliced with another: what finds most mistakes, in the same order at every run.
std::string mutated(const std::vector<std::string>& all, std::mt19937& dice) {
    std::string bytes = all[dice() % all.size()];
    if (bytes.size() > 16'384) bytes.erase(16'384);
    for (auto times = dice() % 6 + 1; times > 0 && !bytes.empty(); --times) {
        const std::size_t at = dice() % bytes.size(),
                          length = dice() % std::min<std::size_t>(bytes.size() - at, 64) + 1;
        const std::string& other = all[dice() % all.size()];
        switch (dice() % 6) {
            case 0: bytes.erase(at); break;
            case 1: bytes.erase(at, length); break;
            case 2: bytes[at] = static_cast<char>(dice()); break;
            case 3: bytes.insert(at, bytes.substr(at, length)); break;
            case 4: bytes.replace(at, length, std::string(length, "\0\xff<&\"'{[(\\"[dice() % 10])); break;
            default: bytes.insert(at, other.substr(other.empty() ? 0 : dice() % other.size(), length));
        }
    }
    return bytes;
}

TEST_P(fuzz_Replay, ends_well_on_mutations) {
    const auto all = seeds(GetParam(), NEEDFIRST_SOURCE_DIR);
    ASSERT_FALSE(all.empty());
    std::mt19937 dice(7);
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
    do EXPECT_NO_THROW(GetParam().run(mutated(all, dice)));
    while (std::chrono::steady_clock::now() < end);
}

INSTANTIATE_TEST_SUITE_P(targets, fuzz_Replay, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& test) {
                             std::string name(test.param.name);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace needfirst::fuzz
