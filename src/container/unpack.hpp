// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::container {

struct ZipPacking {
    std::uint16_t method = 0, flags = 0;
    std::uint32_t crc = 0;
    std::uint64_t bytes = 0;
};

/// A zip member packed by a method other than deflate (bzip2, LZMA, XZ, Zstandard), through libarchive. Throws Refused.
std::string unpack_zip_member(std::string_view packed, const ZipPacking& packing, std::uint64_t at_most);

}  // namespace needfirst::container
