// SPDX-License-Identifier: Apache-2.0
#include "base/deadline.hpp"
#include "container/parts.hpp"
#include "container/unpack.hpp"

#include <cerrno>
#include <clocale>

#include <archive.h>
#include <archive_entry.h>

namespace needfirst::container {
namespace {

using base::CoverageState;

struct CloseArchive {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Handle = std::unique_ptr<archive, CloseArchive>;

/// libarchive turns names into the character set of the thread's locale, and loses what that cannot hold.
class Utf8Names {
public:
    Utf8Names() : before_(uselocale(utf8())) {}
    ~Utf8Names() { uselocale(before_); }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    static locale_t utf8() {
        static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
        return locale;
    }
    locale_t before_;
};

/// libarchive's way to the bytes of a Source.
struct Feed {
    Source& source;
    std::uint64_t at = 0;
    std::string block;

    static la_ssize_t read(archive* handle, void* self, const void** bytes) {
        Feed& feed = *static_cast<Feed*>(self);
        try {
            feed.block = feed.source.read(feed.at, 128 << 10);
        } catch (const base::InputError& error) {
            archive_set_error(handle, EIO, "%s", error.what());
            return ARCHIVE_FATAL;
        }
        feed.at += feed.block.size();
        *bytes = feed.block.data();
        return static_cast<la_ssize_t>(feed.block.size());
    }
    static la_int64_t skip(archive*, void* self, la_int64_t count) {
        Feed& feed = *static_cast<Feed*>(self);
        const auto step =
            std::min(static_cast<std::uint64_t>(std::max<la_int64_t>(count, 0)), feed.source.size() - feed.at);
        feed.at += step;
        return static_cast<la_int64_t>(step);
    }
    static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
        Feed& feed = *static_cast<Feed*>(self);
        const auto from =
            whence == SEEK_SET ? 0 : static_cast<la_int64_t>(whence == SEEK_CUR ? feed.at : feed.source.size());
        la_int64_t to = 0;
        if (__builtin_add_overflow(from, offset, &to) || to < 0) return ARCHIVE_FATAL;
        feed.at = std::min(static_cast<std::uint64_t>(to), feed.source.size());
        return static_cast<la_int64_t>(feed.at);
    }
};

std::string reason_of(archive* handle) {
    const char* text = archive_error_string(handle);
    return text != nullptr ? text : "unknown reason";
}

std::string without_extension(std::string_view name) {
    name = name.substr(name.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    return std::string(dot == 0 || dot == std::string_view::npos ? name : name.substr(0, dot));
}

/// Compressed archives have no directory and must be read from front to back. That is done once, when they are opened:
/// members that may bear text are kept in memory within the limits, media (by name or first bytes) are passed over and
/// only listed.
class Archive : public Listed {
public:
    std::string_view kind() const override { return "compressed archive"; }
    Archive(std::unique_ptr<Source> source, std::string_view name, const base::Limits& limits, std::uint32_t depth)
        : source_(std::move(source)) {
        limits_ = limits;
        depth_ = depth;
        bytes_ = source_->size();
        const Utf8Names utf8;
        Feed feed{*source_, 0, {}};
        handle_.reset(archive_read_new());
        if (!handle_ || !open_handle(feed)) {
            remarks_.add("", bytes_, CoverageState::error, "damaged: " + reason_of(handle_.get()));
        } else {
            read_all(without_extension(name));
        }
        handle_.reset();
        take(std::move(listed_), std::move(remarks_));
    }

protected:
    std::string fetch(std::size_t index, std::uint64_t) override {
        const Kept& kept = kept_[place(index)];
        if (!kept.reason.empty() && kept.state != CoverageState::partly) throw Refused(kept.state, kept.reason);
        if (!kept.reason.empty()) note(index, kept.state, kept.reason);
        return kept.bytes;
    }
    std::string fetch_first(std::size_t index, std::size_t count) override {
        return kept_[place(index)].bytes.substr(0, count);
    }
    std::string make_fingerprint() const override { return fingerprint_of(*source_); }

private:
    /// A member's bytes (of media the first few only), or why there are none.
    struct Kept {
        std::string bytes;
        CoverageState state = CoverageState::read;
        std::string reason;
    };

    bool open_handle(Feed& feed) {
        archive* a = handle_.get();
        archive_read_support_filter_gzip(a);
        archive_read_support_filter_bzip2(a);
        archive_read_support_filter_xz(a);
        archive_read_support_filter_zstd(a);
        archive_read_support_format_tar(a);
        archive_read_support_format_7zip(a);
        archive_read_support_format_raw(a);
        archive_read_set_callback_data(a, &feed);
        archive_read_set_read_callback(a, Feed::read);
        archive_read_set_skip_callback(a, Feed::skip);
        archive_read_set_seek_callback(a, Feed::seek);
        return archive_read_open1(a) == ARCHIVE_OK;
    }

    void read_all(const std::string& single_name) {
        archive* a = handle_.get();
        for (archive_entry* entry = nullptr; !stopped_;) {
            const int status = archive_read_next_header(a, &entry);
            if (status == ARCHIVE_EOF) return;
            if (status == ARCHIVE_RETRY) continue;
            if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED) return damaged();
            if (const unsigned seconds = base::Deadline::passed())
                return remarks_.add("", bytes_, CoverageState::limited, base::Deadline::reason(seconds));
            if (kept_.size() == limits_.members) {
                remarks_.add(
                    "", bytes_, CoverageState::limited,
                    over_limit("the archive holds more members than are read", limits_.members, "--max-members"));
                return;
            }
            const bool raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
            const std::string name = raw ? single_name : name_of(entry);
            if ((name_bytes_ += name.size()) > most_name_bytes)
                return remarks_.add("", bytes_, CoverageState::limited, names_too_long());
            if (archive_entry_filetype(entry) == AE_IFDIR) continue;
            if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
                remarks_.add(name, 0, CoverageState::skipped, "a link or device: not followed");
                continue;
            }
            const la_int64_t size = archive_entry_size(entry);
            add(name, static_cast<std::uint64_t>(std::max<la_int64_t>(size, 0)));
        }
    }

