// SPDX-License-Identifier: Apache-2.0
#include "container/zip_directory.hpp"

#include "base/charset.hpp"

#include <libdeflate.h>

namespace needfirst::container {
namespace {

using namespace std::string_view_literals;
constexpr auto end_mark = "PK\5\6"sv, end64_mark = "PK\6\6"sv, locator_mark = "PK\6\7"sv, entry_mark = "PK\1\2"sv,
               local_mark = "PK\3\4"sv;
constexpr std::uint64_t end_bytes = 22, longest_comment = 0xFFFF, locator_bytes = 20, end64_bytes = 56,
                        entry_bytes = 46;
constexpr std::uint64_t most_directory_bytes = 256 << 20;
constexpr std::uint32_t full32 = 0xFFFFFFFF;

/// Where the central directory stands, and by how much all offsets in it are off (data before the archive).
struct Place {
    std::uint64_t begin = 0, size = 0, shift = 0;
    std::uint64_t members = 0;  ///< as the end record says; modulo 65536 in some
};

/// The directory ends where the record behind it begins: that is worth more than its offset, which is wrong as soon as
/// something was put before the archive.
std::optional<Place> place_before(Source& source, std::uint64_t record, std::uint64_t size, std::uint64_t offset) {
    if (size == 0 && record == offset) return Place{record, 0, 0};
    const auto is_entry = [&](std::uint64_t at) { return source.read(at, 4) == entry_mark; };
    if (size <= record && record - size >= offset && is_entry(record - size))
        return Place{record - size, size, record - size - offset};
    if (fits(offset, size, record) && is_entry(offset)) return Place{offset, size, 0};
    return std::nullopt;
}

std::optional<Place> place64(Source& source, std::uint64_t end_record) {
    if (end_record < locator_bytes) return std::nullopt;
    const std::string locator = source.read(end_record - locator_bytes, locator_bytes);
    if (!locator.starts_with(locator_mark)) return std::nullopt;
    std::uint64_t at = Record(locator).u64(8);
    std::string record = source.read(at, end64_bytes);
    if (!record.starts_with(end64_mark) && end_record >= locator_bytes + end64_bytes) {
        at = end_record - locator_bytes - end64_bytes;
        record = source.read(at, end64_bytes);
    }
    if (!record.starts_with(end64_mark) || record.size() < end64_bytes) return std::nullopt;
    auto place = place_before(source, at, Record(record).u64(40), Record(record).u64(48));
    if (place) place->members = Record(record).u64(32);
    return place;
}

std::optional<Place> find_directory(Source& source) {
    const std::uint64_t count = std::min(source.size(), end_bytes + longest_comment);
    const std::uint64_t begin = source.size() - count;
    const std::string tail = source.read(begin, count);
    for (std::size_t behind = tail.size(); behind >= end_bytes;) {
        const std::size_t at = tail.rfind(end_mark, behind - end_bytes);
        if (at == std::string::npos) break;
        behind = at + end_bytes - 1;
        const Record record(std::string_view(tail).substr(at));
        if (auto place = place64(source, begin + at)) return place;
        if (auto place = place_before(source, begin + at, record.u32(12), record.u32(16))) {
            place->members = record.u16(10);
            return place;
        }
    }
    return std::nullopt;
}

/// The entry at `at` of the directory, and `at` moved behind it. Nothing where none stands there whole.
std::optional<ZipMember> next_entry(std::string_view directory, std::size_t& at) {
    if (!fits(at, entry_bytes, directory.size()) || directory.substr(at, 4) != entry_mark) return std::nullopt;
    const Record record(directory.substr(at, entry_bytes));
    const std::size_t name = record.u16(28), extra = record.u16(30), comment = record.u16(32);
    if (!fits(at + entry_bytes, name + extra, directory.size())) return std::nullopt;
    const std::string_view raw_name = directory.substr(at + entry_bytes, name);
    ZipMember member;
    member.flags = record.u16(8);
    member.method = record.u16(10);
    member.crc = record.u32(16);
    member.packed = record.u32(20);
    member.bytes = record.u32(24);
    member.header = record.u32(42);
    read_zip_extras(directory.substr(at + entry_bytes + name, extra), raw_name, member);
    // A folder by its attributes that does not say so in its name.
    const std::uint32_t attributes = record.u32(38);
    const bool folder = (attributes & 0x10) != 0 || (attributes >> 28 == 4 && record.u16(4) >> 8 == 3);
    if (folder && member.bytes == 0 && !member.name.ends_with('/')) member.name += '/';
    at += entry_bytes + name + extra + comment;
    return member;
}

/// Offsets are moved by the length of what stands before the archive, unless its maker did that already.
std::uint64_t true_shift(Source& source, const Place& place, const std::vector<ZipMember>& members) {
    if (place.shift == 0 || members.empty()) return 0;
    const bool as_they_are = source.read(members.front().header, 4) == local_mark;
    const bool moved = source.read(members.front().header + place.shift, 4) == local_mark;
    return as_they_are && !moved ? 0 : place.shift;
}

void remark_whole(ZipDirectory& directory, Source& source, base::CoverageState state, const std::string& reason) {
    directory.remarks.add("", source.size(), state, reason);
}

}  // namespace

void read_zip_extras(std::string_view extras, std::string_view raw_name, ZipMember& member) {
    const bool declared_utf8 = (member.flags & 0x800) != 0;
    member.name = declared_utf8 && base::is_utf8(raw_name) ? std::string(raw_name) : name_to_utf8(raw_name);
    std::size_t at = 0;
    while (fits(at, 4, extras.size())) {
        const std::uint16_t kind = Record(extras.substr(at)).u16(0), length = Record(extras.substr(at)).u16(2);
        if (!fits(at + 4, length, extras.size())) return;
        const std::string_view block = extras.substr(at + 4, length);
        at += 4u + length;
        if (kind == 0x0001) {  // zip64: only the fields that were full stand here, in this order
            std::size_t field = 0;
            for (std::uint64_t* full : {&member.bytes, &member.packed, &member.header}) {
                if (*full != full32 || !fits(field, 8, block.size())) continue;
                *full = Record(block).u64(field);
                field += 8;
            }
        } else if (kind == 0x7075 && length > 5 &&
                   Record(block).u32(1) == libdeflate_crc32(0, raw_name.data(), raw_name.size()) &&
                   base::is_utf8(block.substr(5))) {
            member.name = block.substr(5);
        }
    }
}

bool has_zip_directory(Source& source) { return find_directory(source).has_value(); }

ZipDirectory read_zip_directory(Source& source, const base::Limits& limits) {
    using base::CoverageState;
    ZipDirectory directory;
    const auto place = find_directory(source);
    std::size_t at = 0;
    std::string bytes;
    if (place) {
        bytes = source.read(place->begin, std::min(place->size, most_directory_bytes));
        while (directory.members.size() < limits.members) {
            auto member = next_entry(bytes, at);
            if (!member) break;
            directory.members.push_back(std::move(*member));
        }
        const std::uint64_t shift = true_shift(source, *place, directory.members);
        for (ZipMember& member : directory.members) member.header += shift;
        if (directory.members.size() == limits.members && fits(at, entry_bytes, bytes.size())) {
            remark_whole(directory, source, CoverageState::limited,
                         over_limit(fmt::format("the archive lists {} members", place->members), limits.members,
                                    "--max-members"));
            return directory;
        }
        if (directory.members.size() % 65536 == place->members % 65536) return directory;
    }
    auto found = scan_zip_members(source, limits.members);
    const bool more = found.size() > directory.members.size();
    remark_whole(
        directory, source, CoverageState::partly,
        fmt::format("damaged: {}; {} members were found {}; get a whole copy of the file",
                    place ? fmt::format("its directory should list {} members but breaks off", place->members)
                          : "the directory at the end of the file is missing, as after a download that broke off",
                    std::max(found.size(), directory.members.size()), more ? "by their own headers" : "in it"));
    if (more) directory.members = std::move(found);
    return directory;
}

}  // namespace needfirst::container
