// SPDX-License-Identifier: Apache-2.0
#include "base/output.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstring>

namespace needfirst::base {

namespace fs = std::filesystem;

Output::Output(fs::path path)
    : path_(std::move(path)), part_(fs::path(path_) += ".part"), file_(nullptr, &std::fclose) {
    file_.reset(std::fopen(part_.c_str(), "wb"));
    if (!file_) fail(errno);
}

Output::~Output() {
    if (!file_) return;
    file_.reset();
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void Output::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail(errno);
}

void Output::flush() {
    if (std::fflush(file_.get()) != 0) fail(errno);
}

void Output::done() {
    flush();
    std::error_code problem;
    fs::rename(part_, path_, problem);
    if (problem) fail(problem.value());
    file_.reset();
}

void Output::fail(int problem) {
    throw InputError(fmt::format(
        "cannot write {}: {}; {}", path_.string(), std::strerror(problem),
        problem == ENOSPC ? "free some space on that disk" : "choose a place that exists and that you may write to"));
}

void make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!problem && !fs::is_directory(folder)) problem = std::make_error_code(std::errc::not_a_directory);
    if (problem)
        throw InputError(fmt::format("cannot make folder {}: {}; choose another", folder.string(), problem.message()));
}

}  // namespace needfirst::base
