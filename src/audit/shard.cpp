// SPDX-License-Identifier: Apache-2.0
#include "audit/shard.hpp"

#include "base/error.hpp"
#include "base/fingerprint.hpp"

#include <charconv>
#include <filesystem>

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {
namespace {

constexpr std::uint32_t most_shards = 100'000;

bool number_of(std::string_view text, std::uint32_t& number) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() && number > 0 && number <= most_shards;
}

}  // namespace

bool Shard::has(std::string_view path) const {
    return whole() || base::hash64(std::filesystem::path(path).lexically_normal().generic_string()) % of + 1 == number;
}

std::string Shard::text() const { return whole() ? std::string() : fmt::format("{}/{}", number, of); }

Shard shard_of(const std::string& text) {
    Shard shard;
    const auto slash = text.find('/');
    const std::string_view all = text;
    if (slash == std::string::npos || !number_of(all.substr(0, slash), shard.number) ||
        !number_of(all.substr(slash + 1), shard.of) || shard.number > shard.of)
        throw base::UsageError(fmt::format(
            "--shard: \"{}\" is no part of a run; K/N expected with K from 1 to N, as in --shard 3/7", text));
    return shard;
}

std::string Shards::text() const {
    if (of == 0 || missing().empty()) return {};
    return fmt::format("{}/{}", fmt::join(numbers, ","), of);
}

std::string Shards::missing() const {
    std::string missing;
    std::uint32_t from = 0;
    for (std::uint32_t i = 1; i <= of + 1; ++i) {
        const bool here = i > of || numbers.contains(i);
        if (!here && from == 0) from = i;
        if (!here || from == 0) continue;
        missing += missing.empty() ? "" : ", ";
        missing += from + 1 == i ? fmt::format("{}", from) : fmt::format("{}-{}", from, i - 1);
        from = 0;
    }
    return missing;
}

Shards shards_of(std::string_view text) {
    Shards shards;
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || !number_of(text.substr(slash + 1), shards.of)) return shards;
    for (text = text.substr(0, slash); !text.empty();) {
        const auto comma = std::min(text.find(','), text.size());
        std::uint32_t number = 0;
        if (number_of(text.substr(0, comma), number)) shards.numbers.insert(number);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return shards;
}

}  // namespace needfirst::audit
