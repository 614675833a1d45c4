// SPDX-License-Identifier: Apache-2.0
#include "container/parts.hpp"
#include "container/zip_directory.hpp"

namespace needfirst::container {
namespace {

enum class Shape { zip, archive, other };

/// Tar headers hold the sum of their own bytes; old ones have no other mark.
bool is_tar(std::string_view head) {
    constexpr std::size_t header = 512, sum_at = 148, sum_bytes = 8;
    if (head.size() < header || head[0] == '\0') return false;
    std::uint64_t sum = ' ' * sum_bytes, written = 0;
    for (std::size_t i = 0; i < header; ++i)
        if (i < sum_at || i >= sum_at + sum_bytes) sum += static_cast<unsigned char>(head[i]);
    bool digits = false;
    for (const char c : head.substr(sum_at, sum_bytes)) {
        if (c >= '0' && c <= '7') {
            written = written * 8 + static_cast<unsigned>(c - '0');
            digits = true;
        } else if (digits) {
            break;
        }
    }
    return digits && sum == written;
}

Shape shape_of(std::string_view head) {
    using namespace std::string_view_literals;
    for (const auto start : {"PK\3\4"sv, "PK\5\6"sv, "PK\7\bPK\3\4"sv, "PK00PK\3\4"sv})
        if (head.starts_with(start)) return Shape::zip;
    for (const auto start : {"\x1F\x8B\b"sv, "\xFD\x37zXZ\0"sv, "\x28\xB5\x2F\xFD"sv, "7z\xBC\xAF\x27\x1C"sv})
        if (head.starts_with(start)) return Shape::archive;
    const bool bzip2 = head.starts_with("BZh") && head.size() >= 10 &&
                       (head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90");
    return bzip2 || is_tar(head) ? Shape::archive : Shape::other;
}

constexpr std::size_t head_bytes = 512;

/// Nothing where it is no archive; `source` is left alone then.
std::unique_ptr<Container> open_source(std::unique_ptr<Source>& source, std::string_view name,
                                       const base::Limits& limits, std::uint32_t depth) {
    const Shape shape = shape_of(source->read(0, head_bytes));
    if (shape == Shape::archive) return open_archive(std::move(source), name, limits, depth);
    if (shape == Shape::zip || has_zip_directory(*source)) return open_zip(std::move(source), limits, depth);
    return nullptr;
}

}  // namespace

std::unique_ptr<Container> open(const std::filesystem::path& path, const base::Limits& limits) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw base::InputError(fmt::format("{}: there is no such file or folder", path.string()));
    if (std::filesystem::is_directory(status)) return open_folder(path, limits);
    if (!std::filesystem::is_regular_file(status))
        throw base::InputError(fmt::format("{}: neither a file nor a folder", path.string()));
    auto source = file_source(path);
    if (auto archive = open_source(source, path.filename().string(), limits, 0)) return archive;
    return open_single(std::move(source), name_to_utf8(path.filename().string()), limits);
}

std::string fingerprint(const std::filesystem::path& path, const base::Limits& limits) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return open_folder(path, limits)->fingerprint();
    auto source = file_source(path);
    const Shape shape = shape_of(source->read(0, head_bytes));
    const bool zip = shape == Shape::zip || (shape == Shape::other && has_zip_directory(*source));
    return zip ? open_zip(std::move(source), limits, 0)->fingerprint() : fingerprint_of(*source);
}

std::unique_ptr<Container> open_nested(std::string bytes, std::string_view name, const base::Limits& limits,
                                       std::uint32_t depth) {
    auto source = memory_source(std::move(bytes));
    if (depth > limits.depth && (shape_of(source->read(0, head_bytes)) != Shape::other || has_zip_directory(*source)))
        return open_nothing(
            {std::string(name), source->size(), base::CoverageState::limited,
             over_limit(fmt::format("the archive lies {} archives deep", depth), limits.depth, "--max-depth")},
            depth);
    return open_source(source, name, limits, depth);
}

bool looks_like_archive(std::string_view first_bytes) { return shape_of(first_bytes) != Shape::other; }

}  // namespace needfirst::container
