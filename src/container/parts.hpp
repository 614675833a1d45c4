// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "container/container.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct XXH3_state_s;

// What the kinds of container share. For this room only.
namespace needfirst::container {

/// Why a member cannot be had. what() is the reason without the member's name; read() adds that, and the coverage row.
class Refused : public base::InputError {
public:
    Refused(base::CoverageState why, const std::string& reason) : InputError(reason), state(why) {}
    base::CoverageState state;
};

/// The one check for offsets and lengths that come from a file: do `count` bytes at `offset` lie within `size`?
constexpr bool fits(std::uint64_t offset, std::uint64_t count, std::uint64_t size) {
    return offset <= size && count <= size - offset;
}

/// A record of little-endian numbers. What lies outside reads as 0.
class Record {
public:
    explicit Record(std::string_view bytes) : bytes_(bytes) {}
    std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
    std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
    std::uint64_t u64(std::size_t at) const { return number(at, 8); }

private:
    std::uint64_t number(std::size_t at, std::size_t width) const;
    std::string_view bytes_;
};

/// Bytes at any place of a file or a string.
class Source {
public:
    virtual ~Source() = default;
    std::uint64_t size() const { return size_; }
    /// Fewer than `count` only at the end. Throws Refused where the disk fails.
    virtual std::string read(std::uint64_t offset, std::uint64_t count) = 0;

protected:
    std::uint64_t size_ = 0;
};
std::unique_ptr<Source> file_source(const std::filesystem::path& path);
std::unique_ptr<Source> memory_source(std::string bytes);

/// Coverage rows with one reason are counted past the fiftieth, so that a hostile archive cannot fill the store.
class Remarks {
public:
    void add(std::string member, std::uint64_t bytes, base::CoverageState state, const std::string& reason);
    std::vector<base::Coverage> take();

private:
    std::vector<base::Coverage> rows_;
    std::map<std::string, std::pair<std::uint64_t, base::CoverageState>> by_reason_;
};

/// A member as an archive lists it: `place` is its number there.
struct Listing {
    std::string name;  ///< UTF-8, as it stands there
    std::uint64_t bytes = 0;
    std::size_t place = 0;
};

/// A container whose members stand in a list of their own.
class Listed : public Container {
protected:
    /// Makes entries_ of what was listed: names cleaned, litter of operating systems left out, sorted; of several
    /// members with one name the last counts. Adds the remarks to coverage_.
    void take(std::vector<Listing> listed, Remarks remarks = {});
    std::size_t place(std::size_t index) const { return places_[index]; }

private:
    std::vector<std::size_t> places_;
};

/// A name as a path: '\' and doubled '/' made '/', "." out, ".." resolved. `escaped`: it would have led out.
struct CleanName {
    std::string path;
    bool folder = false, escaped = false;
};
CleanName clean_name(std::string_view utf8);

/// A member name without a declared character set as UTF-8: believed where it is well-formed, else code page 437 or
/// windows-1252, whichever makes letters of it.
std::string name_to_utf8(std::string_view name);

/// Pictures, sound, video, fonts, programs: by name, or by first bytes where the name says nothing.
bool is_media_name(std::string_view path);
bool is_media_content(std::string_view first_bytes);

/// "..., more than the limit of 64 (--max-members raises it)"
std::string over_limit(const std::string& what, std::uint64_t limit, std::string_view option);

/// Bytes of the names of all members of one container together: readers look through them again and again.
constexpr std::size_t most_name_bytes = 32u << 20;
/// For the coverage row of what stands behind.
std::string names_too_long();

/// XXH3 of 128 bits as hexadecimal.
class Fingerprint {
public:
    Fingerprint();
    void add(std::string_view bytes);
    void add(std::uint64_t number);
    std::string text() const;

private:
    struct Close {
        void operator()(XXH3_state_s* state) const;
    };
    std::unique_ptr<XXH3_state_s, Close> state_;
};
std::string fingerprint_of(Source& source);

std::unique_ptr<Container> open_zip(std::unique_ptr<Source> source, const base::Limits& limits, std::uint32_t depth);
/// Tar, compressed or not, 7z, and single compressed files, through libarchive. `name` without its last extension names
/// the member of a single compressed file.
std::unique_ptr<Container> open_archive(std::unique_ptr<Source> source, std::string_view name,
                                        const base::Limits& limits, std::uint32_t depth);
std::unique_ptr<Container> open_folder(const std::filesystem::path& path, const base::Limits& limits);
std::unique_ptr<Container> open_single(std::unique_ptr<Source> source, std::string name, const base::Limits& limits);
/// No members, and one row that says why.
std::unique_ptr<Container> open_nothing(base::Coverage row, std::uint32_t depth);

}  // namespace needfirst::container
