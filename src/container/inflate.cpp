// SPDX-License-Identifier: Apache-2.0
#include "container/inflate.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include <zlib.h>

namespace needfirst::container {

Inflated inflate_some(std::string_view packed, std::uint64_t at_most) {
    constexpr std::uint64_t step = 64 << 10, most_packed = 1 << 30;
    Inflated out;
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return out;
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> close(&stream, &inflateEnd);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(packed.size(), most_packed));
    int status = Z_OK;
    std::vector<char> block(std::min(at_most, step));
    while (status == Z_OK && out.bytes.size() < at_most) {
        const std::uint64_t room = std::min<std::uint64_t>(block.size(), at_most - out.bytes.size());
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(room);
        status = ::inflate(&stream, Z_NO_FLUSH);
        out.bytes.append(block.data(), room - stream.avail_out);
    }
    if (status == Z_OK && at_most > 0) {  // just enough room: is anything behind it?
        Bytef more = 0;
        stream.next_out = &more;
        stream.avail_out = 1;
        status = ::inflate(&stream, Z_NO_FLUSH);
        if (stream.avail_out == 0) status = Z_OK;
    }
    out.end = status == Z_STREAM_END ? Inflated::End::whole
              : status == Z_OK       ? Inflated::End::full
                                     : Inflated::End::broken;
    return out;
}

}  // namespace needfirst::container
