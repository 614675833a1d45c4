// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/coverage.hpp"
#include "base/limits.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::container {

/// One member. Paths use '/', are UTF-8 and relative; they are names only, nothing is ever written under them.
struct Entry {
    std::string path;
    std::uint64_t bytes = 0;  ///< inflated, as the directory says
};

/// A readable tree of named members: zip, tar, 7z, folder, single file, or memory in tests. Readers cannot tell which.
/// Folders, AppleDouble members (`__MACOSX/`, `._x`), `.DS_Store` and `Thumbs.db` are not entries. One thread at a
/// time.
class Container {
public:
    virtual ~Container() = default;
    /// Sorted by path, each path once.
    std::span<const Entry> entries() const { return entries_; }
    /// Text of one member, inflated on demand, within limits. Throws base::InputError with the member's name; what went
    /// wrong is in coverage() too. Of a damaged member the bytes before the damage. A member may be read again,
    /// within a limit of its own.
    std::string read(std::size_t index);
    std::string read(std::string_view path);
    /// The same, nothing where there is no such member or it cannot be read (the reason is in coverage()).
    std::optional<std::string> try_read(std::string_view path);
    /// The first `count` bytes of a member, for recognisers. Does not count as read. "" where it cannot be read.
    std::string peek(std::size_t index, std::size_t count);
    std::string peek(std::string_view path, std::size_t count);
    /// Index of a member: exact path first, then percent-decoded, Unicode-normalised, case-blind.
    std::optional<std::size_t> find(std::string_view path) const;
    bool has(std::string_view path) const { return find(path).has_value(); }
    /// Entries below a folder ("" for all): `folder` without or with trailing '/'.
    std::span<const Entry> below(std::string_view folder) const;
    std::size_t index_of(const Entry& entry) const { return static_cast<std::size_t>(&entry - entries_.data()); }

    /// Members that were not read whole so far: errors, limits; and what the container itself stumbled on (damaged
    /// directory, names that collide, encrypted members). A row of state `read` is a remark that costs no text.
    const std::vector<base::Coverage>& coverage() const { return coverage_; }
    /// Whether a member was read (true) so far.
    bool was_read(std::size_t index) const { return read_[index]; }
    /// Say that a member was deliberately not read, and why; the first reason stays.
    virtual void skip(std::size_t index, std::string reason);

    const base::Limits& limits() const { return limits_; }
    std::uint64_t bytes() const { return bytes_; }  ///< of the file, or of all members of a folder
    /// Equal for an unchanged container. Of a zip: its names, sizes and checksums. Of a folder: its names, sizes, and
    /// the content of each member that may bear text. Of all else: the content.
    const std::string& fingerprint() const;
    virtual std::string_view kind() const = 0;      ///< for people: "zip", "folder"
    std::uint32_t depth() const { return depth_; }  ///< 0 for a file on disk, 1 for an archive in it ...

protected:
    /// All of a member. Throws Refused (parts.hpp), also where it is longer than `at_most`.
    virtual std::string fetch(std::size_t index, std::uint64_t at_most) = 0;
    /// Its first bytes; as cheap as can be.
    virtual std::string fetch_first(std::size_t index, std::size_t count) { return fetch(index, count); }
    virtual std::string make_fingerprint() const = 0;
    /// Adds a coverage row for a member, unless it has one.
    void note(std::size_t index, base::CoverageState state, std::string reason);

    std::vector<Entry> entries_;
    std::vector<base::Coverage> coverage_;
    std::uint64_t bytes_ = 0;
    std::uint32_t depth_ = 0;
    base::Limits limits_;

private:
    std::uint64_t allowance(std::size_t index) const;
    const std::unordered_map<std::string, std::size_t>& loose_names() const;

    friend class Listed;
    std::vector<bool> read_, noted_;
    std::uint64_t inflated_ = 0, inflated_again_ = 0;
    mutable std::string fingerprint_;
    mutable std::unordered_map<std::string, std::size_t> loose_names_;
};

/// Opens a file or folder by its content, never by its name: zip, tar (plain, gzip, xz, zstd, bzip2), 7z, folder; all
/// else is a container with that one file. A damaged archive gives what can be read, and coverage that says so. Throws
/// base::InputError where there is nothing to read (no such file, no permission).
std::unique_ptr<Container> open(const std::filesystem::path& path, const base::Limits& limits);

/// The fingerprint that open(path) would have, without listing what has no directory. Throws base::InputError.
std::string fingerprint(const std::filesystem::path& path, const base::Limits& limits);

/// The same for an archive held in memory (a member of another container). Nothing where `bytes` is no archive; an
/// empty container with a coverage row where `depth` is over the limit. `name` is for messages.
std::unique_ptr<Container> open_nested(std::string bytes, std::string_view name, const base::Limits& limits,
                                       std::uint32_t depth);

/// True where the first bytes of a member look like an archive that open_nested can open. Documents that are zips
/// inside (DOCX, XLSX, ODT, EPUB) look so too.
bool looks_like_archive(std::string_view first_bytes);

/// Members in memory, for tests and fuzzing.
std::unique_ptr<Container> from_memory(std::map<std::string, std::string> members, const base::Limits& limits = {});

/// A part of a container as a container of its own: the members below `folder`, with that prefix off. For packages in a
/// sub-folder. Reads and coverage count in the whole. `whole` must outlive it.
std::unique_ptr<Container> below(Container& whole, std::string_view folder);

}  // namespace needfirst::container
