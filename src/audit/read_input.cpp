// SPDX-License-Identifier: Apache-2.0
#include "audit/read_input.hpp"

#include "audit/unread.hpp"
#include "base/deadline.hpp"
#include "base/error.hpp"
#include "base/text_budget.hpp"
#include "base/whereabouts.hpp"
#include "format/attachments.hpp"
#include "format/documents.hpp"
#include "format/names.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {
namespace {

using base::CoverageState;
using container::Container;
using model::PackageStatus;

constexpr std::size_t magic_bytes = 600;  // a tar's magic stands at 257
constexpr std::size_t head_bytes = 64 << 10;

std::string in_words(const std::exception& problem) {
    if (dynamic_cast<const std::bad_alloc*>(&problem) != nullptr)
        return "reading it asks for more memory than there is (--max-memory, --max-member-bytes bound it)";
    return problem.what();
}

class Inside {
public:
    Inside(const base::Limits& limits, const format::ReadOptions& options, const Taker& taker, unsigned seconds)
        : limits_(limits), options_(options), taker_(taker), seconds_(seconds) {}

    /// Reads a container as a package, then the archives in it.
    void read(Container& container, const std::string& path) {
        const base::Deadline deadline(seconds_);
        const base::Whereabouts here(path);
        const format::Reader* reader = format::recognise(container, options_);
        model::Package package;
        package.path = path;
        package.container = container.kind();
        package.bytes = container.bytes();
        package.fingerprint = container.fingerprint();
        note_too_deep(container, package);
        if (reader) {
            read_with(*reader, container, package);
            account(container, package);
            taker_.package(std::move(package), reader->catalogue);
            read_archives(container, path, true);
            return;
        }
        const std::size_t inner = read_archives(container, path, false);
        account(container, package);
        if (inner > 0) {
            package.format = "archive";
            package.status = PackageStatus::skipped;
            package.message = fmt::format("an archive of {} {}; each has a row of its own", inner,
                                          inner == 1 ? "package" : "packages");
        } else {
            package.status = PackageStatus::unreadable;
            package.message = why_not_recognised(container);
        }
        taker_.package(std::move(package), false);
    }

private:
    void read_with(const format::Reader& reader, Container& container, model::Package& package) {
        package.format = reader.name;
        std::size_t courses = 0;
        format::Reading reading{container, options_, package, [&](model::Course&& course) {
                                    format::keep_names_short(course, reading);
                                    format::keep_items_few(course, reading);
                                    if (const unsigned seconds = base::Deadline::passed())
                                        throw base::InputError(base::Deadline::reason(seconds));
                                    taker_.course(std::move(course), package, reader.catalogue);
                                    ++courses;
                                }};
        const base::TextBudget budget(limits_.text_bytes);
        const auto attempt = [&](const auto& step) {
            try {
                step();
            } catch (const std::exception& e) {  // InputError, or a mistake of ours: either way the batch goes on
                package.status = courses > 0 ? PackageStatus::partly : PackageStatus::unreadable;
                package.message = in_words(e);
            }
        };
        attempt([&] { format::read_whole(reader, reading); });
        attempt([&] { taker_.no_more_courses(); });
        // It may have ended the reading of a part, and that all the rest.
        if (const unsigned seconds = base::Deadline::passed();
            seconds > 0 && (courses == 0 || package.status != PackageStatus::audited)) {
            package.status = courses > 0 ? PackageStatus::partly : PackageStatus::unreadable;
            package.message = fmt::format("{}; {} courses were read", base::Deadline::reason(seconds), courses);
        }
        if (base::TextBudget::spent())
            reading.remark(budget.member(), CoverageState::limited, base::TextBudget::reason());
        if (courses == 0 && package.status == PackageStatus::audited) {
            package.status = PackageStatus::unreadable;
            if (package.message.empty())
                package.message = fmt::format("read as {}, but no course was found in it", reader.title);
        }
    }

    // Archives that lie deeper than the limit are not opened, and said to be so.
    void note_too_deep(Container& container, model::Package& package) const {
        if (container.depth() < limits_.depth) return;
        for (std::size_t i = 0; i < container.entries().size(); ++i) {
            const container::Entry& entry = container.entries()[i];
            const std::string head = container.peek(i, magic_bytes);
            if (!container::looks_like_archive(head) || format::is_document(entry.path)) continue;
            const auto nested = container::open_nested(head, entry.path, limits_, container.depth() + 1);
            if (nested && !nested->coverage().empty())
                package.coverage.push_back(
                    {entry.path, entry.bytes, CoverageState::limited, nested->coverage().front().reason});
        }
    }