    void add(const std::string& name, std::uint64_t bytes) {
        Kept kept;
        if (is_media_name(name)) {
            pass_over(kept);
        } else if (bytes > limits_.member_bytes) {
            kept = {
                "", CoverageState::limited,
                over_limit(fmt::format("the member has {} bytes", bytes), limits_.member_bytes, "--max-member-bytes")};
            pass_over(kept);
        } else {
            keep(kept, bytes);
        }
        listed_.push_back({name, std::max<std::uint64_t>(bytes, kept.bytes.size()), kept_.size()});
        kept_.push_back(std::move(kept));
    }

    /// Data of the current member until its end, a limit or a mistake; `take_block` says whether to go on.
    template <class TakeBlock>
    void for_blocks(Kept& kept, TakeBlock take_block) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        while (true) {
            const int status = archive_read_data_block(handle_.get(), &block, &size, &offset);
            if (status == ARCHIVE_EOF) return;
            if (status == ARCHIVE_RETRY) continue;
            if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
                kept.state = kept.bytes.empty() ? CoverageState::error : CoverageState::partly;
                kept.reason = fmt::format("damaged: its first {} bytes could be read: {}", kept.bytes.size(),
                                          reason_of(handle_.get()));
                if (status == ARCHIVE_FATAL) damaged();
                return;
            }
            unpacked_ += size;
            if (over_ratio()) {
                stopped_ = true;
                kept = {"", CoverageState::limited,
                        over_limit(fmt::format("the archive unpacks to more than {} bytes", unpacked_), limits_.ratio,
                                   "--max-ratio")};
                remarks_.add("", bytes_, CoverageState::limited, kept.reason + "; what stands behind is not read");
                return;
            }
            if (!take_block(std::string_view(static_cast<const char*>(block), size))) return;
        }
    }

    void pass_over(Kept& kept) {
        if (kept.reason.empty())
            kept = {"", CoverageState::skipped, "picture, sound, video or font: passed over when the archive was read"};
        const bool packed =
            archive_filter_count(handle_.get()) > 1 || archive_format(handle_.get()) == ARCHIVE_FORMAT_7ZIP;
        if (!packed) {
            archive_read_data_skip(handle_.get());
            return;
        }
        Kept ignored;
        for_blocks(ignored, [](std::string_view) { return true; });
    }

    void keep(Kept& kept, std::uint64_t bytes) {
        bool media = false;
        kept.bytes.reserve(std::min<std::uint64_t>(bytes, 1 << 20));
        for_blocks(kept, [&](std::string_view block) {
            media = media || (kept.bytes.empty() && is_media_content(block));
            if (media) return true;
            if (block.size() > limits_.member_bytes - kept.bytes.size()) {
                kept = {"", CoverageState::limited,
                        over_limit("the member is long", limits_.member_bytes, "--max-member-bytes")};
                return false;
            }
            kept.bytes += block;
            return true;
        });
        if (media && kept.reason.empty())
            kept = {"", CoverageState::skipped, "picture, sound, video or font: passed over when the archive was read"};
        if (kept.bytes.size() > limits_.package_bytes - std::min(held_, limits_.package_bytes))
            kept = {"", CoverageState::limited,
                    over_limit("with this member more bytes would be read from the package", limits_.package_bytes,
                               "--max-package-bytes")};
        held_ += kept.bytes.size();
        kept.bytes.shrink_to_fit();
    }

    bool over_ratio() const {
        const bool packed = archive_filter_count(handle_.get()) > 1;
        const auto counted = [&](int filter) {
            return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(handle_.get(), filter), 0));
        };
        const std::uint64_t out = packed ? counted(0) : unpacked_, in = packed ? counted(-1) : bytes_;
        return out > limits_.ratio_floor && out / std::max<std::uint64_t>(in, 1) > limits_.ratio;
    }

    void damaged() {
        stopped_ = true;
        remarks_.add(
            "", bytes_, kept_.empty() ? CoverageState::error : CoverageState::partly,
            fmt::format("damaged: {}; the members before the damage are read ({}); get a whole copy of the file",
                        reason_of(handle_.get()), kept_.size()));
    }

    static std::string name_of(archive_entry* entry) {
        if (const char* utf8 = archive_entry_pathname_utf8(entry)) return name_to_utf8(utf8);
        const char* raw = archive_entry_pathname(entry);
        return raw != nullptr ? name_to_utf8(raw) : "";
    }

    std::unique_ptr<Source> source_;
    Handle handle_;
    std::vector<Listing> listed_;
    std::vector<Kept> kept_;
    Remarks remarks_;
    std::uint64_t unpacked_ = 0, held_ = 0, name_bytes_ = 0;
    bool stopped_ = false;
};

