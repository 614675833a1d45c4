// SPDX-License-Identifier: Apache-2.0
#include "container/container.hpp"

#include "base/charset.hpp"
#include "base/deadline.hpp"
#include "base/decode.hpp"
#include "base/text_budget.hpp"
#include "base/whereabouts.hpp"
#include "container/parts.hpp"

namespace needfirst::container {
namespace {

/// What two spellings of one path have in common.
std::string loose_name(std::string_view path) {
    std::string name = clean_name(base::percent_decode(path)).path;
    const bool ascii =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? base::ascii_lower(name) : base::fold_case(base::to_nfc(name));
}

constexpr std::uint64_t most_read_again = 4;  // a quarter: one page may be what many items launch

auto by_path = [](const Entry& entry, std::string_view path) { return entry.path < path; };

}  // namespace

std::string Container::read(std::size_t index) {
    if (index >= entries_.size()) throw base::InputError(fmt::format("there is no member number {}", index));
    base::Whereabouts::member(entries_[index].path);
    try {
        std::string bytes = fetch(index, allowance(index));
        (read_[index] ? inflated_again_ : inflated_) += bytes.size();
        read_[index] = true;
        return bytes;
    } catch (const Refused& refused) {
        note(index, refused.state, refused.what());
        throw base::InputError(entries_[index].path + ": " + refused.what());
    }
}

std::string Container::read(std::string_view path) {
    const auto index = find(path);
    if (!index) throw base::InputError(fmt::format("{}: there is no such member", path));
    return read(*index);
}

std::optional<std::string> Container::try_read(std::string_view path) {
    const auto index = find(path);
    if (!index) return std::nullopt;
    try {
        return read(*index);
    } catch (const base::InputError&) {
        return std::nullopt;
    }
}

std::string Container::peek(std::size_t index, std::size_t count) {
    if (index >= entries_.size()) return {};
    try {
        std::string bytes = fetch_first(index, count);
        if (bytes.size() > count) bytes.resize(count);
        return bytes;
    } catch (const base::InputError&) {
        return {};  // whoever reads the member hears why
    }
}

std::string Container::peek(std::string_view path, std::size_t count) {
    const auto index = find(path);
    return index ? peek(*index, count) : std::string();
}

std::optional<std::size_t> Container::find(std::string_view path) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), path, by_path);
    if (at != entries_.end() && at->path == path) return static_cast<std::size_t>(at - entries_.begin());
    const auto& names = loose_names();
    const auto found = names.find(loose_name(path));
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

const std::unordered_map<std::string, std::size_t>& Container::loose_names() const {
    if (loose_names_.empty())
        for (std::size_t i = 0; i < entries_.size(); ++i) loose_names_.emplace(loose_name(entries_[i].path), i);
    return loose_names_;
}

std::span<const Entry> Container::below(std::string_view folder) const {
    while (!folder.empty() && folder.back() == '/') folder.remove_suffix(1);
    if (folder.empty()) return entries_;
    const std::string prefix = std::string(folder) + '/', behind = std::string(folder) + char('/' + 1);
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), prefix, by_path);
    const auto last = std::lower_bound(first, entries_.end(), behind, by_path);
    return {first, last};
}

void Container::skip(std::size_t index, std::string reason) {
    if (read_[index] || noted_[index]) return;
    note(index, base::CoverageState::skipped, std::move(reason));
    coverage_.back().gap = false;
}

void Container::note(std::size_t index, base::CoverageState state, std::string reason) {
    if (noted_[index]) return;
    noted_[index] = true;
    coverage_.push_back({entries_[index].path, entries_[index].bytes, state, std::move(reason)});
}

const std::string& Container::fingerprint() const {
    if (fingerprint_.empty()) fingerprint_ = make_fingerprint();
    return fingerprint_;
}

std::uint64_t Container::allowance(std::size_t index) const {
    if (const unsigned seconds = base::Deadline::passed())
        throw Refused(base::CoverageState::limited,
                      over_limit("the package takes long to read", seconds, "--max-seconds"));
    if (base::TextBudget::spent()) throw Refused(base::CoverageState::limited, base::TextBudget::reason());
    const std::uint64_t bytes = entries_[index].bytes;
    const std::uint64_t left = limits_.package_bytes - std::min(inflated_, limits_.package_bytes);
    if (bytes > limits_.member_bytes)
        throw Refused(base::CoverageState::limited, over_limit(fmt::format("the member has {} bytes", bytes),
                                                               limits_.member_bytes, "--max-member-bytes"));
    if (bytes > left && !read_[index])
        throw Refused(base::CoverageState::limited,
                      over_limit("with this member more bytes would be read from the package", limits_.package_bytes,
                                 "--max-package-bytes"));
    const std::uint64_t again = std::max(limits_.package_bytes / most_read_again, limits_.member_bytes);
    if (read_[index] && bytes > again - std::min(inflated_again_, again))
        throw Refused(base::CoverageState::limited,
                      fmt::format("members are read again and again, with this one more than the limit of {} bytes (a "
                                  "quarter of --max-package-bytes)",
                                  again));
    return read_[index] ? limits_.member_bytes : std::min(limits_.member_bytes, left);
}

}  // namespace needfirst::container
