// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Values as bytes, for this build of the program only. What a struct has is said once, for both ways:
//
//   template <class Ar, base::Is<Point> T> void fields(Ar& ar, T& v) { ar(v.x, v.y); }    in the struct's namespace,
//   template <class Ar, class T> static void fields(Ar& ar, T& v) { ar(v.x_, v.y_); }     in a class
namespace needfirst::base {

template <class T, class Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

/// Writes values one after the other: numbers as 7 bits a byte, texts and lists with their length.
class Save {
public:
    explicit Save(std::string& out) : out_(out) {}

    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }
    /// Long lists of plain values as they are in memory.
    template <class... Values>
    void flat(const std::vector<Values>&... values) {
        (put_flat(values), ...);
    }

private:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }
    template <class Value>
    void put(const Value& value) {
        if constexpr (std::is_same_v<Value, bool> || std::is_unsigned_v<Value>) number(value);
        else if constexpr (std::is_enum_v<Value>) number(static_cast<std::uint64_t>(value));
        else if constexpr (std::is_integral_v<Value>)  // small negative numbers are short, too
            number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(std::int64_t{value} >> 63));
        else if constexpr (requires { Value::fields(*this, value); }) Value::fields(*this, value);
        else fields(*this, value);
    }
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
    template <class Key, class Value>
    void put(const std::map<Key, Value>& values) {
        number(values.size());
        for (const auto& [key, value] : values) put(key), put(value);
    }
    template <class Value>
    void put_flat(const std::vector<Value>& values) {
        static_assert(std::has_unique_object_representations_v<Value>);  // no bytes between fields
        number(values.size());
        out_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
    }

    std::string& out_;
};

/// Reads them back. After the end, or with a length or an enumerator that cannot be, all is empty and whole() is false.
/// An enum says by values_of() how many values it has.
class Load {
public:
    explicit Load(std::string_view in, std::size_t at = 0) : in_(in), at_(std::min(at, in.size())) {}
    bool whole() const { return !failed_; }
    bool more() const { return !failed_ && at_ < in_.size(); }

    template <class... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }
    template <class... Values>
    void flat(std::vector<Values>&... values) {
        (get_flat(values), ...);
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
    void get(Value& value) {
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
        } else if constexpr (requires { Value::fields(*this, value); }) {
            Value::fields(*this, value);
        } else {
            fields(*this, value);
        }
    }
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
    template <class Key, class Value>
    void get(std::map<Key, Value>& values) {
        const std::size_t size = length();
        values.clear();
        for (std::size_t i = 0; i < size && !failed_; ++i) {
            Key key;
            get(key);
            get(values[std::move(key)]);
        }
    }

    template <class Value>
    void get_flat(std::vector<Value>& values) {
        std::size_t size = length();
        if (size > (in_.size() - at_) / sizeof(Value)) failed_ = true, size = 0;
        values.resize(size);
        if (size > 0) std::memcpy(values.data(), in_.data() + at_, size * sizeof(Value));
        at_ += size * sizeof(Value);
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

/// How many fields a struct has: to notice that one was added.
template <class Struct, class... Some>
consteval std::size_t fields_of() {
    if constexpr (requires { Struct{Some{}..., Any{}}; }) return fields_of<Struct, Some..., Any>();
    else return sizeof...(Some);
}

}  // namespace needfirst::base
