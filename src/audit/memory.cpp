// SPDX-License-Identifier: Apache-2.0
#include "audit/memory.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/fingerprint.hpp"
#include "rule/quote.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <spdlog/fmt/fmt.h>

// What each struct has, one list for both ways. A new field belongs into its list; then correct the number below.
namespace needfirst::base {
template <class Ar, Is<Coverage> T>
void fields(Ar& ar, T& v) {
    ar(v.member, v.bytes, v.state, v.reason, v.gap);
}
}  // namespace needfirst::base

namespace needfirst::model {
using base::Is;

template <class Ar, Is<Programme> T>
void fields(Ar& ar, T& v) {
    ar(v.identifier, v.title, v.courses, v.basis, v.step);
}
template <class Ar, Is<Package> T>
void fields(Ar& ar, T& v) {
    ar(v.path, v.format, v.format_version, v.container, v.authoring_tool, v.bytes, v.fingerprint, v.rows, v.members,
       v.members_read, v.status, v.message, v.coverage, v.programmes);
}
template <class Ar, Is<Activity> T>
void fields(Ar& ar, T& v) {
    ar(v.position, v.of_items, v.depth, v.section, v.kind, v.native_kind, v.title, v.social, v.platform, v.placement,
       v.is_last_of_section, v.after_last_assessment, v.graded, v.required, v.groups, v.quota, v.posts, v.participants,
       v.last_post_at, v.location, v.words);
}
template <class Ar, Is<Evidence> T>
void fields(Ar& ar, T& v) {
    ar(v.activity, v.signal, v.says, v.field, v.quote, v.location);
}
}  // namespace needfirst::model

namespace needfirst::rule {
using base::Is;

template <class Ar, Is<ActivityNotes> T>
void fields(Ar& ar, T& v) {
    ar(v.section, v.counts, v.last_of_course, v.need, v.replies, v.silent_days, v.open_days, v.in_courses, v.text);
}
template <class Ar, Is<Trace> T>
void fields(Ar& ar, T& v) {
    ar(v.signal, v.activity, v.section, v.fields, v.says, v.near_meeting);
}
template <class Ar, Is<Heard> T>
void fields(Ar& ar, T& v) {
    auto& f = v.facts;  // verdict, findings and questions are still open, and what other courses add: rows,
                        // programme; prompts_left_out is a row of coverage
    ar(f.identifier, f.title, f.language, f.provider, f.category, f.names, f.retired, f.activities, f.evidence);
    ar(v.notes, v.traces, v.section_needs, v.need, v.half_words, v.statements, v.items, v.tasks, v.tasks_asked,
       v.fragment, v.retired, v.last_of_programme, v.listed, v.understood);
}
}  // namespace needfirst::rule

namespace needfirst::audit {
namespace {

using base::fields_of, base::Load, base::Save;

static_assert(fields_of<base::Coverage>() == 5 && fields_of<model::Programme>() == 5 &&
              fields_of<model::Package>() == 14 && fields_of<model::Activity>() == 21 &&
              fields_of<model::Evidence>() == 6 && fields_of<model::Judgement>() == 17 &&
              fields_of<rule::ActivityNotes>() == 9 && fields_of<rule::Trace>() == 6 && fields_of<rule::Heard>() == 18);

constexpr std::size_t sum_size = 16, key_size = 20;
constexpr std::size_t full = 32u << 10;    // bytes of a piece: little is read for one row of a catalogue
constexpr std::size_t shortest_title = 8;  // "Intro" is the title of many courses

std::string sum_of(std::string_view content, std::string_view keys) {
    return base::fingerprint(base::fingerprint(content) + base::fingerprint(keys)).substr(0, sum_size);
}

void put_number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}
std::uint64_t number_at(std::string_view in, std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i > 0; --i) value = value << 8 | static_cast<unsigned char>(in[at + i - 1]);
    return value;
}

/// Whether all that one part says of another is there: whoever judges looks it up without asking.
bool fits_together(const rule::Heard& heard) {
    const auto below = [](std::int64_t number, std::size_t count) {
        return number >= -1 && number < static_cast<std::int64_t>(count);
    };
    const std::size_t activities = heard.facts.activities.size(), sections = heard.section_needs.size();
    return heard.notes.size() == activities &&
           std::all_of(heard.notes.begin(), heard.notes.end(),
                       [&](const auto& notes) { return below(notes.section, sections); }) &&
           std::all_of(heard.traces.begin(), heard.traces.end(),
                       [&](const auto& trace) {
                           return below(trace.activity, activities) && below(trace.section, sections);
                       }) &&
           std::all_of(heard.facts.evidence.begin(), heard.facts.evidence.end(),
                       [&](const auto& evidence) { return below(evidence.activity, activities); });
}

[[noreturn]] void refuse() {
    throw base::InputError(
        "what was heard in an input cannot be read back from the store: it is damaged, or another build of needfirst "
        "wrote it; audit again with --fresh");
}

/// Its courses and its package, as bytes. Refuses a piece that is not whole.
std::pair<std::string_view, std::string_view> parted(const store::Piece& piece) {
    if (!is_whole(piece)) refuse();
    const std::string_view all = std::string_view(piece.content).substr(sum_size);
    const std::size_t size = number_at(all, 0, 4);
    if (size > all.size() - 4) refuse();
    return {all.substr(4, size), all.substr(4 + size)};
}

}  // namespace

