// SPDX-License-Identifier: Apache-2.0
#include "format/wrapping.hpp"

#include "base/decode.hpp"

namespace needfirst::format {
namespace {

constexpr int most_levels = 3;

bool is_read_me(std::string_view name) {
    const std::string lower = base::ascii_lower(name);
    return lower.find('.') == lower.npos || lower.starts_with('.') || lower.ends_with(".md") ||
           lower.ends_with(".rst") || lower.ends_with(".txt") || lower.ends_with(".log");
}

/// The one folder below `folder`, or nothing where there are several or content beside it.
std::optional<std::string> only_folder(const container::Container& container, const std::string& folder) {
    std::string found;
    for (const container::Entry& entry : container.below(folder)) {
        const std::string_view rest = std::string_view(entry.path).substr(folder.size());
        const std::size_t slash = rest.find('/');
        if (slash == rest.npos) {
            if (!is_read_me(rest)) return std::nullopt;
        } else if (found.empty()) {
            found = rest.substr(0, slash + 1);
        } else if (rest.substr(0, slash + 1) != found) {
            return std::nullopt;
        }
    }
    return found.empty() ? std::nullopt : std::optional(folder + found);
}

}  // namespace

std::optional<std::string> find_root(const container::Container& container, std::string_view marker) {
    std::optional<std::string> folder = std::string();
    for (int level = 0; folder && level <= most_levels; ++level) {
        if (container.has(*folder + std::string(marker))) return folder;
        if (level < most_levels) folder = only_folder(container, *folder);
    }
    return std::nullopt;
}

}  // namespace needfirst::format
