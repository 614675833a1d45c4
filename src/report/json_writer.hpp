// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace needfirst::report {

/// Appends JSON to `out`, with its commas. Strings come out plain (see plain_text.hpp) and with nothing in them that
/// could end a script of HTML. The caller opens and closes in order, and may empty `out` between calls.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}
    JsonWriter& object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(std::int64_t{number}); }
    JsonWriter& value(double number);  ///< three decimals
    JsonWriter& value(bool truth);
    JsonWriter& null();
    template <class Value>
    JsonWriter& member(std::string_view name, const Value& what) {
        return key(name).value(what);
    }
    /// No member where the text is empty.
    JsonWriter& if_any(std::string_view name, std::string_view text) {
        return text.empty() ? *this : member(name, text);
    }
    /// A value that the caller appended to `out` by itself.
    JsonWriter& done();
    /// A line break between elements, for people who look inside.
    JsonWriter& line();

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    std::string& out_;
    bool comma_ = false;  ///< before the next value
};

}  // namespace needfirst::report
