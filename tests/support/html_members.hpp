// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/charset.hpp"
#include "base/error.hpp"
#include "container/container.hpp"
#include "format/pages.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace needfirst::support {

/// Calls `page` with each HTML member of all containers below a folder, archives in archives too: "package!member", and
/// its text as UTF-8.
inline void for_each_page(const std::filesystem::path& folder,
                          const std::function<void(const std::string& place, const std::string& html)>& page) {
    const std::function<void(container::Container&, const std::string&)> walk = [&](container::Container& inside,
                                                                                    const std::string& path) {
        for (std::size_t i = 0; i < inside.entries().size(); ++i) {
            const std::string& member = inside.entries()[i].path;
            try {
                if (format::is_html_member(member)) {
                    const std::string bytes = inside.read(i);
                    const std::string utf8 = base::to_utf8(bytes, base::html_charset(bytes));
                    if (utf8.find('\0') == std::string::npos) page(path + "!" + member, utf8);
                } else if (container::looks_like_archive(inside.peek(i, 512)) && inside.depth() < 3) {
                    if (const auto nested = container::open_nested(inside.read(i), member, {}, inside.depth() + 1))
                        walk(*nested, path + "!" + member);
                }
            } catch (const base::InputError&) {  // of no interest here
            }
        }
    };
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        try {
            const auto opened = container::open(file, {});
            walk(*opened, file.lexically_relative(folder).generic_string());
        } catch (const base::InputError&) {
        }
    }
}

}  // namespace needfirst::support
