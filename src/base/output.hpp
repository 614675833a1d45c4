// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace needfirst::base {

/// A file written beside `path` and renamed to it by done(); without done() an earlier file at `path` is untouched.
/// Throws base::InputError (path, reason, what to do).
class Output {
public:
    explicit Output(std::filesystem::path path);
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    void write(std::string_view bytes);
    /// All that was written stands in part().
    void flush();
    void done();
    const std::filesystem::path& path() const { return path_; }
    /// Where it stands until done(), for a library that writes a file by itself.
    const std::filesystem::path& part() const { return part_; }

private:
    [[noreturn]] void fail(int problem);
    std::filesystem::path path_, part_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

/// Makes `folder` and those above it. Throws base::InputError.
void make_folder(const std::filesystem::path& folder);

}  // namespace needfirst::base
