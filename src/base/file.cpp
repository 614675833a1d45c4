// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace needfirst::base {

Handle::~Handle() {
    if (number_ >= 0) ::close(number_);
}

std::optional<std::string> content_of(const std::filesystem::path& path) {
    return content_of(Handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
}

std::optional<std::string> content_of(const Handle& file) {
    struct stat about {};
    if (!file || ::fstat(file.get(), &about) != 0) return std::nullopt;
    // The size is a guess: what /proc holds says 0.
    std::string bytes(std::min<std::uint64_t>(static_cast<std::uint64_t>(about.st_size), 1u << 30) + 1, '\0');
    for (std::size_t read = 0;;) {
        const ssize_t more = ::read(file.get(), bytes.data() + read, bytes.size() - read);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) return std::nullopt;
        read += static_cast<std::size_t>(more);
        if (more == 0) {
            bytes.resize(read);
            return bytes;
        }
        if (read == bytes.size()) bytes.resize(bytes.size() * 2 + (1 << 16));
    }
}

}  // namespace needfirst::base
