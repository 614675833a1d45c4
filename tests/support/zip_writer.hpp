// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Zips made in memory: ordinary ones, and such as no honest program writes.
namespace needfirst::test {

/// One member and how it is written. What is set here stands in the directory and the local header as it is, true or
/// not.
struct ZipMember {
    std::string name;
    std::string content;
    bool deflate = true;
    bool descriptor = false;  ///< sizes behind the data (bit 3), zeros in the local header
    bool utf8 = false;        ///< bit 11
    bool encrypted = false;   ///< bit 0 only; the content stays as it is
    bool zip64 = false;       ///< sizes in an extra block
    std::optional<std::uint16_t> method;
    std::optional<std::uint64_t> bytes;  ///< a lie about the inflated size
    std::optional<std::uint32_t> crc;    ///< a lie about the checksum
    std::optional<std::string> local_name;
    std::string extra;  ///< extra blocks of the directory
    std::uint32_t attributes = 0;
    std::uint16_t made_by = 20;  ///< high byte 3: Unix
};

struct ZipOptions {
    std::string before;     ///< put before the archive; offsets do not know of it
    std::string comment;    ///< of the archive
    bool zip64 = false;     ///< end record of zip64
    bool directory = true;  ///< false: as if cut off before the directory
};

std::string make_zip(const std::vector<ZipMember>& members, const ZipOptions& options = {});
std::string zip_of(const std::map<std::string, std::string>& members);

/// All files below a folder as a zip, so that each fixture can be read as both.
std::string zip_folder(const std::filesystem::path& folder);

/// A deflate stream.
std::string deflate(std::string_view bytes);

/// A file with this content in the folder for temporary files, gone when the owner is.
class TemporaryFile {
public:
    TemporaryFile(std::string_view name, std::string_view content);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path folder_, path_;
};

std::string read_file(const std::filesystem::path& path);

}  // namespace needfirst::test
