// SPDX-License-Identifier: Apache-2.0
#include "audit/memory.hpp"

#include "base/error.hpp"
#include "base/fingerprint.hpp"
#include "rule/quote.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

namespace needfirst::audit {
namespace {

/// Writes values one after the other: numbers as 7 bits a byte, texts and lists with their length.
class Save {
public:
    explicit Save(std::string& out) : out_(out) {}

    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }

private:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }
    template <class Value>
    void put(const Value& value);
    void put(const std::string& text) {
        number(text.size());
        out_ += text;
    }
    void put(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i) out_ += static_cast<char>(bits >> (8 * i));
    }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class Value>
    void put(const std::vector<Value>& values) {
        number(values.size());
        for (const auto& value : values) put(value);
    }

    std::string& out_;
};

/// Reads them back. After the end, or with a length that cannot be, all is empty and
/// whole() is false.
class Load {
public:
    explicit Load(std::string_view in, std::size_t at = 0) : in_(in), at_(std::min(at, in.size())) {}
    bool whole() const { return !failed_; }
    bool more() const { return !failed_ && at_ < in_.size(); }

    template <class... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }

private:
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (at_ >= in_.size()) break;
            const auto byte = static_cast<unsigned char>(in_[at_++]);
            value |= std::uint64_t{byte & 0x7fu} << shift;
            if (byte < 0x80) return value;
        }
        failed_ = true;
        return 0;
    }
    std::size_t length() {
        const std::uint64_t size = number();
        if (size <= in_.size() - at_) return static_cast<std::size_t>(size);
        failed_ = true;
        return 0;
    }
    template <class Value>
    void get(Value& value);
    void get(std::string& text) {
        const std::size_t size = length();
        text.assign(in_.substr(at_, size));
        at_ += size;
    }
    void get(double& value) {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8 && at_ < in_.size(); ++i)
            bits |= std::uint64_t{static_cast<unsigned char>(in_[at_++])} << (8 * i);
        value = std::bit_cast<double>(bits);
    }
    template <class Value>
    void get(std::optional<Value>& value) {
        bool has = false;
        get(has);
        if (has) get(value.emplace());
    }
    template <class Value>
    void get(std::vector<Value>& values) {
        const std::size_t size = length();
        values.clear();
        for (std::size_t i = 0; i < size && !failed_; ++i) get(values.emplace_back());
    }

    std::string_view in_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

constexpr std::size_t values_of(base::CoverageState) { return 5; }
constexpr std::size_t values_of(model::PackageStatus) { return model::package_status_names.size(); }
constexpr std::size_t values_of(model::Kind) { return model::kind_names.size(); }
constexpr std::size_t values_of(model::Field) { return model::field_names.size(); }
constexpr std::size_t values_of(model::Placement) { return model::placement_names.size(); }
constexpr std::size_t values_of(model::Need) { return model::need_names.size(); }
constexpr std::size_t values_of(model::Basis) { return model::basis_names.size(); }

/// Stands for a value of any field.
struct Any {
    template <class Type>
    operator Type&() const noexcept;
};

template <class Struct, class... Some>
consteval std::size_t fields_of() {
    if constexpr (requires { Struct{Some{}..., Any{}}; }) return fields_of<Struct, Some..., Any>();
    else return sizeof...(Some);
}

// One list of fields for both ways. A new field of a struct belongs into its list below; then correct the number here.
static_assert(fields_of<base::Coverage>() == 5 && fields_of<model::Programme>() == 5 &&
              fields_of<model::Package>() == 14 && fields_of<model::Activity>() == 21 &&
              fields_of<model::Evidence>() == 6 && fields_of<model::Judgement>() == 17 &&
              fields_of<rule::ActivityNotes>() == 9 && fields_of<rule::Trace>() == 6 && fields_of<rule::Heard>() == 18);

template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, base::Coverage> {
    ar(v.member, v.bytes, v.state, v.reason, v.gap);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Programme> {
    ar(v.identifier, v.title, v.courses, v.basis, v.step);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Package> {
    ar(v.path, v.format, v.format_version, v.container, v.authoring_tool, v.bytes, v.fingerprint, v.rows, v.members,
       v.members_read, v.status, v.message, v.coverage, v.programmes);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Activity> {
    ar(v.position, v.of_items, v.depth, v.section, v.kind, v.native_kind, v.title, v.social, v.platform, v.placement,
       v.is_last_of_section, v.after_last_assessment, v.graded, v.required, v.groups, v.quota, v.posts, v.participants,
       v.last_post_at, v.location, v.words);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Evidence> {
    ar(v.activity, v.signal, v.says, v.field, v.quote, v.location);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::ActivityNotes> {
    ar(v.section, v.counts, v.last_of_course, v.need, v.replies, v.silent_days, v.open_days, v.in_courses, v.text);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::Trace> {
    ar(v.signal, v.activity, v.section, v.fields, v.says, v.near_meeting);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::Heard> {
    auto& f = v.facts;  // verdict, findings and questions are still open, and what other courses add: rows,
                        // programme; prompts_left_out is a row of coverage
    ar(f.identifier, f.title, f.language, f.provider, f.category, f.names, f.retired, f.activities, f.evidence);
    ar(v.notes, v.traces, v.section_needs, v.need, v.half_words, v.statements, v.items, v.tasks, v.tasks_asked,
       v.fragment, v.retired, v.last_of_programme, v.listed, v.understood);
}

template <class Value>
void Save::put(const Value& value) {
    if constexpr (std::is_same_v<Value, bool> || std::is_unsigned_v<Value>) number(value);
    else if constexpr (std::is_enum_v<Value>) number(static_cast<std::uint64_t>(value));
    else if constexpr (std::is_integral_v<Value>)  // small negative numbers are short, too
        number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(std::int64_t{value} >> 63));
    else fields(*this, value);
}

template <class Value>
void Load::get(Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
        value = number() != 0;
    } else if constexpr (std::is_enum_v<Value>) {
        const std::uint64_t raw = number();
        failed_ = failed_ || raw >= values_of(Value{});
        value = failed_ ? Value{} : static_cast<Value>(raw);
    } else if constexpr (std::is_unsigned_v<Value>) {
        value = static_cast<Value>(number());
    } else if constexpr (std::is_integral_v<Value>) {
        const std::uint64_t raw = number();
        value = static_cast<Value>(static_cast<std::int64_t>(raw >> 1 ^ (~(raw & 1) + 1)));
    } else {
        fields(*this, value);
    }
}

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
    if (row) {
        put_number(keys_, identifier_key(course), 8);
        put_number(keys_, title_key(course), 8);
        put_number(keys_, courses_.size(), 4);
    }
    Save{courses_}(course);
    if (courses_.size() >= full) give(row, ++part_, {});
}

void Memory::add(const model::Package& package, bool catalogue) {
    if (part_ > 0 && !courses_.empty()) give(catalogue, ++part_, {});
    std::string head;
    Save{head}(package);
    give(catalogue, 0, std::move(head));
    ++package_;
    part_ = 0;
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
