// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::base::json {

enum class Type : std::uint8_t { null, boolean, number, string, array, object };

struct Member;

/// A JSON value. What is not there is a null value, so that paths can be followed without asking at each step:
/// value["course"]["lessons"][0]["title"].text().
class Value {
public:
    Type type = Type::null;
    bool truth = false;           ///< of a boolean
    double number = 0;            ///< of a number
    std::string string;           ///< of a string, UTF-8; of a number as it was written
    std::vector<Value> elements;  ///< of an array
    std::vector<Member> members;  ///< of an object, in the order of the file

    const Value& operator[](std::string_view key) const;
    const Value& operator[](std::size_t index) const;
    explicit operator bool() const { return type != Type::null; }
    bool is_string() const { return type == Type::string; }
    bool is_array() const { return type == Type::array; }
    bool is_object() const { return type == Type::object; }
    /// The string, a number as written, "true"/"false"; "" for all else.
    std::string_view text() const;
};

struct Member {
    std::string name;
    Value value;
};

/// Values in one text: each takes some 100 bytes, however few it has there. Far above any real export.
constexpr std::size_t most_values = 5'000'000;
constexpr std::string_view too_many_values =
    "it has more than 5 million values, which is the limit of one text; export it in parts, or as CSV";

/// Throws InputError with the place of the first mistake, or where there are more than most_values. A byte order mark
/// is skipped; depth is limited.
Value parse(std::string_view utf8);

}  // namespace needfirst::base::json
