// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"
#include "container/parts.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace needfirst::container {
namespace {

class FileSource : public Source {
public:
    // Without O_NONBLOCK a named pipe would be waited for, for ever.
    explicit FileSource(const std::filesystem::path& path)
        : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
        struct stat about {};
        if (!file_ || ::fstat(file_.get(), &about) != 0)
            throw base::InputError(fmt::format("{}: cannot be opened: {}", path.string(), std::strerror(errno)));
        if (!S_ISREG(about.st_mode))
            throw base::InputError(
                fmt::format("{}: is no file but a device, a pipe or a socket, which are not read", path.string()));
        size_ = static_cast<std::uint64_t>(about.st_size);
    }

    std::string read(std::uint64_t offset, std::uint64_t count) override {
        if (offset >= size_) return {};
        std::string bytes(std::min(count, size_ - offset), '\0');
        std::size_t got = 0;
        while (got < bytes.size()) {
            const auto n =
                ::pread(file_.get(), bytes.data() + got, bytes.size() - got, static_cast<off_t>(offset + got));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0)
                throw Refused(base::CoverageState::error, fmt::format("cannot be read: {}", std::strerror(errno)));
            if (n == 0) break;
            got += static_cast<std::size_t>(n);
        }
        bytes.resize(got);
        return bytes;
    }

private:
    base::Handle file_;
};

class MemorySource : public Source {
public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) { size_ = bytes_.size(); }
    std::string read(std::uint64_t offset, std::uint64_t count) override {
        return offset >= size_ ? std::string() : bytes_.substr(offset, count);
    }

private:
    std::string bytes_;
};

}  // namespace

std::unique_ptr<Source> file_source(const std::filesystem::path& path) { return std::make_unique<FileSource>(path); }
std::unique_ptr<Source> memory_source(std::string bytes) { return std::make_unique<MemorySource>(std::move(bytes)); }

std::uint64_t Record::number(std::size_t at, std::size_t width) const {
    if (!fits(at, width, bytes_.size())) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = width; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes_[at + i - 1]);
    return value;
}

void Fingerprint::Close::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

Fingerprint::Fingerprint() : state_(XXH3_createState()) { XXH3_128bits_reset(state_.get()); }

void Fingerprint::add(std::string_view bytes) { XXH3_128bits_update(state_.get(), bytes.data(), bytes.size()); }

void Fingerprint::add(std::uint64_t number) { XXH3_128bits_update(state_.get(), &number, sizeof number); }

std::string Fingerprint::text() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string fingerprint_of(Source& source) {
    constexpr std::uint64_t step = 1 << 20;
    Fingerprint hash;
    for (std::uint64_t at = 0; at < source.size(); at += step) hash.add(source.read(at, step));
    return hash.text();
}

}  // namespace needfirst::container
