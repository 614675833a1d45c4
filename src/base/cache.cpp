// SPDX-License-Identifier: Apache-2.0
#include "base/cache.hpp"

#include "base/fingerprint.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace needfirst::base {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sum_size = 32;

/// An open file or folder.
class Handle {
public:
    explicit Handle(int handle) : handle_(handle) {}
    ~Handle() {
        if (handle_ >= 0) ::close(handle_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int get() const { return handle_; }
    /// Whether it is of that type and nobody else may write it.
    bool is_ours(mode_t type) const {
        struct stat found {};
        return handle_ >= 0 && ::fstat(handle_, &found) == 0 && (found.st_mode & S_IFMT) == type &&
               found.st_uid == ::geteuid() && (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
    }

private:
    int handle_;
};

/// Empty where the environment names none.
fs::path cache_folder() {
    const auto named = [](const char* variable) {
        const char* const value = std::getenv(variable);
        const fs::path path = value ? value : "";
        return path.is_absolute() ? path : fs::path();  // one that is relative counts as none: XDG
    };
    if (const fs::path cache = named("XDG_CACHE_HOME"); !cache.empty()) return cache / "needfirst";
    if (const fs::path home = named("HOME"); !home.empty()) return home / ".cache/needfirst";
    return {};
}

Handle opened(const fs::path& folder) {
    return Handle(folder.empty() ? -1 : ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool read_all(int file, std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t read = ::read(file, bytes.data() + at, bytes.size() - at);
        if (read == 0 || (read < 0 && errno != EINTR)) return false;
        if (read > 0) at += static_cast<std::size_t>(read);
    }
    return true;
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// A process that writes more into one file than it may is ended for it.
bool may_be_written(std::size_t bytes) {
    rlimit most{};
    return ::getrlimit(RLIMIT_FSIZE, &most) == 0 && bytes <= most.rlim_cur;
}

void forget_oldest(const fs::path& folder) {
    std::error_code problem;
    std::vector<std::pair<fs::file_time_type, fs::path>> kept;
    for (const auto& entry : fs::directory_iterator(folder, problem))
        if (entry.is_regular_file(problem)) kept.emplace_back(entry.last_write_time(problem), entry.path());
    std::sort(kept.rbegin(), kept.rend());
    for (std::size_t i = most_kept; i < kept.size(); ++i) fs::remove(kept[i].second, problem);
}

}  // namespace

std::optional<std::string> recall(const std::string& name) {
    const fs::path folder = cache_folder();
    if (!opened(folder).is_ours(S_IFDIR)) return std::nullopt;
    const Handle file(::open((folder / name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat found {};
    if (!file.is_ours(S_IFREG) || ::fstat(file.get(), &found) != 0) return std::nullopt;
    std::string sum(sum_size, '\0');
    std::string content(std::max<std::size_t>(static_cast<std::size_t>(found.st_size), sum_size) - sum_size, '\0');
    if (!read_all(file.get(), sum) || !read_all(file.get(), content) || fingerprint(content) != sum)
        return std::nullopt;
    return content;
}

void keep(const std::string& name, std::string_view content) {
    const fs::path folder = cache_folder();
    if (folder.empty() || !may_be_written(content.size() + sum_size)) return;
    std::error_code problem;
    fs::create_directories(folder.parent_path(), problem);
    ::mkdir(folder.c_str(), S_IRWXU);
    if (!opened(folder).is_ours(S_IFDIR)) return;
    std::string part = folder / (name + ".XXXXXX");  // audits may run side by side
    const Handle file(::mkostemp(part.data(), O_CLOEXEC));
    if (file.get() < 0) return;
    if (!write_all(file.get(), fingerprint(content)) || !write_all(file.get(), content) ||
        ::rename(part.c_str(), (folder / name).c_str()) != 0)
        ::unlink(part.c_str());
    forget_oldest(folder);
}

}  // namespace needfirst::base
