// SPDX-License-Identifier: Apache-2.0
#include "support/zip_writer.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <libdeflate.h>

namespace needfirst::test {
namespace {

constexpr std::uint32_t full32 = 0xFFFFFFFF;

void put(std::string& out, std::uint64_t number, int width) {
    for (int i = 0; i < width; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

struct Header {
    std::uint16_t flags = 0, method = 0;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0, bytes = 0, offset = 0;
};

/// The fields that the local header and the directory share.
void put_common(std::string& out, const Header& header, bool sizes_behind, bool zip64) {
    put(out, header.flags, 2);
    put(out, header.method, 2);
    put(out, 0, 2);             // time
    put(out, (1 << 5) | 1, 2);  // 1 January 1980
    put(out, sizes_behind ? 0 : header.crc, 4);
    put(out, sizes_behind ? 0 : zip64 ? full32 : header.packed, 4);
    put(out, sizes_behind ? 0 : zip64 ? full32 : header.bytes, 4);
}

std::string zip64_block(const Header& header, bool with_offset) {
    std::string block;
    put(block, 1, 2);
    put(block, with_offset ? 24 : 16, 2);
    put(block, header.bytes, 8);
    put(block, header.packed, 8);
    if (with_offset) put(block, header.offset, 8);
    return block;
}

void put_member(std::string& out, const ZipMember& member, const Header& header, const std::string& data) {
    const std::string name = member.local_name.value_or(member.name);
    const std::string extra = member.zip64 ? zip64_block(header, false) : "";
    out += "PK\3\4";
    put(out, member.zip64 ? 45 : 20, 2);
    put_common(out, header, member.descriptor, member.zip64);
    put(out, name.size(), 2);
    put(out, extra.size(), 2);
    out += name + extra + data;
    if (!member.descriptor) return;
    out += "PK\7\b";
    put(out, header.crc, 4);
    put(out, header.packed, member.zip64 ? 8 : 4);
    put(out, header.bytes, member.zip64 ? 8 : 4);
}

void put_entry(std::string& out, const ZipMember& member, const Header& header) {
    const std::string extra = (member.zip64 ? zip64_block(header, true) : "") + member.extra;
    out += "PK\1\2";
    put(out, member.made_by, 2);
    put(out, member.zip64 ? 45 : 20, 2);
    put_common(out, header, false, member.zip64);
    put(out, member.name.size(), 2);
    put(out, extra.size(), 2);
    put(out, 0, 6);  // comment, disk, internal attributes
    put(out, member.attributes, 4);
    put(out, member.zip64 ? full32 : header.offset, 4);
    out += member.name + extra;
}

void put_end(std::string& out, std::uint64_t count, std::uint64_t size, std::uint64_t offset,
             const ZipOptions& options) {
    if (options.zip64) {
        const std::uint64_t at = offset + size;
        out += "PK\6\6";
        put(out, 44, 8);
        put(out, 45, 2);
        put(out, 45, 2);
        put(out, 0, 8);
        put(out, count, 8);
        put(out, count, 8);
        put(out, size, 8);
        put(out, offset, 8);
        out += "PK\6\7";
        put(out, 0, 4);
        put(out, at, 8);
        put(out, 1, 4);
    }
    out += "PK\5\6";
    put(out, 0, 4);
    put(out, options.zip64 ? 0xFFFF : count, 2);
    put(out, options.zip64 ? 0xFFFF : count, 2);
    put(out, options.zip64 ? full32 : size, 4);
    put(out, options.zip64 ? full32 : offset, 4);
    put(out, options.comment.size(), 2);
    out += options.comment;
}

}  // namespace

std::string deflate(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
    std::string out(libdeflate_deflate_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::string make_zip(const std::vector<ZipMember>& members, const ZipOptions& options) {
    std::string out, directory;
    for (const ZipMember& member : members) {
        const std::string data = member.deflate ? deflate(member.content) : member.content;
        Header header;
        header.flags = static_cast<std::uint16_t>((member.encrypted ? 1 : 0) | (member.descriptor ? 8 : 0) |
                                                  (member.utf8 ? 0x800 : 0));
        header.method = member.method.value_or(static_cast<std::uint16_t>(member.deflate ? 8 : 0));
        header.crc = member.crc.value_or(libdeflate_crc32(0, member.content.data(), member.content.size()));
        header.packed = data.size();
        header.bytes = member.bytes.value_or(member.content.size());
        header.offset = out.size();
        put_member(out, member, header, data);
        put_entry(directory, member, header);
    }
    if (options.directory) {
        const std::uint64_t offset = out.size();
        out += directory;
        put_end(out, members.size(), directory.size(), offset, options);
    }
    return options.before + out;
}

std::string zip_of(const std::map<std::string, std::string>& members) {
    std::vector<ZipMember> list;
    for (const auto& [name, content] : members) {
        ZipMember member;
        member.name = name;
        member.content = content;
        list.push_back(std::move(member));
    }
    return make_zip(list);
}

std::string zip_folder(const std::filesystem::path& folder) {
    std::map<std::string, std::string> members;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file())
            members[file.path().lexically_relative(folder).generic_string()] = read_file(file.path());
    return zip_of(members);
}

TemporaryFile::TemporaryFile(std::string_view name, std::string_view content) {
    std::string pattern = (std::filesystem::temp_directory_path() / "needfirst-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    path_ = folder_ / name;
    std::ofstream(path_, std::ios::binary) << content;
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace needfirst::test