    // What became of each member: the coverage rows of a package.
    void account(Container& container, model::Package& package) {
        std::vector<base::Coverage>& rows = package.coverage;
        rows.insert(rows.end(), container.coverage().begin(), container.coverage().end());
        std::vector<std::string_view> told;
        for (const auto& row : rows) told.push_back(row.member);
        std::sort(told.begin(), told.end());
        std::vector<base::Coverage> more;
        for (const auto& entry : container.entries()) {
            ++package.members;
            if (container.was_read(container.index_of(entry))) {
                ++package.members_read;
            } else if (!std::binary_search(told.begin(), told.end(), std::string_view(entry.path))) {
                const Unread unread = why_unread(entry.path, !package.authoring_tool.empty());
                more.push_back({entry.path, entry.bytes, CoverageState::skipped, unread.reason, unread.bears_text});
            }
        }
        rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.member < b.member; });
        const auto bad = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
            return row.state == CoverageState::error || row.state == CoverageState::limited;
        });
        if (package.status == PackageStatus::audited && bad != rows.end()) {
            package.status = PackageStatus::partly;
            if (package.message.empty()) package.message = bad->member + ": " + bad->reason;
        }
    }

    std::size_t read_archives(Container& container, const std::string& path, bool by_name_only) {
        std::size_t found = 0;
        if (container.depth() >= limits_.depth) return found;
        for (std::size_t i = 0; i < container.entries().size(); ++i) {
            const std::string name = container.entries()[i].path;
            if (container.was_read(i) || (by_name_only && !is_archive_name(name))) continue;
            const bool archive = container::looks_like_archive(container.peek(i, magic_bytes));
            if (!archive && (by_name_only || container.entries().size() == 1 || !may_stand_alone(name))) continue;
            try {
                const auto nested = archive ? container::open_nested(container.read(i), path + "!" + name, limits_,
                                                                     container.depth() + 1)
                                            : alone(container, i);
                if (!nested || nested->entries().empty()) continue;
                ++found;
                read(*nested, path + "!" + name);
            } catch (const base::InputError&) {  // the container has a coverage row for it
            }
        }
        return found;
    }

    // A file among others that no format holds together: a catalogue or a document by itself, or nothing.
    std::unique_ptr<Container> alone(Container& container, std::size_t number) const {
        const std::string name = container.entries()[number].path;
        const std::string head = container.peek(number, head_bytes);
        // Where the first bytes are not enough to tell a table by, no member is read for it.
        if (!format::is_document(name) &&
            !format::recognise(*container::from_memory({{name, head}}, limits_), options_))
            return nullptr;
        auto file = container::from_memory({{name.substr(name.rfind('/') + 1), container.read(number)}}, limits_);
        return format::recognise(*file, options_) ? std::move(file) : nullptr;
    }

    static std::string why_not_recognised(const Container& container) {
        const auto entries = container.entries();
        if (entries.empty()) return "empty: there is no member to read";
        if (std::all_of(entries.begin(), entries.end(), [](auto& entry) { return entry.bytes == 0; }))
            return entries.size() == 1 ? "empty: 0 bytes; export it again" : "empty: all its members have 0 bytes";
        const bool text = std::any_of(entries.begin(), entries.end(), [](auto& entry) {
            const Unread unread = why_unread(entry.path);
            return unread.bears_text || unread.data;
        });
        if (!text)
            return entries.size() == 1
                       ? "no text to judge: a picture, a media file or a technical file"
                       : fmt::format("no text to judge: its {} members are pictures, media or technical files",
                                     entries.size());
        if (entries.size() == 1 && is_table_name(entries[0].path))
            return "no row looks like the header of a list of courses; name the column that holds their titles with "
                   "--map title=COLUMN";
        return "no reader recognises it; `needfirst formats` lists what can be read";
    }

    const base::Limits& limits_;
    const format::ReadOptions& options_;
    const Taker& taker_;
    unsigned seconds_;
};

}  // namespace

void read_input(const std::string& path, const base::Limits& limits, const format::ReadOptions& options,
                const Taker& taker, unsigned seconds) {
    try {
        const base::Deadline deadline(seconds);
        const auto container = container::open(path, limits);
        Inside(limits, options, taker, seconds).read(*container, path);
    } catch (const std::exception& e) {
        model::Package package;
        package.path = path;
        package.status = PackageStatus::unreadable;
        package.message = in_words(e);
        taker.package(std::move(package), false);
    }
}

}  // namespace needfirst::audit
