// SPDX-License-Identifier: Apache-2.0
#include "container/parts.hpp"
#include "container/pieces.hpp"

namespace needfirst::container {
namespace {

class Memory : public Listed {
public:
    std::string_view kind() const override { return "memory"; }
    Memory(std::map<std::string, std::string> members, const base::Limits& limits) {
        limits_ = limits;
        std::vector<Listing> listed;
        for (auto& [path, content] : members) {
            listed.push_back({path, content.size(), contents_.size()});
            contents_.push_back(std::move(content));
        }
        take(std::move(listed));
        for (const Entry& entry : entries_) bytes_ += entry.bytes;
    }

protected:
    std::string fetch(std::size_t index, std::uint64_t) override { return contents_[place(index)]; }
    std::string fetch_first(std::size_t index, std::size_t count) override {
        return contents_[place(index)].substr(0, count);
    }
    std::string make_fingerprint() const override {
        Fingerprint hash;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            hash.add(entries_[i].path);
            hash.add(contents_[place(i)]);
        }
        return hash.text();
    }

private:
    std::vector<std::string> contents_;
};

/// A file that is no archive. It is on disk already, so only the limit of the whole package binds it.
class Single : public Listed {
public:
    std::string_view kind() const override { return "file"; }
    Single(std::unique_ptr<Source> source, std::string name, const base::Limits& limits) : source_(std::move(source)) {
        limits_ = limits;
        of_member_ = limits.member_bytes;
        limits_.member_bytes = limits.package_bytes;
        bytes_ = source_->size();
        std::replace(name.begin(), name.end(), '\\', '_');
        take({{std::move(name), bytes_, 0}});
    }

    std::string piece(std::uint64_t offset, std::uint64_t count) { return source_->read(offset, count); }
    void is_read_as_member() { limits_.member_bytes = std::min(of_member_, limits_.member_bytes); }
    void is_read_in_pieces() {
        in_pieces_ = true;
        limits_.member_bytes = limits_.package_bytes = UINT64_MAX;
        read(0);  // for the account only
    }

protected:
    std::string fetch(std::size_t, std::uint64_t at_most) override {
        return in_pieces_ ? std::string() : source_->read(0, at_most);
    }
    std::string fetch_first(std::size_t, std::size_t count) override { return source_->read(0, count); }
    std::string make_fingerprint() const override { return fingerprint_of(*source_); }

private:
    std::unique_ptr<Source> source_;
    std::uint64_t of_member_ = 0;
    bool in_pieces_ = false;
};

class Nothing : public Listed {
public:
    std::string_view kind() const override { return "archive"; }
    Nothing(base::Coverage row, std::uint32_t depth) {
        depth_ = depth;
        bytes_ = row.bytes;
        coverage_.push_back(std::move(row));
    }

protected:
    std::string fetch(std::size_t, std::uint64_t) override { return {}; }
    std::string make_fingerprint() const override { return Fingerprint().text(); }
};

/// Limits, reads and coverage are those of the whole.
class Part : public Listed {
public:
    std::string_view kind() const override { return "folder of a package"; }
    Part(Container& whole, std::string_view folder) : whole_(whole) {
        depth_ = whole.depth();
        limits_.member_bytes = limits_.package_bytes = UINT64_MAX;
        while (folder.ends_with('/')) folder.remove_suffix(1);
        const std::size_t prefix = folder.empty() ? 0 : folder.size() + 1;
        std::vector<Listing> listed;
        for (const Entry& entry : whole.below(folder)) {
            listed.push_back({entry.path.substr(prefix), entry.bytes, whole.index_of(entry)});
            bytes_ += entry.bytes;
        }
        take(std::move(listed));
    }
    void skip(std::size_t index, std::string reason) override { whole_.skip(place(index), std::move(reason)); }

protected:
    std::string fetch(std::size_t index, std::uint64_t) override { return whole_.read(place(index)); }
    std::string fetch_first(std::size_t index, std::size_t count) override { return whole_.peek(place(index), count); }
    std::string make_fingerprint() const override {
        Fingerprint hash;
        hash.add(whole_.fingerprint());
        for (const Entry& entry : entries_) hash.add(entry.path);
        return hash.text();
    }

private:
    Container& whole_;
};

}  // namespace

std::unique_ptr<Container> from_memory(std::map<std::string, std::string> members, const base::Limits& limits) {
    return std::make_unique<Memory>(std::move(members), limits);
}

std::unique_ptr<Container> open_single(std::unique_ptr<Source> source, std::string name, const base::Limits& limits) {
    return std::make_unique<Single>(std::move(source), std::move(name), limits);
}

std::optional<std::string> piece(Container& container, std::uint64_t offset, std::uint64_t count) {
    auto* const single = dynamic_cast<Single*>(&container);
    return single ? std::optional(single->piece(offset, count)) : std::nullopt;
}

void is_read_in_pieces(Container& container) {
    if (auto* const single = dynamic_cast<Single*>(&container)) single->is_read_in_pieces();
}

void is_read_as_member(Container& container) {
    if (auto* const single = dynamic_cast<Single*>(&container)) single->is_read_as_member();
}

std::unique_ptr<Container> open_nothing(base::Coverage row, std::uint32_t depth) {
    return std::make_unique<Nothing>(std::move(row), depth);
}

std::unique_ptr<Container> below(Container& whole, std::string_view folder) {
    return std::make_unique<Part>(whole, folder);
}

}  // namespace needfirst::container