void Memory::add(const rule::Heard& course, bool row) {
    std::string bytes;
    Save{bytes}(course);
    if (bytes.size() > largest_) return leave_out(fmt::format("course \"{}\"", course.facts.title), bytes.size());
    if (courses_.size() + bytes.size() > largest_) give(row, ++part_, {});
    if (row) {
        put_number(keys_, identifier_key(course), 8);
        put_number(keys_, title_key(course), 8);
        put_number(keys_, courses_.size(), 4);
    }
    courses_ += bytes;
    if (courses_.size() >= full) give(row, ++part_, {});
}

void Memory::add(model::Package package, bool catalogue) {
    std::string head;
    const auto save = [&] {
        if (!left_out_.empty() && package.status == model::PackageStatus::audited)
            package.status =
                part_ > 0 || !courses_.empty() ? model::PackageStatus::partly : model::PackageStatus::unreadable;
        if (!left_out_.empty() && package.message.empty()) package.message = left_out_.front().reason;
        package.coverage.insert(package.coverage.begin(), left_out_.begin(), left_out_.end());
        head.clear();
        Save{head}(package);
    };
    save();
    if (head.size() > largest_) {
        package.coverage.clear(), package.programmes.clear(), package.message.clear();
        leave_out("list of what was not read, and of programmes", head.size());
        save();
    }
    left_out_.clear();
    if (!courses_.empty() && (part_ > 0 || courses_.size() + head.size() > largest_)) give(catalogue, ++part_, {});
    give(catalogue, 0, std::move(head));
    ++package_;
    part_ = 0;
}

void Memory::leave_out(const std::string& what, std::size_t bytes) {
    left_out_.push_back({"", 0, base::CoverageState::limited,
                         fmt::format("its {} is left out: it takes {} bytes, the limit is {}", what, bytes, largest_)});
}

// The package comes behind its courses, so that their places are known.
void Memory::give(bool catalogue, std::int64_t part, std::string head) {
    std::string content;
    put_number(content, courses_.size(), 4);
    content += std::exchange(courses_, {});
    content += head;
    store::Piece piece;
    piece.reading = reading_, piece.catalogue = catalogue, piece.package = package_, piece.part = part;
    piece.keys = std::exchange(keys_, {});
    piece.content = sum_of(content, piece.keys) + content;
    give_(std::move(piece));
}

std::uint64_t identifier_key(const rule::Heard& course) {
    return course.facts.identifier.empty() ? 0 : base::hash64(course.facts.identifier);
}

std::uint64_t title_key(const rule::Heard& course) {
    const std::string title = rule::normalised(course.facts.title);
    return title.size() < shortest_title ? 0 : ~base::hash64(title);
}

bool is_whole(const store::Piece& piece) {
    return piece.content.size() >= sum_size + 4 && piece.keys.size() % key_size == 0 &&
           sum_of(std::string_view(piece.content).substr(sum_size), piece.keys) ==
               std::string_view(piece.content).substr(0, sum_size);
}

Remembered remember(const store::Piece& piece) {
    const auto [of_courses, of_package] = parted(piece);
    Remembered remembered;
    Load courses(of_courses);
    while (courses.more()) courses(remembered.courses.emplace_back());
    Load head(of_package);
    if (head.more()) head(remembered.package.emplace());
    if (!std::all_of(remembered.courses.begin(), remembered.courses.end(), fits_together)) refuse();
    if (!courses.whole() || !head.whole() || remembered.package.has_value() != (piece.part == 0)) refuse();
    return remembered;
}

model::Package remember_package(const store::Piece& piece) {
    Load head(parted(piece).second);
    model::Package package;
    head(package);
    if (!head.whole()) refuse();
    return package;
}

std::vector<RowKey> row_keys(const store::Piece& piece) {
    std::vector<RowKey> keys;
    for (std::size_t at = 0; at + key_size <= piece.keys.size(); at += key_size)
        keys.push_back({number_at(piece.keys, at, 8), number_at(piece.keys, at + 8, 8),
                        static_cast<std::uint32_t>(number_at(piece.keys, at + 16, 4))});
    return keys;
}

rule::Heard remember_row(const store::Piece& piece, std::size_t row) {
    if (!is_whole(piece) || (row + 1) * key_size > piece.keys.size()) refuse();
    Load load(std::string_view(piece.content).substr(sum_size + 4), number_at(piece.keys, row * key_size + 16, 4));
    rule::Heard heard;
    load(heard);
    if (!load.whole() || !fits_together(heard)) refuse();
    return heard;
}

std::string to_bytes(const store::Piece& piece) {
    const std::array<std::uint64_t, 5> numbers = {piece.catalogue, static_cast<std::uint64_t>(piece.package),
                                                  static_cast<std::uint64_t>(piece.part), piece.keys.size(),
                                                  piece.content.size()};
    std::string bytes(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
    bytes += piece.keys;
    return bytes += piece.content;
}

std::optional<store::Piece> piece_of(std::string_view bytes) {
    std::array<std::uint64_t, 5> numbers{};
    if (bytes.size() < sizeof numbers) return std::nullopt;
    std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
    bytes.remove_prefix(sizeof numbers);
    const auto [catalogue, package, part, keys, content] = numbers;
    if (keys > bytes.size() || content != bytes.size() - keys) return std::nullopt;
    store::Piece piece;
    piece.catalogue = catalogue != 0;
    piece.package = static_cast<std::int64_t>(package);
    piece.part = static_cast<std::int64_t>(part);
    piece.keys = bytes.substr(0, keys);
    piece.content = bytes.substr(keys);
    try {
        remember(piece);
    } catch (const base::InputError&) {
        return std::nullopt;
    }
    return piece;
}

}  // namespace needfirst::audit
