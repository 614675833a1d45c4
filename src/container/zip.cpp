// SPDX-License-Identifier: Apache-2.0
#include "container/inflate.hpp"
#include "container/parts.hpp"
#include "container/unpack.hpp"
#include "container/zip_directory.hpp"

#include <libdeflate.h>

namespace needfirst::container {
namespace {

using base::CoverageState;

constexpr std::uint16_t stored = 0, deflated = 8;
constexpr std::uint64_t local_bytes = 30;

struct CloseDecompressor {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

/// The directory is read when it is opened; a member costs one read of the file when it is asked for. What the
/// directory says of a member counts, whatever the local header says.
class Zip : public Listed {
public:
    std::string_view kind() const override { return "zip"; }
    Zip(std::unique_ptr<Source> source, const base::Limits& limits, std::uint32_t depth) : source_(std::move(source)) {
        limits_ = limits;
        depth_ = depth;
        bytes_ = source_->size();
        ZipDirectory directory = read_zip_directory(*source_, limits);
        members_ = std::move(directory.members);
        std::vector<Listing> listed;
        listed.reserve(members_.size());
        for (std::size_t i = 0; i < members_.size(); ++i) {
            listed.push_back({members_[i].name, members_[i].bytes, i});
        }
        take(std::move(listed), std::move(directory.remarks));
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (members_[place(i)].is_encrypted()) note(i, CoverageState::error, encrypted);
    }

protected:
    std::string fetch(std::size_t index, std::uint64_t at_most) override {
        const ZipMember& member = members_[place(index)];
        check_ratio(member);
        const Packed packed = packed_bytes(member, member.packed, at_most);
        std::string bytes;
        if (member.method == deflated) bytes = inflate(index, member, packed.data, at_most);
        else if (member.method == stored) bytes = packed.data;
        else bytes = unpack_zip_member(packed.data, {member.method, member.flags, member.crc, member.bytes}, at_most);
        if (bytes.size() > at_most) too_long(member, at_most);
        check_whole(index, member, bytes);
        return bytes;
    }

    std::string fetch_first(std::size_t index, std::size_t count) override {
        const ZipMember& member = members_[place(index)];
        if (member.method != deflated && member.method != stored) return fetch(index, limits_.member_bytes);
        // Deflate makes text smaller; a little more than `count` packed bytes is always enough.
        const Packed packed =
            packed_bytes(member, std::min<std::uint64_t>(member.packed, count + 512), limits_.member_bytes);
        if (member.method == stored) return std::string(packed.data.substr(0, count));
        return inflate_some(packed.data, count).bytes;
    }

    std::string make_fingerprint() const override {
        Fingerprint hash;
        for (const ZipMember& member : members_) {
            hash.add(member.name);
            hash.add(member.bytes);
            hash.add(member.crc);
        }
        hash.add(bytes_);
        return hash.text();
    }

private:
    static constexpr const char* encrypted =
        "encrypted: it cannot be read without its password; export the package again without one";

    struct Packed {
        std::string block;
        std::string_view data;  ///< in `block`
    };

    void check_ratio(const ZipMember& member) const {
        if (member.bytes > limits_.ratio_floor &&
            member.bytes / std::max<std::uint64_t>(member.packed, 1) > limits_.ratio)
            throw Refused(
                CoverageState::limited,
                over_limit(fmt::format("{} bytes are packed into {}, {} times as much", member.bytes, member.packed,
                                       member.bytes / std::max<std::uint64_t>(member.packed, 1)),
                           limits_.ratio, "--max-ratio"));
    }

