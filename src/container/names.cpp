// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "container/parts.hpp"

#include <array>

namespace needfirst::container {
namespace {

constexpr std::uint64_t rows_for_one_reason = 50;
constexpr std::size_t longest_path = 4'096, longest_told = 200;  // systems have no longer ones

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// What operating systems leave behind: nobody made it for learners.
bool is_litter(std::string_view path) {
    const std::string_view name = file_name(path);
    return path.starts_with("__MACOSX/") || path.find("/__MACOSX/") != std::string_view::npos ||
           name.starts_with("._") || name == ".DS_Store" || base::same_ignoring_case(name, "Thumbs.db") ||
           base::same_ignoring_case(name, "desktop.ini");
}

void add_segment(std::string_view segment, CleanName& name, std::vector<std::size_t>& starts) {
    if (segment.empty() || segment == ".") return;
    if (segment == "..") {
        if (starts.empty()) {
            name.escaped = true;
            return;
        }
        name.path.resize(starts.back());
        starts.pop_back();
        return;
    }
    starts.push_back(name.path.size());
    if (!name.path.empty()) name.path += '/';
    name.path += segment;
}

}  // namespace

CleanName clean_name(std::string_view utf8) {
    CleanName name;
    const bool drive = utf8.size() > 2 && utf8[1] == ':' && (utf8[2] == '/' || utf8[2] == '\\');
    if (drive) utf8.remove_prefix(2);
    name.escaped = drive || utf8.starts_with('/') || utf8.starts_with('\\');
    name.folder = utf8.ends_with('/') || utf8.ends_with('\\');
    std::vector<std::size_t> starts;
    while (true) {
        const std::size_t end = utf8.find_first_of("/\\");
        add_segment(utf8.substr(0, end), name, starts);
        if (end == std::string_view::npos) break;
        utf8.remove_prefix(end + 1);
    }
    std::replace_if(
        name.path.begin(), name.path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return name;
}

std::string name_to_utf8(std::string_view name) {
    if (base::is_utf8(name)) return std::string(name);
    // Letters with marks stand at 80-A5 in the code page of DOS and at C0-FF in that of Windows.
    const bool dos =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= 0xA8; });
    return base::to_utf8(name, dos ? "IBM437" : "windows-1252");
}

bool is_media_name(std::string_view path) {
    constexpr std::array<std::string_view, 46> media = {
        "3gp",  "aac",  "aiff", "avi",  "avif", "bmp",  "dll", "eot", "exe",  "f4v",  "flac", "flv",
        "gif",  "heic", "ico",  "jpeg", "jpg",  "m4a",  "m4v", "mid", "mkv",  "mov",  "mp3",  "mp4",
        "mpeg", "mpg",  "oga",  "ogg",  "ogv",  "opus", "otf", "png", "psd",  "swf",  "tif",  "tiff",
        "ttc",  "ttf",  "wasm", "wav",  "webm", "webp", "wma", "wmv", "woff", "woff2"};
    const std::string_view name = file_name(path);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string extension = base::ascii_lower(name.substr(dot + 1));
    return std::binary_search(media.begin(), media.end(), extension);
}

bool is_media_content(std::string_view first_bytes) {
    using namespace std::string_view_literals;
    constexpr std::array starts = {
        "\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv,  "ID3"sv,        "\xFF\xFB"sv, "\xFF\xF3"sv,         "OggS"sv,
        "fLaC"sv,    "wOFF"sv,         "wOF2"sv,  "\0\1\0\0\0"sv, "OTTO"sv,     "\x1A\x45\xDF\xA3"sv, "FLV\1"sv,
        "FWS"sv,     "CWS"sv,          "II*\0"sv, "MM\0*"sv,      "\0\0\1\0"sv, "\0\0\1\xBA"sv};
    for (const auto start : starts)
        if (first_bytes.starts_with(start)) return true;
    if (first_bytes.size() < 12) return false;
    if (first_bytes.starts_with("RIFF")) return true;  // WAV, AVI, WebP
    return first_bytes.substr(4, 4) == "ftyp";         // MP4, MOV, M4A, HEIC
}

std::string over_limit(const std::string& what, std::uint64_t limit, std::string_view option) {
    return fmt::format("{}, more than the limit of {} ({} raises it)", what, limit, option);
}

std::string names_too_long() {
    return fmt::format("names of members take more than the limit of {} bytes together; those behind are not read",
                       most_name_bytes);
}

void Remarks::add(std::string member, std::uint64_t bytes, base::CoverageState state, const std::string& reason) {
    auto& [count, reason_state] = by_reason_[reason];
    reason_state = state;
    if (++count <= rows_for_one_reason) rows_.push_back({std::move(member), bytes, state, reason});
}

std::vector<base::Coverage> Remarks::take() {
    for (const auto& [reason, seen] : by_reason_)
        if (seen.first > rows_for_one_reason)
            rows_.push_back(
                {"", 0, seen.second, fmt::format("{} more members: {}", seen.first - rows_for_one_reason, reason)});
    by_reason_.clear();
    return std::move(rows_);
}

void Listed::take(std::vector<Listing> listed, Remarks remarks) {
    std::vector<Listing> kept;
    kept.reserve(listed.size());
    std::size_t name_bytes = 0;
    for (Listing& one : listed) {
        CleanName name = clean_name(one.name);
        if (name.folder || name.path.empty() || is_litter(name.path)) continue;
        if (name.path.size() > longest_path) {
            remarks.add(base::first_bytes(name.path, longest_told), one.bytes, base::CoverageState::limited,
                        fmt::format("its name in the archive is longer than {} bytes", longest_path));
            continue;
        }
        if (name.escaped)
            remarks.add(name.path, one.bytes, base::CoverageState::read,
                        "its name in the archive leads out of the package; read under the part that does not");
        if ((name_bytes += name.path.size()) > most_name_bytes) {
            remarks.add(base::first_bytes(name.path, longest_told), one.bytes, base::CoverageState::limited,
                        names_too_long());
            continue;
        }
        one.name = std::move(name.path);
        kept.push_back(std::move(one));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Listing& a, const Listing& b) { return a.name < b.name; });
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i + 1 < kept.size() && kept[i].name == kept[i + 1].name) {
            remarks.add(kept[i].name, kept[i].bytes, base::CoverageState::skipped,
                        "another member with the same name stands behind it in the archive and is the one that counts");
            continue;
        }
        entries_.push_back({std::move(kept[i].name), kept[i].bytes});
        places_.push_back(kept[i].place);
    }
    read_.assign(entries_.size(), false);
    noted_.assign(entries_.size(), false);
    for (auto& row : remarks.take()) coverage_.push_back(std::move(row));
}

}  // namespace needfirst::container
