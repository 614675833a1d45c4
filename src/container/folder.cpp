// SPDX-License-Identifier: Apache-2.0
#include "container/parts.hpp"

namespace needfirst::container {
namespace {

namespace fs = std::filesystem;
using base::CoverageState;

/// An unpacked package. Links are not followed: they may lead out of it, or in circles.
class Folder : public Listed {
public:
    std::string_view kind() const override { return "folder"; }
    Folder(const fs::path& root, const base::Limits& limits) : root_(root) {
        limits_ = limits;
        std::vector<Listing> listed;
        Remarks remarks;
        walk(listed, remarks);
        take(std::move(listed), std::move(remarks));
        for (const Entry& entry : entries_) bytes_ += entry.bytes;
    }

protected:
    std::string fetch(std::size_t index, std::uint64_t at_most) override {
        std::string bytes = first_bytes(index, at_most + 1);
        if (bytes.size() > at_most)
            throw Refused(CoverageState::limited,
                          over_limit("the file grew while it was read", limits_.member_bytes, "--max-member-bytes"));
        return bytes;
    }
    std::string fetch_first(std::size_t index, std::size_t count) override { return first_bytes(index, count); }

    std::string make_fingerprint() const override {
        constexpr std::uint64_t step = 1 << 20;
        Fingerprint hash;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            hash.add(entries_[i].path);
            hash.add(entries_[i].bytes);
            if (is_media_name(entries_[i].path)) continue;
            try {
                const auto source = file_source(root_ / files_[place(i)]);
                for (std::uint64_t at = 0; at < source->size(); at += step) hash.add(source->read(at, step));
            } catch (const base::InputError&) {  // whoever reads the member hears why
            }
        }
        return hash.text();
    }

private:
    std::string first_bytes(std::size_t index, std::uint64_t count) const {
        try {
            return file_source(root_ / files_[place(index)])->read(0, count);
        } catch (const Refused&) {
            throw;
        } catch (const base::InputError& error) {
            throw Refused(CoverageState::error, error.what());
        }
    }

    void walk(std::vector<Listing>& listed, Remarks& remarks) {
        std::error_code error;
        std::vector<fs::path> waiting{root_};
        while (!waiting.empty()) {
            const fs::path folder = std::move(waiting.back());
            waiting.pop_back();
            const fs::directory_iterator begin(folder, error);
            if (error)
                remarks.add(folder.lexically_relative(root_).generic_string(), 0, CoverageState::error,
                            fmt::format("the folder cannot be read: {}", error.message()));
            else
                for (auto at = begin; !error && at != fs::directory_iterator(); at.increment(error)) {
                    if (at->is_symlink(error))
                        remarks.add(relative(at->path()), 0, CoverageState::skipped,
                                    "a symbolic link: links are not followed");
                    else if (at->is_directory(error)) waiting.push_back(at->path());
                    else if (at->is_regular_file(error) && !add(*at, listed, remarks)) return;
                }
        }
    }

    std::string relative(const fs::path& path) const {
        return name_to_utf8(path.lexically_relative(root_).generic_string());
    }

    bool add(const fs::directory_entry& file, std::vector<Listing>& listed, Remarks& remarks) {
        if (listed.size() == limits_.members) {
            remarks.add("", 0, CoverageState::limited,
                        over_limit("the folder holds more members than are read", limits_.members, "--max-members"));
            return false;
        }
        std::error_code error;
        const std::uint64_t bytes = file.file_size(error);
        listed.push_back({relative(file.path()), error ? 0 : bytes, files_.size()});
        files_.push_back(file.path().lexically_relative(root_));
        return true;
    }

    fs::path root_;
    std::vector<fs::path> files_;
};

}  // namespace

std::unique_ptr<Container> open_folder(const fs::path& path, const base::Limits& limits) {
    return std::make_unique<Folder>(path, limits);
}

}  // namespace needfirst::container