void put(std::string& out, std::uint64_t number, int width) {
    for (int i = 0; i < width; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

std::unique_ptr<Container> open_archive(std::unique_ptr<Source> source, std::string_view name,
                                        const base::Limits& limits, std::uint32_t depth) {
    return std::make_unique<Archive>(std::move(source), name, limits, depth);
}

std::string unpack_zip_member(std::string_view packed, const ZipPacking& packing, std::uint64_t at_most) {
    // An archive of this one member, with a local header that says what the directory says.
    std::string one = "PK\3\4";
    put(one, 63, 2);
    put(one, packing.flags & 6u, 2);  // end mark and level of LZMA
    put(one, packing.method, 2);
    put(one, 0, 4);
    put(one, packing.crc, 4);
    put(one, packed.size(), 4);
    put(one, packing.bytes, 4);
    put(one, 1, 2);
    put(one, 0, 2);
    one += 'x';
    one += packed;
    const Handle handle(archive_read_new());
    archive_entry* entry = nullptr;
    std::string bytes;
    la_ssize_t got = -1;
    if (handle && archive_read_support_format_zip_streamable(handle.get()) == ARCHIVE_OK &&
        archive_read_open_memory(handle.get(), one.data(), one.size()) == ARCHIVE_OK &&
        archive_read_next_header(handle.get(), &entry) == ARCHIVE_OK) {
        std::vector<char> block(64 << 10);
        do {
            got = archive_read_data(handle.get(), block.data(), block.size());
            if (got > 0) bytes.append(block.data(), static_cast<std::size_t>(got));
        } while (got > 0 && bytes.size() <= at_most);
    }
    if (got < 0)
        throw Refused(CoverageState::error,
                      fmt::format("packed by method {}, which could not be undone: {}; pack it again with "
                                  "deflate",
                                  packing.method, reason_of(handle.get())));
    return bytes;
}

}  // namespace needfirst::container
