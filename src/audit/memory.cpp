// SPDX-License-Identifier: Apache-2.0
#include "audit/memory.hpp"

#include "base/fingerprint.hpp"

#include <bit>
#include <type_traits>

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

/// Reads them back. After the end, or a length that cannot be, everything is empty and whole() is false.
class Load {
public:
    explicit Load(std::string_view in) : in_(in) {}
    bool whole() const { return !failed_ && at_ == in_.size(); }
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
static_assert(fields_of<base::Coverage>() == 5 && fields_of<model::Programme>() == 3 &&
              fields_of<model::Package>() == 14 && fields_of<model::Activity>() == 20 &&
              fields_of<model::Evidence>() == 6 && fields_of<model::Judgement>() == 16 &&
              fields_of<rule::ActivityNotes>() == 8 && fields_of<rule::Trace>() == 6 && fields_of<rule::Heard>() == 13);

template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, base::Coverage> {
    ar(v.member, v.bytes, v.state, v.reason, v.gap);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Programme> {
    ar(v.identifier, v.title, v.courses);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Package> {
    ar(v.path, v.format, v.format_version, v.container, v.authoring_tool, v.bytes, v.fingerprint, v.rows, v.members,
       v.members_read, v.status, v.message, v.coverage, v.programmes);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Activity> {
    ar(v.position, v.of_items, v.depth, v.section, v.kind, v.native_kind, v.title, v.social, v.platform, v.placement,
       v.is_last_of_section, v.after_last_assessment, v.graded, v.required, v.quota, v.posts, v.participants,
       v.last_post_at, v.location, v.words);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, model::Evidence> {
    ar(v.activity, v.signal, v.says, v.field, v.quote, v.location);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::ActivityNotes> {
    ar(v.section, v.counts, v.last_of_course, v.need, v.replies, v.silent_days, v.in_courses, v.text);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::Trace> {
    ar(v.signal, v.activity, v.section, v.fields, v.says, v.near_meeting);
}
template <class Ar, class T>
void fields(Ar& ar, T& v) requires std::is_same_v<std::remove_const_t<T>, rule::Heard> {
    auto& f = v.facts;  // verdict, findings and questions are still open
    ar(f.identifier, f.title, f.language, f.provider, f.category, f.retired, f.activities, f.evidence);
    ar(v.notes, v.traces, v.section_needs, v.need, v.half_words, v.statements, v.items, v.fragment, v.retired,
       v.last_of_programme, v.listed, v.understood);
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
    } else if constexpr (std::is_unsigned_v<Value> || std::is_enum_v<Value>) {
        value = static_cast<Value>(number());
    } else if constexpr (std::is_integral_v<Value>) {
        const std::uint64_t raw = number();
        value = static_cast<Value>(static_cast<std::int64_t>(raw >> 1 ^ (~(raw & 1) + 1)));
    } else {
        fields(*this, value);
    }
}

std::string sum_of(std::string_view bytes) { return base::fingerprint(bytes).substr(0, 16); }

}  // namespace

void Memory::add(const rule::Heard& course, const std::string& package) {
    Courses& courses = open_[package];
    Save{courses.bytes}(course);
    ++courses.count;
}

void Memory::add(const model::Package& package) {
    const Courses courses = std::move(open_[package.path]);
    open_.erase(package.path);
    Save save(packages_);
    save(package, courses.count);
    packages_ += courses.bytes;
}

std::string Memory::bytes() const { return sum_of(packages_) + packages_; }

std::optional<std::vector<Remembered>> remember(std::string_view bytes) {
    constexpr std::size_t sum = 16;
    if (bytes.size() < sum || sum_of(bytes.substr(sum)) != bytes.substr(0, sum)) return std::nullopt;
    Load load(bytes.substr(sum));
    std::vector<Remembered> all;
    while (load.more()) {
        Remembered& one = all.emplace_back();
        std::uint64_t courses = 0;
        load(one.package, courses);
        for (std::uint64_t i = 0; i < courses && load.more(); ++i) load(one.courses.emplace_back());
    }
    if (!load.whole()) return std::nullopt;
    return all;
}

}  // namespace needfirst::audit
