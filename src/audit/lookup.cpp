// SPDX-License-Identifier: Apache-2.0
#include "audit/lookup.hpp"

#include "audit/inputs.hpp"
#include "audit/isolation.hpp"
#include "audit/read_input.hpp"
#include "audit/shard.hpp"
#include "base/build_id.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/fingerprint.hpp"
#include "base/glob.hpp"
#include "container/container.hpp"

#include <optional>

#include <spdlog/fmt/fmt.h>
#include <tbb/parallel_for.h>

namespace needfirst::audit {
namespace {

std::string limits_of(const base::Limits& limits) {
    std::string all;
    for (const std::uint64_t limit :
         {limits.members, limits.member_bytes, limits.package_bytes, limits.text_bytes, limits.ratio,
          limits.ratio_floor, std::uint64_t{limits.depth}, std::uint64_t{limits.nesting}})
        all += ' ' + std::to_string(limit);
    return all;
}

// What a process of its own found out; where it broke off, the input is read in another, which says why.
std::string to_bytes(const Input& input) {
    return input.fingerprint() + '\n' + std::string(input.state) + '\n' + (input.known ? '1' : '0');
}

}  // namespace

Lookup::Lookup(const Options& options, std::string rules_fingerprint)
    : options_(options),
      tool_(NEEDFIRST_VERSION + base::build_id() +  // another build may hear otherwise
            std::move(rules_fingerprint) + limits_of(options.limits) + ' ' + std::to_string(options.seconds) +
            (options.isolate ? ' ' + std::to_string(options.memory_bytes) : std::string())),
      readings_(options.fresh ? std::nullopt : std::make_optional<store::Readings>(options.db)) {}

std::vector<Input> Lookup::inputs() const {
    const std::vector<std::string> paths = find_inputs(options_.paths);
    if (paths.empty()) throw base::UsageError("nothing to audit: no file was found in the paths given");
    std::vector<std::size_t> ours;
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (options_.shard.has(paths[i])) ours.push_back(i);
    std::vector<Input> all(ours.size());
    std::optional<Isolation> apart;
    if (options_.isolate)
        apart.emplace(options_.workers(), options_.bounds(),
                      [&](const std::string& path, const Isolation::Give& give) { give(to_bytes(look_at(path, 0))); });
    tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) {
        const std::string& path = paths[ours[i]];
        const auto position = static_cast<std::int64_t>(ours[i]);
        std::string found;
        if (apart) apart->run(path, [&](std::string&& bytes) { found = std::move(bytes); });
        all[i] = apart ? from_bytes(path, found) : look_at(path, position);
        all[i].position = position;
    });
    return all;
}

format::ReadOptions Lookup::read_options(const std::string& path) const {
    format::ReadOptions read;
    for (const ColumnsChange& change : options_.columns_in)
        if (base::path_matches(change.packages, path))
            read.columns.insert(change.columns.begin(), change.columns.end());
    read.columns.insert(options_.read.columns.begin(), options_.read.columns.end());
    return read;
}

Input Lookup::from_bytes(const std::string& path, std::string_view bytes) const {
    Input input;
    input.path = path;
    const auto first = bytes.find('\n'), second = bytes.find('\n', first + 1);
    if (second == std::string_view::npos || second + 2 != bytes.size()) return input;
    input.content = base::hash_of(bytes.substr(0, first));
    input.state = interned(std::string(bytes.substr(first + 1, second - first - 1)));
    input.known = bytes[second + 1] == '1';
    return input;
}

std::string_view Lookup::interned(std::string&& state) const {
    const std::lock_guard lock(mutex_);
    return *states_.insert(std::move(state)).first;
}

Input Lookup::look_at(const std::string& path, std::int64_t position) const {
    std::string state = tool_;
    const format::ReadOptions read = read_options(path);
    for (const auto& [column, field] : read.columns) state += '\n' + column + '=' + field;
    Input input{position, path, std::nullopt, interned(base::fingerprint(state))};
    try {
        input.content = base::hash_of(container::fingerprint(path, options_.limits));
    } catch (const std::exception&) {  // whoever reads it says why
        return input;
    }
    input.known = readings_ && readings_->has(path, input.fingerprint(), input.state);
    return input;
}

void Whole::add(std::int64_t position, const std::string& path, const std::string& fingerprint,
                std::string_view state) {
    told_ = told_ && !fingerprint.empty();
    all_ = base::fingerprint(fmt::format("{}{} {}\n{}{}", all_, position, path, fingerprint, state));
}

std::string Whole::text(const Options& options) const {
    if (!told_) return {};
    std::string all = all_ + '\n';
    for (const LevelChange& change : options.levels)
        all += change.packages + '\n' + change.rule + '\n' +
               (change.level ? std::string(model::name(*change.level)) : "off") + '\n';
    if (!options.waivers.empty()) {
        const std::string waivers = base::content_of(options.waivers).value_or("");
        all += options.waivers.string() + '\n' + waivers;
        if (waivers.find("expires") != std::string::npos) all += options.today;
    }
    if (!options.baseline.empty())
        all += "\nbaseline " + base::fingerprint(base::content_of(options.baseline).value_or(""));
    return base::fingerprint(all);
}

std::string settings_of(const Options& options) {
    std::string all = limits_of(options.limits);
    for (const auto& [column, field] : options.read.columns) all += '\n' + column + '=' + field;
    for (const ColumnsChange& change : options.columns_in)
        for (const auto& [column, field] : change.columns) all += '\n' + change.packages + '\n' + column + '=' + field;
    return base::fingerprint(all);
}

}  // namespace needfirst::audit