    /// The first `count` packed bytes; more than `at_most` inflated bytes can need are never read.
    Packed packed_bytes(const ZipMember& member, std::uint64_t count, std::uint64_t at_most) {
        if (member.is_encrypted()) throw Refused(CoverageState::error, encrypted);
        constexpr std::uint64_t slack = 1 << 10;
        count = std::min(count, at_most + at_most / 8 + (64 << 10));
        Packed packed;
        packed.block = source_->read(member.header, local_bytes + member.name.size() + slack + count);
        const Record header(packed.block);
        if (packed.block.size() < local_bytes || !packed.block.starts_with("PK\3\4"))
            throw Refused(
                CoverageState::error,
                fmt::format("damaged: it should begin at byte {} of the archive and does not", member.header));
        const std::uint64_t begin = local_bytes + header.u16(26) + header.u16(28);
        if (!fits(begin, count, packed.block.size())) {
            packed.block = source_->read(member.header + begin, count);
            packed.data = packed.block;
        } else {
            packed.data = std::string_view(packed.block).substr(begin, count);
        }
        return packed;
    }

    std::string inflate(std::size_t index, const ZipMember& member, std::string_view packed, std::uint64_t at_most) {
        if (member.sized && member.bytes <= at_most) {
            if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
            std::string bytes(member.bytes, '\0');
            std::size_t got = 0;
            if (decompressor_ &&
                libdeflate_deflate_decompress(decompressor_.get(), packed.data(), packed.size(), bytes.data(),
                                              bytes.size(), &got) == LIBDEFLATE_SUCCESS) {
                bytes.resize(got);
                return bytes;
            }
        }
        const std::uint64_t most_by_ratio = std::max(limits_.ratio_floor, saturated(packed.size(), limits_.ratio));
        Inflated slow = inflate_some(packed, std::min(at_most, most_by_ratio));
        if (slow.end == Inflated::End::full && most_by_ratio < at_most)
            throw Refused(
                CoverageState::limited,
                over_limit(fmt::format("the directory says {} bytes, but {} packed bytes make more than {} of them",
                                       member.bytes, packed.size(), most_by_ratio),
                           limits_.ratio, "--max-ratio"));
        if (slow.end == Inflated::End::full) too_long(member, at_most);
        if (slow.end == Inflated::End::broken) {
            if (slow.bytes.empty()) throw Refused(CoverageState::error, "damaged: its packed data make no sense");
            note(index, CoverageState::partly,
                 fmt::format("damaged: its first {} bytes of {} could be read", slow.bytes.size(), member.bytes));
        }
        return std::move(slow.bytes);
    }

    static std::uint64_t saturated(std::uint64_t a, std::uint64_t b) {
        return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
    }

    [[noreturn]] void too_long(const ZipMember& member, std::uint64_t at_most) const {
        const bool whole = at_most == limits_.member_bytes;
        throw Refused(CoverageState::limited,
                      over_limit(fmt::format("the directory says {} bytes, but it inflates to more than {}",
                                             member.bytes, at_most),
                                 whole ? limits_.member_bytes : limits_.package_bytes,
                                 whole ? "--max-member-bytes" : "--max-package-bytes"));
    }

    /// Notes what is wrong with a member that could be had all the same.
    void check_whole(std::size_t index, const ZipMember& member, std::string_view bytes) {
        if (!member.sized) return;
        if (bytes.size() < member.bytes && member.method == stored)
            note(index, CoverageState::partly,
                 fmt::format("damaged: {} of {} bytes are there", bytes.size(), member.bytes));
        else if (libdeflate_crc32(0, bytes.data(), bytes.size()) != member.crc)
            note(index, CoverageState::partly, "damaged: its checksum is wrong, so its text may be");
        else if (bytes.size() != member.bytes)
            note(index, CoverageState::read,
                 fmt::format("the directory says {} bytes, {} were found and their checksum is right", member.bytes,
                             bytes.size()));
    }

    std::unique_ptr<Source> source_;
    std::vector<ZipMember> members_;
    std::unique_ptr<libdeflate_decompressor, CloseDecompressor> decompressor_;
};

}  // namespace

std::unique_ptr<Container> open_zip(std::unique_ptr<Source> source, const base::Limits& limits, std::uint32_t depth) {
    return std::make_unique<Zip>(std::move(source), limits, depth);
}

}  // namespace needfirst::container
