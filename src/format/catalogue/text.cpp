// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/text.hpp"

#include "base/charset.hpp"
#include "container/pieces.hpp"
#include "format/catalogue/csv.hpp"

#include <algorithm>

namespace needfirst::format::catalogue {
namespace {

constexpr std::uint64_t large = 8u << 20, block_bytes = 256u << 10;

/// A block of the file: whole lines, unless one is longer than that.
std::string raw_block(container::Container& file, std::uint64_t at) {
    std::string raw = container::piece(file, at, block_bytes).value_or("");
    if (raw.size() < block_bytes) return raw;
    std::size_t end = raw.rfind('\n');
    end = end == std::string::npos ? raw.size() : end + 1;
    if (end == raw.size())  // no sequence of UTF-8 is cut
        while (end > raw.size() - 4 && (static_cast<unsigned char>(raw[end - 1]) & 0xC0) == 0x80) --end;
    if (end == raw.size() && static_cast<unsigned char>(raw[end - 1]) >= 0xC0) --end;
    raw.resize(end);
    return raw;
}

bool is_all_utf8(container::Container& file) {
    for (std::uint64_t at = 0;;) {
        const std::string raw = raw_block(file, at);
        if (raw.empty()) return at > 0;
        if (raw.find('\0') != std::string::npos || !base::is_utf8(raw)) return false;
        at += raw.size();
    }
}

}  // namespace

Text::Text(container::Container& file) {
    if (file.bytes() >= large && container::piece(file, 0, 1) && is_all_utf8(file)) {
        container::is_read_in_pieces(file);
        file_ = &file;
        return;
    }
    window_ = decoded_table(file.read(0));
    known_ = window_.size();
    ended_ = true;
}

std::string Text::next_block() {
    const std::string raw = raw_block(*file_, raw_end_);
    if (raw.empty()) {
        ended_ = true;
        return {};
    }
    blocks_.push_back({raw_end_, known_});
    std::string text = base::to_utf8(raw);
    raw_end_ += raw.size();
    known_ += text.size();
    return text;
}

std::string Text::block(std::size_t number) const {
    const std::uint64_t end = number + 1 < blocks_.size() ? blocks_[number + 1].raw : raw_end_;
    return base::to_utf8(container::piece(*file_, blocks_[number].raw, end - blocks_[number].raw).value_or(""));
}

std::string_view Text::from(std::uint64_t begin, std::uint64_t end) {
    if (file_ && (begin < begin_ || begin > begin_ + window_.size())) {  // elsewhere
        const auto behind = std::upper_bound(blocks_.begin(), blocks_.end(), begin,
                                             [](std::uint64_t place, const Block& b) { return place < b.text; });
        behind_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(behind - blocks_.begin() - 1, 0));
        begin_ = behind_ < blocks_.size() ? blocks_[behind_].text : known_;
        window_.clear();
    }
    if (file_ && begin_ + window_.size() < end && begin - begin_ <= window_.size()) {
        window_.erase(0, static_cast<std::size_t>(begin - begin_));
        begin_ = begin;
    }
    while (file_ && begin_ + window_.size() < end) {
        if (behind_ == blocks_.size()) {
            if (ended_) break;
            const std::string text = next_block();
            if (text.empty()) break;
            window_ += text;
        } else {
            window_ += block(behind_);
        }
        ++behind_;
    }
    const std::uint64_t skipped = std::min<std::uint64_t>(begin - begin_, window_.size());
    return std::string_view(window_).substr(static_cast<std::size_t>(skipped));
}

}  // namespace needfirst::format::catalogue
