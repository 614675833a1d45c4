// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <fstream>

namespace needfirst::base {

std::optional<std::string> content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string bytes;
    // The size is a guess: what /proc holds says 0.
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    std::size_t read = 0;
    for (std::size_t next = !ignored && size < (std::uint64_t{1} << 32) ? size + 1 : 1 << 16;; next = 1 << 16) {
        bytes.resize(read + next);
        file.read(bytes.data() + read, static_cast<std::streamsize>(next));
        read += static_cast<std::size_t>(file.gcount());
        if (!file) break;
    }
    bytes.resize(read);
    if (file.bad()) return std::nullopt;
    return bytes;
}

}  // namespace needfirst::base
