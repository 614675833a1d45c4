// SPDX-License-Identifier: Apache-2.0
#include "base/cache.hpp"

#include "base/file.hpp"
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

/// Whether it is of that type and nobody else may write it.
bool is_ours(const Handle& handle, mode_t type) {
    struct stat found {};
    return handle && ::fstat(handle.get(), &found) == 0 && (found.st_mode & S_IFMT) == type &&
           found.st_uid == ::geteuid() && (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

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

bool is_our_folder(const fs::path& folder) {
    return !folder.empty() && is_ours(Handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), S_IFDIR);
}

bool write_all(const Handle& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
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
    for (fs::directory_iterator entry(folder, problem), end; entry != end; entry.increment(problem))
        if (entry->is_regular_file(problem)) kept.emplace_back(entry->last_write_time(problem), entry->path());
    std::sort(kept.rbegin(), kept.rend());
    for (std::size_t i = most_kept; i < kept.size(); ++i) fs::remove(kept[i].second, problem);
}

}  // namespace

std::optional<std::string> recall(const std::string& name) {
    const fs::path folder = cache_folder();
    if (!is_our_folder(folder)) return std::nullopt;
    const Handle file(::open((folder / name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!is_ours(file, S_IFREG)) return std::nullopt;
    auto bytes = content_of(file);
    if (!bytes || bytes->size() < sum_size) return std::nullopt;
    const std::string_view content = std::string_view(*bytes).substr(0, bytes->size() - sum_size);
    if (!bytes->ends_with(fingerprint(content))) return std::nullopt;
    bytes->resize(content.size());
    return bytes;
}

void keep(const std::string& name, std::string_view content) {
    const fs::path folder = cache_folder();
    if (folder.empty() || !may_be_written(content.size() + sum_size)) return;
    for (const fs::path& made : {folder.parent_path(), folder}) ::mkdir(made.c_str(), S_IRWXU);  // a home is not made
    if (!is_our_folder(folder)) return;
    std::string part = folder / (name + ".XXXXXX");  // audits may run side by side
    const Handle file(::mkostemp(part.data(), O_CLOEXEC));
    if (!file) return;
    if (!write_all(file, content) || !write_all(file, fingerprint(content)) ||
        ::rename(part.c_str(), (folder / name).c_str()) != 0)
        ::unlink(part.c_str());
    forget_oldest(folder);
}

}  // namespace needfirst::base
