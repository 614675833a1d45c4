// SPDX-License-Identifier: Apache-2.0
#include "container/zip_directory.hpp"

namespace needfirst::container {
namespace {

using namespace std::string_view_literals;
constexpr auto local_mark = "PK\3\4"sv, descriptor_mark = "PK\7\b"sv, entry_mark = "PK\1\2"sv;
constexpr std::uint64_t local_bytes = 30;

/// A file looked through from front to back by steps.
class Window {
public:
    explicit Window(Source& source) : source_(source) {}

    /// Up to `count` bytes at `at`; fewer at the end of the file. `count` is at most 128 KiB.
    std::string_view at(std::uint64_t at, std::size_t count) {
        if (at < begin_ || !fits(at - begin_, count, bytes_.size())) {
            bytes_ = source_.read(at, step);
            begin_ = at;
        }
        const std::string_view all = bytes_;
        return at - begin_ < all.size() ? all.substr(at - begin_, count) : std::string_view();
    }

    /// Where "PK" stands next, from `from`; the end of the file where it does not.
    std::uint64_t next_mark(std::uint64_t from) {
        while (from < source_.size()) {
            const std::string_view look = at(from, half);
            const std::size_t found = look.find("PK");
            if (found != std::string_view::npos) return from + found;
            if (look.size() < 2) break;
            from += look.size() - 1;
        }
        return source_.size();
    }

private:
    static constexpr std::size_t step = 1 << 20, half = 1 << 17;
    Source& source_;
    std::string bytes_;
    std::uint64_t begin_ = 0;
};

/// Sizes stand behind the data: the descriptor whose packed size equals its distance, else the next header ends it.
void find_end(Window& window, std::uint64_t data, std::uint64_t file_size, ZipMember& member) {
    member.sized = false;
    std::uint64_t at = window.next_mark(data);
    for (; at < file_size; at = window.next_mark(at + 1)) {
        const std::string look(window.at(at, 24));
        if (look.starts_with(local_mark) || look.starts_with(entry_mark)) break;
        const Record record{look};
        const bool wide = record.u64(8) == at - data && window.at(at + 24, 2) == "PK";
        if (!look.starts_with(descriptor_mark) || (!wide && record.u32(8) != at - data)) continue;
        member.crc = record.u32(4);
        member.bytes = wide ? record.u64(16) : record.u32(12);
        member.sized = true;
        break;
    }
    member.packed = at - data;
    if (!member.sized) member.bytes = member.packed;
}

}  // namespace

std::vector<ZipMember> scan_zip_members(Source& source, std::uint64_t at_most) {
    std::vector<ZipMember> found;
    Window window(source);
    for (std::uint64_t at = window.next_mark(0); at < source.size() && found.size() < at_most;
         at = window.next_mark(at)) {
        const std::string header(window.at(at, local_bytes));
        const Record record(header);
        if (header.size() < local_bytes || !header.starts_with(local_mark)) {
            ++at;
            continue;
        }
        ZipMember member;
        member.flags = record.u16(6);
        member.method = record.u16(8);
        member.crc = record.u32(14);
        member.packed = record.u32(18);
        member.bytes = record.u32(22);
        const std::size_t name = record.u16(26), extra = record.u16(28);
        const std::string names(window.at(at + local_bytes, name + extra));
        if (names.size() < name + extra) break;
        read_zip_extras(std::string_view(names).substr(name), std::string_view(names).substr(0, name), member);
        member.header = at;
        const std::uint64_t data = at + local_bytes + name + extra;
        if ((member.flags & 8) != 0 && member.packed == 0) find_end(window, data, source.size(), member);
        at = fits(data, member.packed, source.size()) ? data + member.packed : source.size();
        found.push_back(std::move(member));
    }
    return found;
}

}  // namespace needfirst::container
