// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/parts.hpp"

#include <cstdint>
#include <string>
#include <vector>

// The directory of a zip file, after APPNOTE.TXT 6.3.10, forgiving where real files are not strict.
namespace needfirst::container {

struct ZipMember {
    std::string name;          ///< UTF-8, as it stands there
    std::uint64_t header = 0;  ///< where its local header begins in the file
    std::uint64_t packed = 0, bytes = 0;
    std::uint32_t crc = 0;
    std::uint16_t method = 0, flags = 0;
    bool sized = true;  ///< false where only its end was guessed: size and checksum are not known
    bool is_encrypted() const { return (flags & 1) != 0; }
};

struct ZipDirectory {
    std::vector<ZipMember> members;
    Remarks remarks;
};

/// Reads the central directory (also of zip64, and behind prepended data). Without one, or where it breaks off, the
/// members are found by their local headers, and a remark says so.
ZipDirectory read_zip_directory(Source& source, const base::Limits& limits);

/// True where a central directory stands at the end of the file, whatever its first bytes are.
bool has_zip_directory(Source& source);

/// Members found by walking over the local headers. Reads the whole file.
std::vector<ZipMember> scan_zip_members(Source& source, std::uint64_t at_most);

/// Fields that stand in extra blocks: sizes of zip64 in the order of the fields that are full, and the UTF-8 name.
void read_zip_extras(std::string_view extras, std::string_view raw_name, ZipMember& member);

}  // namespace needfirst::container
